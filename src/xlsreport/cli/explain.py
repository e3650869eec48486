"""`xlsreport explain`: who contributed what to a figure."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from xlsreport.cli.arguments import Period, Previous, Workspace
from xlsreport.cli.console import Screen

if TYPE_CHECKING:
    from xlsreport.language import Language
    from xlsreport.pipeline import Explanation


def explain(
    address: Annotated[
        str,
        typer.Argument(metavar="ADDRESS", help="单元格地址，如 Sheet!J6 或 Sheet.J6。The cell's address."),
    ],
    workspace: Workspace = Path(),
    period: Period = None,
    previous: Previous = None,
    include_held: Annotated[
        bool, typer.Option("--include-held", help="待更正的也计入合计。Count held submissions too.")
    ] = False,
) -> int:
    """列出一个汇总数由哪些单位、哪些文件而来。Show which departments and files a figure comes from."""
    from xlsreport.pipeline import Options, consolidate_workspace, open_desk
    from xlsreport.pipeline import explain as explained

    desk = open_desk(workspace, period)
    screen = Screen()
    with screen.progress(desk.language) as step:
        outcome = consolidate_workspace(desk, Options(previous=previous, include_held=include_held), step)
    _show(explained(desk, outcome, address), desk.language, screen)
    return 0


def _show(explanation: "Explanation", language: "Language", screen: Screen) -> None:
    from xlsreport.pipeline import as_text

    screen.line(f"{explanation.address}  {explanation.label}", "bold")
    if explanation.formula:
        screen.line(language.text("explain_formula", formula=explanation.formula))
    blank = language.text("blank")
    total, received = (as_text(each) or blank for each in (explanation.total, explanation.received))
    screen.line(language.text("explain_totals", total=total, received=received))
    for each in explanation.contributions:
        file = each.entry.file
        parts = (
            language.text(f"standing_{each.entry.standing}"),
            each.entry.name or "",
            as_text(each.value) or blank,
            language.text("counted" if each.counted else "not_counted"),
            file.name if file else "",
            f"SHA-256 {file.sha256}" if file else "",
            each.correction or "",
            (file.source or "") if file else "",
        )
        screen.line("  " + "  ".join(part for part in parts if part), "" if each.counted else "dim")
