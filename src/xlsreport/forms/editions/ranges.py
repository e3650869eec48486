"""Pairs of cells as pairs of ranges: as few lines as say them."""

from collections.abc import Iterator, Mapping

from xlsreport.forms.areas import areas
from xlsreport.model.address import Address


def ranges_of(pairs: Mapping[Address, Address]) -> Iterator[tuple[str, str]]:
    """Yield the pairs as ranges that are as far apart in all their cells, in the order of the pairs."""
    shifts: dict[tuple[str, str, int, int], list[tuple[int, int]]] = {}
    for one, other in pairs.items():
        shift = (one.sheet, other.sheet, other.row - one.row, other.column - one.column)
        shifts.setdefault(shift, []).append((one.row, one.column))
    for (sheet, there, down, right), cells in shifts.items():
        for area in areas(cells):
            yield f"{sheet}!{area}", f"{there}!{_shifted(area, down, right)}"


def cells_as_ranges(cells: Iterator[Address]) -> Iterator[str]:
    """Yield cells as ranges, sheet by sheet."""
    sheets: dict[str, list[tuple[int, int]]] = {}
    for cell in cells:
        sheets.setdefault(cell.sheet, []).append((cell.row, cell.column))
    for sheet, own in sheets.items():
        yield from (f"{sheet}!{area}" for area in areas(own))


def _shifted(area: str, down: int, right: int) -> str:
    ends = [Address.parse(end, "-") for end in area.split(":")]
    return ":".join(Address("-", end.row + down, end.column + right).cell for end in ends)
