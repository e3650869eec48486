"""Where and when a period's report was published, and whether in time: from what is said, never from the clock."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from xlsreport.archive.record_model import Publication
from xlsreport.errors import ArchiveError
from xlsreport.model.address import Address
from xlsreport.model.days import day_of
from xlsreport.model.workbook import Value
from xlsreport.pipeline.archiving.documents import Document
from xlsreport.pipeline.workspace import PeriodWorkspace

_DEPARTMENT = "department"


@dataclass(frozen=True, slots=True)
class Published:
    """What is said of a publication: its `day` as it was typed, and the `documents` of record.

    `dated` is the day that a saved page says itself, blank where none does.
    """

    day: str | None
    documents: Sequence[Document]
    dated: str = ""

    @property
    def anything(self) -> bool:
        """Whether anybody says that it was published."""
        return self.day is not None or any(each.published for each in self.documents)


def publication_of(
    workspace: PeriodWorkspace, said: Published, values: Mapping[Address, Value], before: Publication | None = None
) -> Publication | None:
    """Return the publication of the period of `workspace`; what nobody says now stays as it was `before`.

    Raises `ArchiveError` for a day that is none, or that is not after the period.
    """
    if not said.anything:
        return before
    day = _day(workspace, said) or (before.date if before else "")
    address = _address(workspace, said, values) or (before.address if before else "")
    due = due_day(workspace)
    in_time = date.fromisoformat(day) <= due if day and due else None
    return Publication(address, day, due.isoformat() if due else "", in_time)


def due_day(workspace: PeriodWorkspace) -> date | None:
    """Return the day until which the report is published: the workspace's own, else the form's; None for none.

    Raises `ArchiveError` where the workspace's is no day.
    """
    form, own = workspace.form, workspace.root.publish_by.strip()
    told = form.publication.department if own == _DEPARTMENT else own or form.publication.whole
    found = form.periods.due_day(told, workspace.period) if told else None
    if own not in ("", _DEPARTMENT) and found is None:
        raise ArchiveError(workspace.language.text("publish_by_no_day", said=own))
    return found


def _day(workspace: PeriodWorkspace, said: Published) -> str:
    if said.day is None:
        return said.dated if _is_after(workspace, day_of(said.dated)) else ""
    found = workspace.form.periods.due_day(said.day, workspace.period)
    if not _is_after(workspace, found):
        raise ArchiveError(workspace.language.text("published_no_day", said=said.day, period=workspace.period))
    return found.isoformat() if found else ""


def _is_after(workspace: PeriodWorkspace, day: date | None) -> bool:
    return day is not None and day > workspace.form.periods.last_day(workspace.period)


def _address(workspace: PeriodWorkspace, said: Published, values: Mapping[Address, Value]) -> str:
    """Return the address that was published, else the first that is named, else the one in the whole's workbook."""
    named = sorted((each for each in said.documents if each.on_web), key=lambda each: not each.published)
    cell = workspace.form.publication.address
    typed = values.get(cell) if cell else None
    return named[0].place if named else typed.strip() if isinstance(typed, str) else ""


def publication_line(workspace: PeriodWorkspace, told: Publication) -> str:
    """Return in one sentence where and when it was published, and whether in time."""
    language = workspace.language
    words = {"address": told.address or language.text("publication_no_address"), "day": told.date, "due": told.due}
    if not told.date:
        return language.text("publication_no_day", **words)
    if told.in_time is None:
        return language.text("publication_told", **words)
    return language.text("publication_in_time" if told.in_time else "publication_late", **words)
