"""Last year's figures, from a folder of last year's workbooks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from xlsreport.checking import Case, review
from xlsreport.errors import WorkspaceError
from xlsreport.intake.gather import gather
from xlsreport.language import Language
from xlsreport.model.address import Address
from xlsreport.model.form import Form
from xlsreport.model.review import Identity, Review
from xlsreport.model.workbook import Unreadable, Value
from xlsreport.reading import read_workbook

Figures = Mapping[Address, Value]


@dataclass(frozen=True, slots=True)
class LastYear:
    """What last year's workbooks hold: their unlocked cells and results, by the sender's code and by its name."""

    by_code: Mapping[str, Figures] = field(default_factory=dict)
    by_name: Mapping[str, Figures] = field(default_factory=dict)

    def of(self, *senders: Identity) -> Figures | None:
        """Return the figures of the first of `senders` that is known by code, else by name."""
        for who in senders:
            found = self.by_code.get(who.code) or self.by_name.get(who.name)
            if found is not None:
                return found
        return None

    def carried(self, form: Form, *senders: Identity) -> dict[Address, Value] | None:
        """Return last year's values of the form's carried cells; None where nothing is known of the sender."""
        figures = self.of(*senders)
        return None if figures is None else {cell: figures.get(source) for cell, source in form.carried.items()}


def last_year(form: Form, texts: Language, folder: Path | None, period: int | None) -> LastYear:
    """Read the workbooks in `folder` as those of the year before `period` (of any year where it is None).

    Raises `WorkspaceError` where `folder` is named and is no folder. Of several workbooks of one sender the one
    whose path sorts last is taken; a workbook that says another year, or cannot be read, is passed over.
    """
    if folder is None:
        return LastYear()
    if not folder.is_dir():
        raise WorkspaceError(texts.text("no_such_folder", folder=folder))
    by_code: dict[str, Figures] = {}
    by_name: dict[str, Figures] = {}
    for file in gather(folder):
        found = _reviewed(form, texts, file.path)
        if found is None or (period is not None and found.identity.period != period - 1):
            continue
        figures = _certain(form, found)
        by_code |= {found.identity.code: figures} if found.identity.code else {}
        by_name |= {found.identity.name: figures} if found.identity.name else {}
    return LastYear(by_code, by_name)


def _certain(form: Form, found: Review) -> Figures:
    """Return what a workbook says; a result is left out where it rests on a figure that was not read."""
    refused = {finding.address for finding in found.findings if finding.blocks}
    fields = form.fields.values()
    unread = {f.address for f in fields if f.address not in found.values and (f.required or f.address in refused)}
    results = {cell: value for cell, value in found.results.items() if form.leaves[cell].isdisjoint(unread)}
    return {**results, **found.values}


def _reviewed(form: Form, texts: Language, path: Path) -> Review | None:
    book = read_workbook(path)
    return None if isinstance(book, Unreadable) else review(Case(form, texts, book))
