"""The workbook read as far as it can be read: what loading refuses is told and mended, until a form comes of it."""

import io
import warnings
import zipfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from xlsreport.content import Content, content_of
from xlsreport.errors import FormError
from xlsreport.forms.checking.collected import WORKBOOK, Collected
from xlsreport.forms.checking.refusals import settings_after
from xlsreport.forms.checking.settings_reading import ReadSettings
from xlsreport.forms.folder import assembled
from xlsreport.model.form import Form
from xlsreport.model.form_finding import FormPlace, Saying

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook

_TRIES = 80
_SECTIONS = {  # in which the entry stands, where it can stand in one alone
    "L116": "values",
    "L117": "values",
    "L118": "summary",
    "L119": "consolidate",
    "L124": "lists",
    "L125": "consolidate",
}


@dataclass(frozen=True, slots=True)
class ReadWorkbook:
    """The workbook as its author made it (`data`), as it was mended (`book`), and the form that came of it, if one."""

    data: bytes
    book: "Workbook"
    form: Form | None = None


def open_workbook(path: Path, found: Collected) -> ReadWorkbook | None:
    """Open the form's workbook; None, and told, where it is none."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        found.add("L101", FormPlace(WORKBOOK), {"said": Saying("no_such_file")})
        return None
    except OSError as error:
        found.add("L101", FormPlace(WORKBOOK), {"said": Saying("not_readable", {"error": error.strerror})})
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what openpyxl would lose of the file is judged where copies are made
            return ReadWorkbook(data, load_workbook(io.BytesIO(data)))
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, TypeError, SyntaxError) as error:
        found.add("L101", FormPlace(WORKBOOK), {"said": _no_workbook(data, error)})
        return None


def _no_workbook(data: bytes, error: Exception) -> Saying:
    old = content_of(data) is Content.XLS
    return Saying("lint_old_workbook") if old else Saying("form_no_workbook", {"error": error})


def read_form_of(folder: Path, read: ReadWorkbook, written: ReadSettings, found: Collected) -> ReadWorkbook:
    """Return `read` with the form that it and the settings come to, once all that stops it is told and mended."""
    settings, said = written.settings, None
    while settings is not None and len(found.faults) < _TRIES:
        try:
            return replace(read, form=assembled(folder, settings, read.data, read.book))
        except FormError as error:
            if said == str(error):  # what was done against it did not help
                break
            said = str(error)
            settings = settings_after(error, read.book, written, settings, found)
    return read
