"""`xlsreport status`: how far the season is, department by department."""

from pathlib import Path
from typing import TYPE_CHECKING

from xlsreport.cli.arguments import Format, Jobs, Output, Period, Previous, Workspace
from xlsreport.cli.console import Screen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsreport.language import Language
    from xlsreport.pipeline import DepartmentStatus, SeasonStatus

_TEXTS = (0, 1, 2, 3, 9, 10, 11)  # columns: the others are figures
_SPARE = (
    10,
    9,
    1,
    7,
    2,
    8,
    11,
    6,
)  # columns that a narrow terminal does without: whom to call stands in the call lists


def status(
    workspace: Workspace = Path(),
    period: Period = None,
    jobs: Jobs = None,
    previous: Previous = None,
    output: Output = Format.TEXT,
) -> int:
    """看进度：每个单位报没报、问题、退回几次、离定稿还差什么。How far the season is, and what is still open."""
    from xlsreport.pipeline import Options, open_workspace_at, status_of

    opened, screen = open_workspace_at(workspace, period), Screen()
    with screen.progress(opened.language) as step:
        found = status_of(opened, Options(previous=previous, jobs=jobs, keep_reviews=True), step)
    if output is Format.JSON:
        screen.raw(found.json())
    else:
        screen.complaints(found.notes)
        _show(found, opened.language, screen)
    return 0


def _show(found: "SeasonStatus", language: "Language", screen: Screen) -> None:
    screen.table(language.lists["status_heads"], [_row(each, language) for each in found.departments], _TEXTS, _SPARE)
    screen.line(found.line, "bold")
    screen.lines(found.changes)
    if not found.open:
        screen.line(language.text("status_is_final" if found.final else "status_can_be_final"))
        return
    screen.line(language.text("status_open_head"))
    for each in found.open:
        screen.lines(language.text("open_line", what=each.what, settled=each.settled_by).split("\n"))


def _row(each: "DepartmentStatus", language: "Language") -> "Sequence[str]":
    from xlsreport.pipeline import stage_text, standing_in_words

    yes = language.text("summary_yes")
    return (
        each.department.name,
        yes if each.sent.issued else "",
        each.received.isoformat(" ", "minutes") if each.received else "",
        standing_in_words(each.entry, language),
        _figure(each.errors),
        _figure(each.queries),
        _figure(each.sent.sent_back),
        _figure(each.sent.reminded),
        str(each.days_late) if each.days_late else "",
        each.department.contact,
        each.department.mobile,
        stage_text(each.stage, each.sent.sent_back, language),
    )


def _figure(count: int) -> str:
    return str(count) if count else ""
