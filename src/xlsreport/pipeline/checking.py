"""Single workbooks, without a workspace."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from xlsreport.checking import claimed_identity
from xlsreport.errors import FormError, WorkspaceError
from xlsreport.forms import builtin_forms, find_form, load_form
from xlsreport.intake.gather import gather, source_file
from xlsreport.language import LANGUAGES, language
from xlsreport.model.form import Form
from xlsreport.model.roster import Roster
from xlsreport.model.source import SourceFile
from xlsreport.model.workbook import Unreadable
from xlsreport.pipeline.arrivals import arrivals, is_paper
from xlsreport.pipeline.last_year import Earlier, last_year
from xlsreport.pipeline.reviewing import Examined, Shared, examine_all
from xlsreport.reading import read_workbook
from xlsreport.workers import Crew
from xlsreport.writing.findings import check_json


@dataclass(frozen=True, slots=True)
class Checked:
    """The form that workbooks were checked against, and what each of them says."""

    form: Form
    examined: tuple[Examined, ...]


def check_files(paths: Sequence[Path], form_name: str | None = None, previous: Path | None = None) -> Checked:
    """Check the workbooks at `paths` (of folders and containers, every workbook in them) against a form.

    The form is the one named, else the built-in one whose sheets the first workbooks have. Raises `XlsreportError`
    for a path or a form that does not exist.
    """
    came = tuple(file for path in paths for file in _files(path))
    words = load_form(find_form(form_name)).language if form_name else LANGUAGES[0]
    with Crew() as crew, arrivals(came, words, crew) as held:
        files = tuple(each for each in held if each.path in paths or not is_paper(each))
        form = load_form(find_form(form_name)) if form_name else _form_of(files, crew)
        if not files:
            raise WorkspaceError(language(form.language).text("empty_inbox", folder=paths[0]))
        return Checked(form, tuple(_examined(files, form, previous, crew)))


@dataclass(frozen=True, slots=True)
class Glance:
    """The work of looking into a workbook before it is reviewed: sent to worker processes."""

    forms: tuple[Path, ...]

    def prepare(self) -> None:
        """Load the forms."""
        for folder in self.forms:
            load_form(folder)

    def __call__(self, path: Path) -> "Seen":
        """Return how much the workbook at `path` is like each form, and the period that it says by the first."""
        book = read_workbook(path)
        if isinstance(book, Unreadable):
            return Seen(tuple(0 for _ in self.forms))
        forms = [load_form(folder) for folder in self.forms]
        period = claimed_identity(forms[0], book).period
        return Seen(tuple(len(f.layouts.keys() & book.sheets.keys()) / len(f.layouts) for f in forms), period)


@dataclass(frozen=True, slots=True)
class Seen:
    """What a glance shows: likeness to each form from 0 to 1, and the period that the workbook says."""

    likeness: tuple[float, ...] = ()
    period: int | None = None


def _examined(files: Sequence[SourceFile], form: Form, previous: Path | None, crew: Crew) -> Iterator[Examined]:
    """Yield each file examined with the year before the one that it says."""
    periods = _periods(files, form, crew) if previous else dict.fromkeys(files)
    done: dict[SourceFile, Examined] = {}
    for period in dict.fromkeys(periods.values()):
        own = [file for file in files if periods[file] == period]
        shared = Shared(form.folder, Roster(()), last_year(form, Earlier(previous, period), crew), None)
        done |= {each.file: each for each in examine_all(own, shared, crew)}
    yield from (done[file] for file in files)


def _periods(files: Sequence[SourceFile], form: Form, crew: Crew) -> dict[SourceFile, int | None]:
    sound = [file for file in files if file.problem is None]
    seen = crew.map(Glance((form.folder,)), [file.path for file in sound])
    known = {file: _seen(each).period for file, each in zip(sound, seen, strict=True)}
    return {file: known.get(file) for file in files}


def checked_json(checked: Checked) -> str:
    """Return what `checked` holds in the shape of findings.json."""
    return check_json(checked.form, [(each.file.name, each.review) for each in checked.examined])


def _files(path: Path) -> tuple[SourceFile, ...]:
    if path.is_dir():
        return gather(path)
    if not path.is_file():
        raise WorkspaceError(f"没有这个文件：{path}。No such file.")
    return (source_file(path),)


def _form_of(files: Sequence[SourceFile], crew: Crew) -> Form:
    folders = builtin_forms()
    if not folders:
        raise FormError("没有内置的表样，请用 --form 指定。No form is built in; name one with --form.")
    if len(folders) == 1:
        return load_form(folders[0])
    first = [file.path for file in files if file.problem is None][:3]
    seen = [_seen(each).likeness for each in crew.map(Glance(folders), first)]
    likeness = [sum(each[n] for each in seen if each) for n, _ in enumerate(folders)]
    return load_form(folders[likeness.index(max(likeness))])


def _seen(answer: Seen | Unreadable) -> Seen:
    return Seen() if isinstance(answer, Unreadable) else answer
