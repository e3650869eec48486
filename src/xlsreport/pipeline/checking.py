"""Single workbooks, without a workspace."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from xlsreport.checking import claimed_identity
from xlsreport.errors import FormError, WorkspaceError
from xlsreport.forms import builtin_forms, find_form, load_form
from xlsreport.intake.gather import gather, source_file
from xlsreport.language import language
from xlsreport.model.form import Form
from xlsreport.model.roster import Roster
from xlsreport.model.source import SourceFile
from xlsreport.model.workbook import Unreadable
from xlsreport.pipeline.last_year import LastYear, last_year
from xlsreport.pipeline.reviewing import Examined, Shared, examine
from xlsreport.reading import read_workbook
from xlsreport.writing.findings import check_json


@dataclass(frozen=True, slots=True)
class Checked:
    """The form that workbooks were checked against, and what each of them says."""

    form: Form
    examined: tuple[Examined, ...]


def check_files(paths: Sequence[Path], form_name: str | None = None, previous: Path | None = None) -> Checked:
    """Check the workbooks at `paths` (of folders, every file in them) against a form.

    The form is the one named, else the built-in one whose sheets the first workbook has. Raises `XlsreportError`
    for a path or a form that does not exist.
    """
    files = tuple(file for path in paths for file in _files(path))
    form = load_form(find_form(form_name)) if form_name else _form_of(files)
    texts = language(form.language)
    before = {each.name: _before(form, each, previous) for each in files}
    examined = [examine(file, Shared(form.folder, Roster(()), before[file.name], None)) for file in files]
    if not files:
        raise WorkspaceError(texts.text("empty_inbox", folder=paths[0]))
    return Checked(form, tuple(examined))


def checked_json(checked: Checked) -> str:
    """Return what `checked` holds in the shape of findings.json."""
    return check_json(checked.form, [(each.file.name, each.review) for each in checked.examined])


def _files(path: Path) -> tuple[SourceFile, ...]:
    if path.is_dir():
        return gather(path)
    if not path.is_file():
        raise WorkspaceError(f"没有这个文件：{path}。No such file.")
    return (source_file(path),)


def _before(form: Form, file: SourceFile, previous: Path | None) -> LastYear:
    book = read_workbook(file.path) if previous else None
    period = None if book is None or isinstance(book, Unreadable) else claimed_identity(form, book).period
    return last_year(form, language(form.language), previous, period)


def _form_of(files: Sequence[SourceFile]) -> Form:
    forms = [load_form(folder) for folder in builtin_forms()]
    if not forms:
        raise FormError("没有内置的表样，请用 --form 指定。No form is built in; name one with --form.")
    return max(forms, key=lambda form: sum(_likeness(form, file) for file in files[:3]))


def _likeness(form: Form, file: SourceFile) -> float:
    book = read_workbook(file.path)
    return 0 if isinstance(book, Unreadable) else len(form.layouts.keys() & book.sheets.keys()) / len(form.layouts)
