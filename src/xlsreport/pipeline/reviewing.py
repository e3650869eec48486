"""Each file on its own: read, matched to a department, reviewed. `examine` runs in worker processes alone."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from importlib import import_module
from pathlib import Path

from xlsreport.checking import Case, claimed_identity, review
from xlsreport.forms import builtin_forms, load_form
from xlsreport.intake.match import match
from xlsreport.language import language
from xlsreport.model.address import Address
from xlsreport.model.decisions import Correction
from xlsreport.model.finding import Finding
from xlsreport.model.form import Form
from xlsreport.model.review import Identity, Review
from xlsreport.model.roster import Department, Roster
from xlsreport.model.source import SourceFile
from xlsreport.model.workbook import Unreadable
from xlsreport.pipeline.last_year import LastYear
from xlsreport.pipeline.passing import Packed, packed, unpacked
from xlsreport.reading import read_workbook
from xlsreport.workers import Crew

_NOT_OURS = "S101"  # the finding that a workbook is not of our form
_CODE = ("xlsreport.reading.reader", "xlsreport.checking.engine")
_LIKELY = 0.5  # of a form's sheets


@dataclass(frozen=True, slots=True)
class Shared:
    """What every file is reviewed with; it is sent to each worker process once.

    Corrections and evidence are by department code.
    """

    form: Path
    roster: Roster
    last_year: LastYear
    period: int | None
    corrections: Mapping[str, tuple[Correction, ...]] = field(default_factory=dict)
    evidence: Mapping[str, Mapping[Address, Decimal]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Examined:
    """A file, whose it is, and what it says; `readable` is false where nothing could be read."""

    file: SourceFile
    department: Department | None
    review: Review
    readable: bool = True

    @property
    def senders(self) -> tuple[Identity, ...]:
        """Whose it may be, as last year's figures know them: the department's, then whose it says it is."""
        known = Identity(self.department.code, self.department.name) if self.department else Identity()
        return known, self.review.identity


@dataclass(frozen=True, slots=True)
class _Answer:
    """What a worker says of a file: the department's code, and the review without the form's addresses."""

    department: str | None
    review: Packed
    readable: bool


@dataclass(frozen=True, slots=True)
class Examination:
    """The work of examining files: sent to worker processes."""

    shared: Shared

    def prepare(self) -> None:
        """Load the form and the code."""
        prepare_reviewing(self.shared.form)

    def __call__(self, file: SourceFile) -> _Answer:
        """Examine one file."""
        done = examine(file, self.shared)
        code = done.department.code if done.department else None
        return _Answer(code, packed(done.review, self.shared.form), done.readable)


def prepare_reviewing(form: Path) -> None:
    """Load the form and the code that files are read and reviewed with, which only workers need."""
    for module in _CODE:
        import_module(module)
    load_form(form)


def examine_all(files: Sequence[SourceFile], shared: Shared, crew: Crew) -> Iterator[Examined]:
    """Examine `files` in their order in the workers of `crew`; one that breaks its worker is unreadable."""
    form = load_form(shared.form)
    for file, answer in zip(files, crew.map(Examination(shared), files), strict=True):
        if isinstance(answer, Unreadable):
            yield _unreadable(file, answer, form, shared.roster)
        else:
            department = shared.roster.by_code(answer.department) if answer.department is not None else None
            yield Examined(file, department, unpacked(answer.review, shared.form), answer.readable)


def examine(file: SourceFile, shared: Shared) -> Examined:
    """Read, match and review one file."""
    form = load_form(shared.form)
    book = file.problem or read_workbook(file.path)
    if isinstance(book, Unreadable):
        return _unreadable(file, book, form, shared.roster)
    claimed = claimed_identity(form, book)
    department = match(claimed, file, shared.roster)
    known = Identity(department.code, department.name) if department else Identity()
    previous = shared.last_year.carried(form, known, claimed)
    years = shared.last_year.years(known, claimed)
    corrections = shared.corrections.get(department.code, ()) if department else ()
    names = shared.roster.bearers if department else frozenset()
    evidence = shared.evidence.get(department.code, {}) if department else {}
    case = Case(form, language(form.language), book, previous, shared.period, corrections, years, names, evidence)
    return Examined(file, department, naming_its_form(review(case), case))


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
    others = [form for folder in builtin_forms() if (form := load_form(folder)).id != ours.id]
    likeness = {form.id: len(form.layouts.keys() & set(sheets)) / len(form.layouts) for form in others}
    likely = max(others, key=lambda form: likeness[form.id], default=None)
    return likely if likely is not None and likeness[likely.id] > _LIKELY else None


def _unreadable(file: SourceFile, problem: Unreadable, form: Form, roster: Roster) -> Examined:
    entry = language(form.language).entries[problem.code]
    finding = Finding(problem.code, entry.severity, entry.message.format(reason=problem.reason))
    return Examined(file, match(Identity(), file, roster), Review(findings=(finding,)), readable=False)
