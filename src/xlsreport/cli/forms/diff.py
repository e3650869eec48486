"""`xlsreport forms diff`: what changed between two editions of a form."""

from typing import Annotated

import typer

from xlsreport.cli.arguments import Format, Output
from xlsreport.cli.console import Screen
from xlsreport.cli.speech import chosen_language


def diff(
    earlier: Annotated[str, typer.Argument(metavar="A", help="较早的版本。The earlier edition.")],
    later: Annotated[str, typer.Argument(metavar="B", help="较晚的版本。The later edition.")],
    write: Annotated[
        bool, typer.Option("--write", help="把对应关系写进 B 的 form.toml。Write the map into the form.toml of B.")
    ] = False,
    output: Output = Format.TEXT,
) -> int:
    """对照表样的两个版本：哪格是哪格，改了什么。Compare two editions of a form: cells, rules and what they accept."""
    from xlsreport.language import language_named
    from xlsreport.pipeline import diff_forms, diff_json, diff_lines, write_map

    found, screen = diff_forms(earlier, later), Screen()
    language = language_named(chosen_language() or found.later.language)
    if output is Format.JSON:
        screen.raw(diff_json(found))
    else:
        screen.lines(diff_lines(found, language))
    if write:
        path = write_map(found)
        if output is Format.TEXT:
            screen.line(language.text("diff_written", path=path))
    return 0
