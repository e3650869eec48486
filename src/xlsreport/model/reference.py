"""References as formulas write them, `'More data'!$D$5:D124`: taken apart, and written with other corners."""

import re
from collections.abc import Callable

from xlsreport.model.address import column_letters, column_number

Corner = tuple[int, int]
_CORNER = r"(\$?)([A-Za-z]{1,3})(\$?)([1-9][0-9]{0,6})"
_CELLS = re.compile(rf"{_CORNER}(?::{_CORNER})?")
_PLAIN_NAME = re.compile(r"[^\W\d]\w*")
_LOST = "#REF!"


def sheet_and_cells(reference: str) -> tuple[str, str]:
    """Return the sheet that a reference names, empty where it names none, and what it names there."""
    name, _, cells = reference.rpartition("!")
    return name[1:-1].replace("''", "'") if name.startswith("'") else name, cells


def quoted(name: str) -> str:
    """Return the name of a sheet as a formula writes it."""
    return name if _PLAIN_NAME.fullmatch(name) else "'" + name.replace("'", "''") + "'"


def with_corners(cells: str, change: Callable[[Corner, Corner], tuple[Corner, Corner] | None]) -> str:
    """Return `D5` or `$D$5:D124` with the corners that `change` gives for its own, its dollars kept.

    It is lost where `change` gives none, and stays as it is where it is no cells (`D:D`, a name).
    """
    match = _CELLS.fullmatch(cells)
    if match is None:
        return cells
    first = (int(match[4]), column_number(match[2]))
    last = (int(match[8]), column_number(match[6])) if match[8] else first
    area = change(first, last)
    if area is None:
        return _LOST
    start, end = area
    text = f"{match[1]}{column_letters(start[1])}{match[3]}{start[0]}"
    return f"{text}:{match[5]}{column_letters(end[1])}{match[7]}{end[0]}" if match[8] else text
