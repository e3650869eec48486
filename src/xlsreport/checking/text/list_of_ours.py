"""The list of findings that a department was sent back with, known by its heads wherever it comes back."""

from collections.abc import Mapping

from xlsreport.language import Language
from xlsreport.model.workbook import Sheet

_DEPTH = 20  # rows in which the heads of the list are looked for
_KEYS = ("place", "problem", "answer", "code")  # of the heads, in the order of `marks_read`


def is_list_of_ours(sheet: Sheet, language: Language) -> bool:
    """Whether `sheet` is the list that a department was sent back with, whatever it is called now."""
    return heads_of_list(sheet, language) is not None


def heads_of_list(sheet: Sheet, language: Language) -> tuple[int, Mapping[str, int]] | None:
    """Return the row of the list's heads and the column of each that is read; None where there are none."""
    wanted = dict(zip(language.lists["marks_read"], _KEYS, strict=True))
    rows: dict[int, dict[str, int]] = {}
    for (row, column), cell in sheet.cells.items():
        if row <= _DEPTH and isinstance(cell.value, str) and (key := wanted.get(cell.value.strip())):
            rows.setdefault(row, {}).setdefault(key, column)
    return next(((row, columns) for row, columns in sorted(rows.items()) if len(columns) == len(_KEYS)), None)
