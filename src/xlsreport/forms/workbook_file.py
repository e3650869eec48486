"""The file of a form's workbook, opened by openpyxl."""

import io
import warnings
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from xlsreport.errors import FormError
from xlsreport.language import bilingual

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook


def opened_workbook(path: Path | str, data: bytes) -> "Workbook":
    """Return the workbook `data`, called `path` where it is refused with a `FormError`."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what openpyxl cannot keep: copies are made without it
            return load_workbook(io.BytesIO(data))
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, TypeError, SyntaxError) as error:
        raise FormError(bilingual("form_no_workbook", at=path, error=error)) from None
