"""`xlsreport reproduce`: a bag's outputs made again from the bag alone, and compared with those in it."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from xlsreport.cli.arguments import Workspace
from xlsreport.cli.console import Screen
from xlsreport.cli.verify import altered

if TYPE_CHECKING:
    from xlsreport.language import Language
    from xlsreport.pipeline import ReproductionResult


def reproduce(
    name: Annotated[str, typer.Argument(metavar="PERIOD", help="年度，如 2023 或 2023-r2。The period, or its bag.")],
    workspace: Workspace = Path(),
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="<folder>", help="把重新做出的文件留在这里。Keep in this folder what is made."
        ),
    ] = None,
) -> int:
    """只用一个年度的归档重新汇总，与其中的结果比较。Consolidate again from a bag alone, and compare."""
    from xlsreport.pipeline import language_of, refuse_archive, verify
    from xlsreport.pipeline import reproduce as reproduced

    language, screen = language_of(workspace, name), Screen()
    if output is not None:
        refuse_archive(workspace, output, language)
    if (found := verify(workspace, name, language)).discrepancies:
        for line in altered(name, found, language):
            screen.refuse(line)
        return 2
    with screen.progress(language) as step:
        done = reproduced(workspace, name, language, step, keep=output)
    screen.lines(_told(name, done, language))
    if output is not None:
        screen.line(language.text("reproduce_kept", folder=output))
    return int(bool(done.differences))


def _told(bag: str, done: "ReproductionResult", language: "Language") -> Iterator[str]:
    if done.differences:
        yield language.text("reproduce_differs", bag=bag, count=len(done.differences), compared=done.compared)
        for each in done.differences:
            yield f"  {each.name}"
            yield from (f"    {line}" for line in each.lines)
            if each.more:
                yield f"    {language.text('reproduce_more', count=each.more)}"
        yield from _versions(done, language)
    else:
        yield language.text("reproduce_same", bag=bag, compared=done.compared)
    if done.packed:
        yield language.text("reproduce_packed", files=language.text("comma").join(done.packed))


def _versions(done: "ReproductionResult", language: "Language") -> Iterator[str]:
    yield language.text("reproduce_versions" if done.versions else "reproduce_no_versions")
    for each in done.versions:
        absent = language.text("reproduce_absent")
        yield "  " + language.text("reproduce_version", name=each.name, was=each.was or absent, now=each.now or absent)
