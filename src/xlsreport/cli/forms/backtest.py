"""`xlsreport forms backtest`: a form's rules over the archived years."""

from pathlib import Path
from typing import Annotated

import typer

from xlsreport.cli.arguments import Format, Output, Workspace
from xlsreport.cli.console import Screen
from xlsreport.cli.speech import chosen_language


def backtest(
    target: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="工作区，或表样（用 -C 的归档）。A workspace, or a form.")
    ],
    workspace: Workspace = Path(),
    output: Output = Format.TEXT,
) -> int:
    """拿往年的归档试规则：每条会报多少次，报的是谁。Try rules on archived years: how often each fires, and on whom."""
    from xlsreport.language import language_named
    from xlsreport.pipeline import backtest as done_over
    from xlsreport.pipeline import backtest_json, backtest_lines

    done, screen = done_over(target, workspace), Screen()
    if output is Format.JSON:
        screen.raw(backtest_json(done))
    else:
        screen.lines(backtest_lines(done, language_named(chosen_language() or done.form.language)))
    return 0
