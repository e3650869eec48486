"""A form's folder made from an ordinary workbook."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from xlsreport.errors import FormError, WorkspaceError
from xlsreport.forms.folder import read_form
from xlsreport.forms.new.making import NewForm, form_from
from xlsreport.language import bilingual
from xlsreport.writing.files.publish import written_together


@dataclass(frozen=True, slots=True)
class NewFormResult:
    """The files of a new form, the list of guesses last, and what they were made of."""

    files: tuple[Path, ...]
    made: NewForm


def new_form(folder: Path, source: Path, language: str | None = None) -> NewFormResult:
    """Make a form from the workbook `source` in `folder`, which must be new or empty.

    Raises `FormError` where nothing can be made of it; what is written is a form that loads.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise WorkspaceError(bilingual("not_an_empty_folder", folder=folder))
    try:
        data = source.read_bytes()
    except OSError as error:
        raise FormError(bilingual("not_readable", at=source, error=error.strerror)) from None
    made = form_from(data, source, folder.resolve().name, language)
    with tempfile.TemporaryDirectory() as aside:
        trial = Path(aside) / folder.resolve().name
        written_together(trial, made.files)
        read_form(trial)
    written_together(folder, made.files)
    return NewFormResult(tuple(folder / name for name in made.files), made)
