"""`xlsreport check`: findings for single workbooks."""

from pathlib import Path
from typing import Annotated

import typer

from xlsreport.cli.arguments import Format, FormName, Output, Previous
from xlsreport.cli.console import Screen


def check(
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="PATH...", help="填报表，或装有填报表的文件夹。Workbooks, or folders of them."),
    ],
    form: FormName = None,
    previous: Previous = None,
    output: Output = Format.TEXT,
) -> int:
    """审核单个填报表，不需要工作区。Check single workbooks; no workspace is needed."""
    from xlsreport.pipeline import prepared_crew

    screen = Screen()
    with prepared_crew(form) as crew:  # the worker loads what it needs, and this process what follows
        from xlsreport.cli.lines import MOST_NOTES, finding_lines
        from xlsreport.language import language_of
        from xlsreport.model.finding import Severity
        from xlsreport.pipeline import check_files, checked_json

        screen.load()
        checked = check_files(paths, form, previous, crew)
    findings = [finding for file in checked.examined for finding in file.review.findings]
    screen.complaints(checked.notes)
    if output is Format.JSON:
        screen.raw(checked_json(checked))
    else:
        language = language_of(checked.form)
        for each in checked.examined:
            notes = None if screen.is_verbose else MOST_NOTES
            for line in finding_lines(each.file.name, each.review.findings, language, notes):
                screen.finding(line.severity, line.text)
        counts = {str(s): sum(f.severity is s and not f.trial for f in findings) for s in Severity}
        trials = sum(finding.trial for finding in findings)
        told = language.text("check_trials", count=trials) if trials else ""
        screen.line(language.text("check_summary", files=len(checked.examined), **counts) + told)
    return int(any(finding.blocks for finding in findings))
