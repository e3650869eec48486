"""Last year's figures: from the archive, else from a folder of last year's workbooks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from xlsreport.checking import Case, review
from xlsreport.errors import WorkspaceError
from xlsreport.forms import load_form
from xlsreport.intake.gather import gather
from xlsreport.language import language
from xlsreport.model.address import Address
from xlsreport.model.form import Form
from xlsreport.model.review import Identity, Review
from xlsreport.model.roster import Roster
from xlsreport.model.workbook import Unreadable, Value
from xlsreport.pipeline.review.transfer import Packed, packed, unpacked
from xlsreport.pipeline.review.unpack import arrivals, is_paper
from xlsreport.pipeline.workspace import Desk
from xlsreport.pipeline.years.archived_year import archived_years
from xlsreport.pipeline.years.succession import lacks, succession, summed
from xlsreport.reading import read_workbook
from xlsreport.workers import Crew

Figures = Mapping[Address, Value]


@dataclass(frozen=True, slots=True)
class LastYear:
    """What last year's workbooks hold: their unlocked cells and results, by the sender's code and by its name.

    `whole` is what the whole published, where the archive says it; `older` are the years before, the newest first;
    `notes` are what the coordinator is to know of them; `period` is theirs, None where they are not from the archive;
    `known` are the cells that their edition of the form has too, None for all; `summed` what the units that counted
    then add up to, None where the archive does not say it or one of them lacks.
    """

    by_code: Mapping[str, Figures] = field(default_factory=dict)
    by_name: Mapping[str, Figures] = field(default_factory=dict)
    whole: Figures | None = None
    older: tuple["LastYear", ...] = ()
    notes: tuple[str, ...] = ()
    period: int | None = None
    known: frozenset[Address] | None = None
    summed: Figures | None = None

    def of(self, *senders: Identity) -> Figures | None:
        """Return the figures of the first of `senders` that is known by code, else by name."""
        for who in senders:
            found = self.by_code.get(who.code) or self.by_name.get(who.name)
            if found is not None:
                return found
        return None

    def years(self, *senders: Identity) -> tuple[Figures, ...]:
        """Return what is known of the sender's earlier years, the newest first."""
        figures = self.of(*senders)
        if figures is None:
            return ()
        return figures, *(known for each in self.older if (known := each.of(*senders)) is not None)

    def of_whole(self, who: Identity) -> Figures | None:
        """Return what the whole `who` published, else what its own workbook said."""
        return self.of(who) if self.whole is None else self.whole

    def carried(self, form: Form, *senders: Identity) -> dict[Address, Value] | None:
        """Return last year's values of the form's carried cells; None where nothing is known of the sender."""
        return _carried(form, self.of(*senders))

    def carried_whole(self, form: Form, who: Identity) -> dict[Address, Value] | None:
        """Return last year's published values of the form's carried cells; None where nothing is known of the whole."""
        return _carried(form, self.of_whole(who))


def _carried(form: Form, figures: Figures | None) -> dict[Address, Value] | None:
    return None if figures is None else {cell: figures.get(source) for cell, source in form.carried.items()}


@dataclass(frozen=True, slots=True)
class EarlierReview:
    """The work of reviewing last year's workbooks against the form in `form`: sent to worker processes."""

    form: Path

    def prepare(self) -> None:
        """Load the form."""
        load_form(self.form)

    def __call__(self, path: Path) -> Packed | Unreadable:
        """Review the workbook at `path`, or say why it cannot be read."""
        form, book = load_form(self.form), read_workbook(path)
        if isinstance(book, Unreadable):
            return book
        return packed(review(Case(form, language(form.language), book)), self.form)


@dataclass(frozen=True, slots=True)
class Earlier:
    """Where last year's workbooks lie (None where nowhere), and the period that they come before.

    `workspace` is the one whose archive is asked first, `roster` who its departments are now; `named` says that the
    operator named the folder.
    """

    folder: Path | None
    period: int | None
    workspace: Path | None = None
    roster: Roster = field(default_factory=lambda: Roster(()))
    named: bool = False


def earlier_of(desk: Desk, named: Path | None = None) -> Earlier:
    """Return where the workbooks before the period of `desk` lie: the folder `named`, else the inbox of that year."""
    usual = desk.workspace.inbox(desk.period - 1)
    folder = named or (usual if usual.is_dir() else None)
    return Earlier(folder, desk.period, desk.workspace.folder, desk.roster, named is not None)


def last_year(form: Form, earlier: Earlier, crew: Crew) -> LastYear:
    """Return the archive's figures, else those of the workbooks of `earlier` (of any year where its period is None).

    A bag of a form that has no cell in common with ours says nothing, which is a note. Raises `WorkspaceError` where
    a folder is named and is no folder. Of several workbooks of one sender the one whose path sorts last is taken; a
    workbook that says another year, or cannot be read, is passed over.
    """
    archived = _from_archive(form, earlier)
    if archived is None:
        return _from_folder(form, earlier, crew)
    if archived.known == frozenset():
        return replace(_from_folder(form, earlier, crew), notes=archived.notes)
    if not earlier.named:
        return archived
    words = {"period": archived.period, "folder": earlier.folder}
    return replace(archived, notes=(*archived.notes, language(form.language).text("earlier_archive_wins", **words)))


def _from_folder(form: Form, earlier: Earlier, crew: Crew) -> LastYear:
    if earlier.folder is None:
        return LastYear()
    if not earlier.folder.is_dir():
        raise WorkspaceError(language(form.language).text("no_such_folder", folder=earlier.folder))
    by_code: dict[str, Figures] = {}
    by_name: dict[str, Figures] = {}
    for found in _reviews(form, earlier.folder, crew):
        if earlier.period is not None and found.identity.period != earlier.period - 1:
            continue
        figures = {**found.results, **found.values}
        by_code |= {found.identity.code: figures} if found.identity.code else {}
        by_name |= {found.identity.name: figures} if found.identity.name else {}
    return LastYear(by_code, by_name)


def _from_archive(form: Form, earlier: Earlier) -> LastYear | None:
    """Return the years of the archive, None where it does not have the year before."""
    if earlier.workspace is None or earlier.period is None:
        return None
    years = []
    for each in archived_years(earlier.workspace, form, earlier.period):
        seen = succession(each, earlier.roster, form)
        notes = (*each.notes, *seen.notes)
        told = LastYear(seen.by_code, seen.by_name, each.whole, notes=notes, period=each.period, known=each.known)
        years.append(told if lacks(each) else replace(told, summed=summed(each, form)))
    if not years:
        return None
    newest, *older = years
    notes = tuple(note for each in years for note in each.notes)
    return replace(newest, older=tuple(older), notes=notes)


def _reviews(form: Form, folder: Path, crew: Crew) -> Iterator[Review]:
    with arrivals(gather(folder), form.language, crew) as files:
        paths = [each.path for each in files if each.problem is None and not is_paper(each)]
        for answer in crew.map(EarlierReview(form.folder), paths):
            if not isinstance(answer, Unreadable):
                yield unpacked(answer, form.folder)
