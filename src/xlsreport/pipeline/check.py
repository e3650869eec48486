"""Single workbooks: no workspace is needed, but what the archive around them knows of last year is used."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, nullcontext
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from xlsreport.archive.store import ARCHIVE
from xlsreport.checking import claimed_identity
from xlsreport.errors import FormError, WorkspaceError
from xlsreport.forms import current_forms, find_form, load_form
from xlsreport.forms.library import WORKBOOK
from xlsreport.intake.gather import gather, source_file
from xlsreport.language import LANGUAGES, bilingual, language_of
from xlsreport.model.form import Form
from xlsreport.model.previous_year import PreviousYear
from xlsreport.model.source import SourceFile
from xlsreport.model.workbook import Unreadable
from xlsreport.model.years import Figures
from xlsreport.pipeline.review.examine import examine_all, prepare_reviewing
from xlsreport.pipeline.review.examined import ExaminedFile
from xlsreport.pipeline.review.review_inputs import ReviewInputs
from xlsreport.pipeline.review.unpack import arrivals, is_paper
from xlsreport.pipeline.years.find_archive import archive_around, previous_source_around
from xlsreport.pipeline.years.previous_year import find_previous_year
from xlsreport.reading import read_workbook
from xlsreport.workers import Crew


@dataclass(frozen=True, slots=True)
class CheckedFiles:
    """The form that workbooks were checked against, what each of them says, and what is to be known of last year.

    `previous_year` are the figures of each one's sender last year, None where they are not known.
    """

    form: Form
    examined: tuple[ExaminedFile, ...]
    notes: tuple[str, ...] = ()
    previous_year: tuple[Figures | None, ...] = ()


@dataclass(frozen=True, slots=True)
class _FileToCheck:
    """A file to be checked, and the workspace around it whose archive may know of last year."""

    file: SourceFile
    workspace: Path | None


def check_files(
    paths: Sequence[Path], form_name: str | None = None, previous: Path | None = None, prepared: Crew | None = None
) -> CheckedFiles:
    """Check the workbooks at `paths` (of folders and containers, every workbook in them) against a form.

    The form is the one named, else the built-in one whose sheets the first workbooks have. Last year's figures are
    those of the archive around a path, else of `previous`; the workers are those of `prepared`, where it is given.
    Raises `XlsreportError` for a path or a form that does not exist, and for an archive that cannot be used.
    """
    words = load_form(find_form(form_name)).language if form_name else LANGUAGES[0]
    with nullcontext(prepared) if prepared else Crew() as crew, ExitStack() as until_the_end:
        came = [(archive_around(path), arrivals(_files(path), words, crew)) for path in paths]
        asked = [
            _FileToCheck(file, workspace)
            for workspace, files in came
            for file in until_the_end.enter_context(files).files
            if file.path in paths or not is_paper(file)
        ]
        files = tuple(each.file for each in asked)
        form = load_form(find_form(form_name)) if form_name else _form_of(files, crew)
        if not files:
            raise WorkspaceError(language_of(form).text("empty_inbox", folder=paths[0]))
        return _checked(asked, form, previous, crew)


@dataclass(frozen=True, slots=True)
class Likeness:
    """The work of telling which form a workbook is of, none of which is loaded for it: sent to worker processes."""

    forms: tuple[Path, ...]

    def prepare(self) -> None:
        """Read the names of the forms' sheets."""
        for folder in self.forms:
            _sheets(folder)

    def __call__(self, path: Path) -> tuple[float, ...]:
        """Return how many of each form's sheets the workbook at `path` has, from 0 to 1."""
        book = read_workbook(path)
        own = frozenset() if isinstance(book, Unreadable) else book.sheets.keys()
        return tuple(len(_sheets(folder) & own) / max(1, len(_sheets(folder))) for folder in self.forms)


@lru_cache(maxsize=16)
def _sheets(folder: Path) -> frozenset[str]:
    book = read_workbook(folder / WORKBOOK)
    return frozenset() if isinstance(book, Unreadable) else frozenset(book.sheets)


@dataclass(frozen=True, slots=True)
class SaidPeriod:
    """The work of looking up the period that a workbook says, before it is reviewed: sent to worker processes."""

    form: Path

    def prepare(self) -> None:
        """Load the form and the code."""
        prepare_reviewing(self.form)

    def __call__(self, path: Path) -> int | None:
        """Return the period that the workbook at `path` says, None where it says none."""
        book = read_workbook(path)
        return None if isinstance(book, Unreadable) else claimed_identity(load_form(self.form), book).period


def _checked(asked: Sequence[_FileToCheck], form: Form, previous: Path | None, crew: Crew) -> CheckedFiles:
    """Return each file examined with the year before the one that it says."""
    periods = _periods(asked, form, crew) if previous or any(each.workspace for each in asked) else [None] * len(asked)
    done: dict[SourceFile, tuple[ExaminedFile, Figures | None]] = {}
    notes: list[str] = []
    together = [(each.workspace, period) for each, period in zip(asked, periods, strict=True)]
    for workspace, period in dict.fromkeys(together):
        own = [each.file for each, of in zip(asked, together, strict=True) if of == (workspace, period)]
        earlier = previous_source_around(workspace, form, period, previous)
        previous_year = find_previous_year(form, earlier, crew)
        notes += _notes(previous_year, workspace, form, previous)
        examined = examine_all(own, ReviewInputs(form.folder, earlier.roster, previous_year, None), crew)
        done |= {each.file: (each, previous_year.of(*each.senders)) for each in examined}
    found, figures = zip(*(done[each.file] for each in asked), strict=True)
    return CheckedFiles(form, found, tuple(dict.fromkeys(notes)), figures)


def _periods(asked: Sequence[_FileToCheck], form: Form, crew: Crew) -> list[int | None]:
    sound = [each.file for each in asked if each.file.problem is None]
    said = crew.map(SaidPeriod(form.folder), [file.path for file in sound])
    known = {file: None if isinstance(each, Unreadable) else each for file, each in zip(sound, said, strict=True)}
    return [known.get(each.file) for each in asked]


def _notes(previous_year: PreviousYear, workspace: Path | None, form: Form, previous: Path | None) -> Iterator[str]:
    """Yield what is to be known of last year's figures: nobody named the archive that they come from."""
    if workspace is not None and previous_year.period is not None and previous is None:
        folder = workspace / ARCHIVE
        yield language_of(form).text("earlier_from_archive", period=previous_year.period, folder=folder)
    yield from previous_year.notes


def checked_json(checked: CheckedFiles) -> str:
    """Return what `checked` holds in the shape of findings.json."""
    from xlsreport.writing.files.findings import check_json  # noqa: PLC0415 - only where JSON is asked for

    return check_json(checked.form, [(each.file.name, each.review) for each in checked.examined])


def _files(path: Path) -> tuple[SourceFile, ...]:
    if path.is_dir():
        return gather(path)
    if not path.is_file():
        raise WorkspaceError(bilingual("file_missing", path=path))
    return (source_file(path),)


def _form_of(files: Sequence[SourceFile], crew: Crew) -> Form:
    folders = current_forms()
    if not folders:
        raise FormError(bilingual("no_built_in_form"))
    if len(folders) == 1:
        return load_form(folders[0])
    first = [file.path for file in files if file.problem is None][:3]
    seen = [each for each in crew.map(Likeness(folders), first) if not isinstance(each, Unreadable)]
    likeness = [sum(likely[n] for likely in seen) for n, _ in enumerate(folders)]
    return load_form(folders[likeness.index(max(likeness))])
