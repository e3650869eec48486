"""Last year's figures: from the archive, else from a folder of last year's workbooks."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import repeat
from pathlib import Path
from typing import TYPE_CHECKING

from xlsreport.checking import Case, review_earlier
from xlsreport.errors import WorkspaceError
from xlsreport.forms import load_form
from xlsreport.intake.gather import gather
from xlsreport.language import language_of
from xlsreport.model.form import Form
from xlsreport.model.previous_year import PreviousYear
from xlsreport.model.review import Review
from xlsreport.model.roster import Roster
from xlsreport.model.source import SourceFile
from xlsreport.model.workbook import Unreadable
from xlsreport.pipeline.review.known_containers import KnownContainers, known_containers
from xlsreport.pipeline.review.known_reviews import KnownReviews, known_reviews
from xlsreport.pipeline.review.review_inputs import ReviewInputs
from xlsreport.pipeline.review.stored_form import Answer
from xlsreport.pipeline.review.transfer import packed, unpacked
from xlsreport.pipeline.review.unpack import NotBroughtError, Opened, arrivals, is_mere_mail, is_paper
from xlsreport.pipeline.workspace import PeriodWorkspace
from xlsreport.pipeline.years.archived_year import archived_years, whole_source
from xlsreport.pipeline.years.fingerprint import archive_fingerprint, files_fingerprint
from xlsreport.pipeline.years.small_figures import MANY, FiguresAside
from xlsreport.pipeline.years.succession import lacks, succession, summed
from xlsreport.reading import read_workbook
from xlsreport.workers import Crew

if TYPE_CHECKING:
    from xlsreport.model.years import Figures


@dataclass(frozen=True, slots=True)
class PreviousReview:
    """The work of reviewing last year's workbooks against the form in `form`: sent to worker processes."""

    form: Path

    def prepare(self) -> None:
        """Load the form."""
        load_form(self.form)

    def __call__(self, file: SourceFile) -> Answer | Unreadable:
        """Review one workbook, or say why it cannot be read."""
        form, book = load_form(self.form), read_workbook(file.path, file.sha256)
        if isinstance(book, Unreadable):
            return book
        review = packed(review_earlier(Case(form, language_of(form), book)), self.form)
        return Answer(None, review, readable=True, untouched=False)


@dataclass(frozen=True, slots=True)
class PreviousSource:
    """Where last year's workbooks lie (None where nowhere), and the period that they come before.

    `workspace` is the one whose archive is asked first, `roster` who its departments are now; `named` says that the
    operator named the folder, `keep_reviews` that reviews which an earlier run kept in that workspace are taken, and
    these kept.
    """

    folder: Path | None
    period: int | None
    workspace: Path | None = None
    roster: Roster = field(default_factory=lambda: Roster(()))
    named: bool = False
    keep_reviews: bool = False


def previous_source(workspace: PeriodWorkspace, named: Path | None = None) -> PreviousSource:
    """Return where the workbooks before the period of `workspace` lie: the folder `named`, else that year's inbox."""
    usual = workspace.root.inbox(workspace.period - 1)
    folder = named or (usual if usual.is_dir() else None)
    return PreviousSource(folder, workspace.period, workspace.root.folder, workspace.roster, named is not None)


def find_previous_year(form: Form, earlier: PreviousSource, crew: Crew) -> PreviousYear:
    """Return the archive's figures, else those of the workbooks of `earlier` (of any year where its period is None).

    A bag of a form that has no cell in common with ours says nothing, which is a note. Raises `WorkspaceError` where
    a folder is named and is no folder. Of several workbooks of one sender the one whose path sorts last is taken; a
    workbook that says another year, or cannot be read, is passed over; one at which we failed is named in a note.
    """
    archived = _from_archive(form, earlier)
    if archived is None:
        return _from_folder(form, earlier, crew)
    if archived.known == frozenset():
        found = _from_folder(form, earlier, crew)
        return replace(found, notes=(*archived.notes, *found.notes))
    if not earlier.named:
        return archived
    words = {"period": archived.period, "folder": earlier.folder}
    return replace(
        archived,
        notes=(*archived.notes, language_of(form).text("earlier_archive_wins", **words)),
    )


def _from_folder(form: Form, earlier: PreviousSource, crew: Crew) -> PreviousYear:
    try:
        return _read(form, earlier, crew)
    except NotBroughtError:
        return _read(form, replace(earlier, keep_reviews=False), crew)


def _read(form: Form, earlier: PreviousSource, crew: Crew) -> PreviousYear:
    if earlier.folder is None:
        return PreviousYear(fingerprint="")
    if not earlier.folder.is_dir():
        raise WorkspaceError(language_of(form).text("no_such_folder", folder=earlier.folder))
    by_code: dict[str, Figures] = {}
    by_name: dict[str, Figures] = {}
    notes: list[str] = []
    files = gather(earlier.folder)
    aside = FiguresAside((*form.fields, *form.formulas)) if len(files) > MANY else None
    with _kept(form, earlier) as kept:
        for file, found in earlier_reviews(form, files, crew, kept):
            if isinstance(found, Unreadable):
                notes += [language_of(form).text("earlier_failed", file=file.name)] if found.is_ours else []
                continue
            if earlier.period is not None and found.identity.period != earlier.period - 1:
                continue
            figures: Figures = {**found.results, **found.values}
            figures = aside.kept(figures) if aside else figures
            by_code |= {found.identity.code: figures} if found.identity.code else {}
            by_name |= {found.identity.name: figures} if found.identity.name else {}
    return PreviousYear(by_code, by_name, notes=tuple(notes), fingerprint=None if notes else files_fingerprint(files))


@dataclass(frozen=True, slots=True)
class Kept:
    """What an earlier run kept of last year's files: their reviews, and what containers hold."""

    reviews: KnownReviews | None = None
    containers: KnownContainers | None = None


@contextmanager
def _kept(form: Form, earlier: PreviousSource) -> Iterator[Kept]:
    """Give what is kept: a review rests on nothing but the file, the form and the program."""
    if not earlier.keep_reviews or earlier.workspace is None:
        yield Kept()
        return
    shared = ReviewInputs(form.folder, Roster(()), PreviousYear(fingerprint=""), None)
    name = f"{earlier.period}.before"
    with (
        known_reviews(earlier.workspace, name, shared) as reviews,
        known_containers(earlier.workspace, name, form.language) as containers,
    ):
        yield Kept(reviews, containers)


def _from_archive(form: Form, earlier: PreviousSource) -> PreviousYear | None:
    """Return the years of the archive, None where it does not have the year before."""
    if earlier.workspace is None or earlier.period is None:
        return None
    years = []
    for each in archived_years(earlier.workspace, form, earlier.period, kept=earlier.keep_reviews):
        seen = succession(each, earlier.roster, form)
        notes = (*each.notes, *seen.notes)
        told = PreviousYear(
            seen.by_code,
            seen.by_name,
            each.whole,
            notes=notes,
            period=each.period,
            known=each.known,
            source=whole_source(each.record),
        )
        years.append(told if lacks(each) else replace(told, summed=summed(each, form)))
    if not years:
        return None
    newest, *older = years
    notes = tuple(note for year in years for note in year.notes)
    return replace(newest, older=tuple(older), notes=notes, fingerprint=archive_fingerprint(earlier.workspace))


def earlier_reviews(
    form: Form, files: Sequence[SourceFile], crew: Crew, kept: Kept | None = None
) -> Iterator[tuple[SourceFile, Review | Unreadable]]:
    """Yield every workbook in `files` with its review, or why there is none; what is `kept` is not made anew."""
    kept = kept or Kept()
    with arrivals(files, form.language, crew, kept.containers) as opened:
        books = [each for each in opened.files if not is_paper(each) and not is_mere_mail(each)]
        for start in range(0, len(books), MANY):  # what was said of all of them fits no memory
            yield from _reviews(form, books[start : start + MANY], opened, kept.reviews)


def _reviews(
    form: Form, books: Sequence[SourceFile], opened: Opened, known: KnownReviews | None
) -> Iterator[tuple[SourceFile, Review | Unreadable]]:
    there = list(known.answers(books) if known else repeat(None, len(books)))
    new = [each for each, found in zip(books, there, strict=True) if each.problem is None and found is None]
    opened.bring(new)
    answers = iter(opened.crew.map(PreviousReview(form.folder), new))
    for each, found in zip(books, there, strict=True):
        answer = each.problem or found or next(answers)
        if isinstance(answer, Unreadable):
            yield each, answer
            continue
        review = unpacked(answer.review, form.folder)
        if known and found is None and not review.failed:
            known.keep(each, answer)
        yield each, review
