"""`xlsreport verify`: tells whether a bag is intact."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from xlsreport.cli.arguments import Workspace
from xlsreport.cli.console import Screen

if TYPE_CHECKING:
    from xlsreport.language import Language
    from xlsreport.pipeline import Discrepancy


def verify(
    name: Annotated[str, typer.Argument(metavar="PERIOD", help="年度，如 2023 或 2023-r2。The period, or its bag.")],
    workspace: Workspace = Path(),
) -> int:
    """核对一个年度的归档是否完整、有无改动。Tell whether a bag is complete and unchanged."""
    from xlsreport.pipeline import language_of
    from xlsreport.pipeline import verify as verified

    texts, screen = language_of(workspace), Screen()
    found = verified(workspace, name, texts)
    if not found.discrepancies:
        screen.line(texts.text("verify_intact", bag=name, files=found.files))
        return 0
    screen.line(texts.text("verify_altered", bag=name, count=len(found.discrepancies)))
    screen.lines(f"  {_told(each, texts)}" for each in found.discrepancies)
    return 1


def _told(each: "Discrepancy", texts: "Language") -> str:
    named = texts.text("verify_named", path=each.path, original=each.original) if each.original else each.path
    return f"{named} {texts.text(f'verify_is_{each.trouble}')}"
