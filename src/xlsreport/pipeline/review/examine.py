"""Each file on its own: read, matched to a department, reviewed. `examine` runs in worker processes alone."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from itertools import repeat
from pathlib import Path

from xlsreport.checking import Case, claimed_identity, is_untouched, review
from xlsreport.checking.text.contents_of_ours import contents_in
from xlsreport.forms import current_forms, load_form
from xlsreport.intake.match import match
from xlsreport.kept.patterns import keep_compiled
from xlsreport.language import language_of
from xlsreport.model.address import Address
from xlsreport.model.form import Form
from xlsreport.model.previous_year import carried_cells
from xlsreport.model.review import Identity, Review
from xlsreport.model.roster import Roster
from xlsreport.model.source import SourceFile
from xlsreport.model.workbook import Unreadable, Value, Workbook
from xlsreport.pipeline.review.examined import ExaminedFile
from xlsreport.pipeline.review.known_reviews import KnownReviews
from xlsreport.pipeline.review.review_inputs import ReviewInputs
from xlsreport.pipeline.review.stored_form import Answer
from xlsreport.pipeline.review.texts_aside import TextsAside
from xlsreport.pipeline.review.transfer import packed, unpacked
from xlsreport.pipeline.review.years_before import years_before
from xlsreport.reading import read_workbook
from xlsreport.workers import Crew

_NOT_OURS = "S101"  # the finding that a workbook is not of our form
_CODE = ("xlsreport.reading.reader", "xlsreport.checking.engine")
_LIKELY = 0.5  # of a form's sheets


@dataclass(frozen=True, slots=True)
class Examination:
    """The work of examining files: sent to worker processes."""

    shared: ReviewInputs

    def prepare(self) -> None:
        """Load the form and the code."""
        prepare_reviewing(self.shared.form)

    def __call__(self, file: SourceFile) -> Answer:
        """Examine one file."""
        done = examine(file, self.shared)
        code = done.department.code if done.department else None
        keep_compiled()
        return Answer(code, packed(done.review, self.shared.form), done.readable, done.untouched)


@dataclass(frozen=True, slots=True)
class Attribution:
    """The work of saying whose files are that are not reviewed: sent to worker processes."""

    shared: ReviewInputs

    def prepare(self) -> None:
        """Load the form."""
        load_form(self.shared.form)

    def __call__(self, file: SourceFile) -> str | None:
        """Return the code of the department that `file` is from."""
        book = read_workbook(file.path)
        who = Identity() if isinstance(book, Unreadable) else claimed_identity(load_form(self.shared.form), book)
        department = match(who, file, self.shared.roster)
        return department.code if department else None


def attributed(examined: Sequence[ExaminedFile], shared: ReviewInputs, crew: Crew) -> Sequence[ExaminedFile]:
    """Return `examined`, those at which we failed with the department that they are from: it did send something."""
    lost = [each.file for each in examined if each.review.failed and each.file.problem is None]
    if not lost:
        return examined
    codes = dict(zip(lost, crew.map(Attribution(shared), lost), strict=True))
    owners = {file: shared.roster.by_code(code) for file, code in codes.items() if isinstance(code, str)}
    return [replace(each, department=owners.get(each.file, each.department)) for each in examined]


def prepare_reviewing(form: Path) -> None:
    """Load the form and the code that files are read and reviewed with, which only workers need."""
    for module in _CODE:
        import_module(module)
    load_form(form)


def examine_all(
    files: Sequence[SourceFile],
    shared: ReviewInputs,
    crew: Crew,
    known: KnownReviews | None = None,
    bring: Callable[[Sequence[SourceFile]], None] = lambda _: None,
) -> Iterator[ExaminedFile]:
    """Examine `files` in their order in the workers of `crew`, but for those whose review is `known`.

    One that breaks its worker is unreadable. `bring` has the bytes of files at hand where they lie in containers.
    """
    take = _Taking(shared, TextsAside())
    kept: Iterable[Answer | None] = known.answers(files) if known else repeat(None, len(files))
    there = [take.answered(file, answer) if answer else None for file, answer in zip(files, kept, strict=True)]
    new = [file for file, found in zip(files, there, strict=True) if found is None]
    bring(new)
    answers = iter(crew.map(Examination(shared), new, [_owner(each) for each in new]))
    for file, found in zip(files, there, strict=True):
        yield take.new(file, next(answers), known) if found is None else found


@dataclass(frozen=True, slots=True)
class _Taking:
    """What is said of files made small at once, however many they are."""

    shared: ReviewInputs
    aside: TextsAside

    def new(self, file: SourceFile, answer: Answer | Unreadable, known: KnownReviews | None) -> ExaminedFile:
        """Return a file as a worker found it, and keep that for the next run."""
        if isinstance(answer, Unreadable):
            return _unreadable(file, answer, load_form(self.shared.form), self.shared.roster)
        done = self.answered(file, answer)
        if known and answer.readable and not done.review.failed:
            known.keep(file, answer)
        return done

    def answered(self, file: SourceFile, answer: Answer) -> ExaminedFile:
        """Return a file as this run or an earlier one found it."""
        code = answer.department
        department = self.shared.roster.by_code(code) if code is not None else None
        review = unpacked(answer.review, self.shared.form, self.aside)
        return ExaminedFile(file, department, review, answer.readable, answer.untouched)


def _owner(file: SourceFile) -> str:
    """Return whose time a file takes: its sender's, else that of the file of the inbox that it came in."""
    return file.senders[0] if file.senders else file.name.partition("!")[0]


def examine(file: SourceFile, shared: ReviewInputs) -> ExaminedFile:
    """Read, match and review one file."""
    form = load_form(shared.form)
    book = file.problem or read_workbook(file.path, file.sha256, file.content if file.sha256 else None)
    if isinstance(book, Unreadable):
        return _unreadable(file, book, form, shared.roster)
    return examined_book(file, book, shared)


def examined_book(file: SourceFile, book: Workbook, shared: ReviewInputs) -> ExaminedFile:
    """Match and review one file that says what `book` says."""
    form = load_form(shared.form)
    claimed = claimed_identity(form, book)
    department = match(claimed, file, shared.roster)
    known = Identity(department.code, department.name) if department else Identity()
    years = years_before(shared.previous_year, (known, claimed), contents_in(book), shared.roster, form)
    previous = carried_cells(form, years[0] if years else None)
    corrections = shared.corrections.get(department.code, ()) if department else ()
    names = shared.roster.bearers if department else frozenset()
    evidence = shared.evidence.get(department.code, {}) if department else {}
    bears = (department.name, *department.aliases) if department else ()
    language = language_of(form)
    case = Case(form, language, book, previous, shared.period, corrections, years, names, evidence, bears)
    untouched = is_untouched(form, book, _prefilled(form, shared.previous_year.of(known, claimed)))
    return ExaminedFile(file, department, naming_its_form(review(case), case), untouched=untouched)


def _prefilled(form: Form, figures: Mapping[Address, Value] | None) -> Mapping[Address, Value] | None:
    """Return what the cells that are filled beforehand were sent with; None where nobody knows."""
    return None if figures is None else {cell: figures.get(source) for cell, source in form.prefilled.items()}


def naming_its_form(done: Review, case: Case) -> Review:
    """Return the review; where the workbook is not of our form, its finding says which built-in form it looks like."""
    other = form_like(case.book.sheets, case.form) if any(each.code == _NOT_OURS for each in done.findings) else None
    if other is None:
        return done
    named = {"title": other.title, "form": other.id, "edition": other.edition}
    findings = (
        replace(each, message=case.language.text("looks_like_form", message=each.message, **named))
        if each.code == _NOT_OURS
        else each
        for each in done.findings
    )
    return replace(done, findings=tuple(findings))


def form_like(sheets: Collection[str], ours: Form) -> Form | None:
    """Return the built-in form, other than ours, most of whose sheets are among `sheets`."""
    others = [form for folder in current_forms() if (form := load_form(folder)).id != ours.id]
    likeness = {form.id: len(form.layouts.keys() & set(sheets)) / len(form.layouts) for form in others}
    likely = max(others, key=lambda form: likeness[form.id], default=None)
    return likely if likely is not None and likeness[likely.id] > _LIKELY else None


def _unreadable(file: SourceFile, problem: Unreadable, form: Form, roster: Roster) -> ExaminedFile:
    finding = language_of(form).finding(problem.code, {"reason": problem.reason})
    return ExaminedFile(file, match(Identity(), file, roster), Review(findings=(finding,)), readable=False)
