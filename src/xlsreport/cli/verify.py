"""`xlsreport verify`: tells whether a bag is intact."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from xlsreport.cli.arguments import Format, Output, Workspace
from xlsreport.cli.console import Screen

if TYPE_CHECKING:
    from xlsreport.language import Language
    from xlsreport.pipeline import Verification


def verify(
    name: Annotated[str, typer.Argument(metavar="PERIOD", help="年度，如 2023 或 2023-r2。The period, or its bag.")],
    workspace: Workspace = Path(),
    output: Output = Format.TEXT,
) -> int:
    """核对一个年度的归档是否完整、有无改动。Tell whether a bag is complete and unchanged."""
    from xlsreport.pipeline import language_of, verification_json
    from xlsreport.pipeline import verify as verified

    language, screen = language_of(workspace, name), Screen()
    found = verified(workspace, name, language)
    if output is Format.JSON:
        screen.raw(verification_json(name, found))
    elif found.discrepancies:
        screen.lines(altered(name, found, language))
    else:
        screen.line(language.text("verify_intact", bag=name, files=found.files))
    return int(bool(found.discrepancies))


def altered(bag: str, found: "Verification", language: "Language") -> Iterator[str]:
    """Yield the lines that say what is wrong with a bag."""
    yield language.text("verify_altered", bag=bag, count=len(found.discrepancies))
    for each in found.discrepancies:
        named = language.text("verify_named", path=each.path, original=each.original) if each.original else each.path
        yield f"  {named} {language.text(f'verify_is_{each.trouble}')}"
