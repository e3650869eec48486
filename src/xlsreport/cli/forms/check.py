"""`xlsreport forms check`: what is wrong with a form itself."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from xlsreport.cli.console import Screen
from xlsreport.cli.speech import chosen_language

if TYPE_CHECKING:
    from xlsreport.pipeline import CheckedForm


class CheckFormat(StrEnum):
    """How findings about a form are printed."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


def check(
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="表样文件夹，或内置表样的名称。A form folder, or a built-in form.")
    ],
    output: Annotated[
        CheckFormat, typer.Option("--format", help="输出格式。How findings are printed.")
    ] = CheckFormat.TEXT,
    fix: Annotated[
        bool, typer.Option("--fix", help="另存一份改好能代改之处的副本。Write a copy with what is safe mended.")
    ] = False,
    annotate: Annotated[
        bool, typer.Option("--annotate", help="另存一份带批注的副本。Write a copy with findings as comments.")
    ] = False,
    office: Annotated[
        bool, typer.Option("--office", help="也与 LibreOffice 的结果对照（已安装时）。Compare with LibreOffice too.")
    ] = False,
    witnesses: Annotated[
        Path | None,
        typer.Option(
            "--witnesses",
            metavar="DIR",
            help="每条规则写一个只违反它的填报表。Write a workbook for each rule that breaks it alone.",
        ),
    ] = None,
) -> int:
    """核对表样本身：三个文件里的问题一次说完。Check a form itself: all that is wrong with its files, at once."""
    from xlsreport.pipeline import checked_form, form_findings_json, github_lines

    checked = checked_form(folder, chosen_language(), office=office)
    screen = Screen()
    match output:
        case CheckFormat.JSON:
            screen.raw(form_findings_json(checked))
        case CheckFormat.GITHUB:
            screen.raw("".join(f"{line}\n" for line in github_lines(checked)))
        case CheckFormat.TEXT:
            from xlsreport.cli.forms.finding_lines import show

            show(checked, screen)
    screen.complaints(checked.not_checked)
    _write(checked, screen, fix=fix, annotate=annotate)
    if witnesses is not None:
        from xlsreport.pipeline import write_witnesses

        screen.complaints(write_witnesses(checked, witnesses))
    return int(checked.is_broken)


def _write(checked: "CheckedForm", screen: Screen, *, fix: bool, annotate: bool) -> None:
    """Write the copies that are asked for, and say on stderr where they are."""
    from xlsreport.pipeline import write_annotated, write_fixed

    language = checked.language
    if fix:
        made = write_fixed(checked)
        said = {"folder": made.folder, "left": made.left, "count": len(checked.findings) - made.left} if made else {}
        screen.complain(language.text("lint_fixed" if made else "lint_nothing_to_fix", **said))
    if annotate:
        made = write_annotated(checked)
        said = {"folder": made.folder} if made else {}
        screen.complain(language.text("lint_annotated" if made else "lint_nothing_to_annotate", **said))
