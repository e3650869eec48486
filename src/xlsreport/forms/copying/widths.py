"""Columns wide enough for the numbers in them: what does not fit is shown as ###, which is no figure at all."""

from copy import deepcopy
from decimal import Decimal

from lxml import etree

from xlsreport.forms.copying.cells import Cells, merged_areas
from xlsreport.forms.copying.looks import Looks
from xlsreport.forms.copying.parts import Element, main, needed
from xlsreport.forms.copying.sheet_order import SHEET
from xlsreport.model.number_formats import is_general, shown
from xlsreport.model.text_width import text_width

_USUAL = 8.43  # characters: the width of a column that nobody has set
_AROUND = 1.5  # characters beside a number


class Widths:
    """The columns of one sheet of a copy."""

    def __init__(self, cells: Cells, looks: Looks) -> None:
        """Take the columns of a sheet; what is merged over several of them is left to its author."""
        self._cells, self._looks = cells, looks
        self._merged = [area for area in merged_areas(cells.sheet) if area[1] < area[3]]

    def fit(self, row: int, column: int, value: Decimal) -> None:
        """Widen a column that a number in it would not fit."""
        cell = self._cells.get(row, column)
        if cell is None or any(a[0] <= row <= a[2] and a[1] <= column <= a[3] for a in self._merged):
            return
        style = int(cell.get("s") or 0)
        code = self._looks.number_format(style)
        text = f"{value.to_integral_value():f}" if is_general(code) else shown(value, code)
        wanted = (text_width(text) + _AROUND) * self._looks.enlarged(style)
        group = self._group(column)
        if group is not None and group.get("hidden") in ("1", "true"):
            return
        if wanted > self._width(group):
            self._set(group, column, wanted)

    def of(self, column: int) -> float:
        """Return how wide a column is."""
        return self._width(self._group(column))

    def widen(self, column: int, width: float) -> None:
        """Make a column at least so wide."""
        group = self._group(column)
        if width > self._width(group):
            self._set(group, column, width)

    def _group(self, column: int) -> Element | None:
        groups = self._cells.sheet.iterfind(f"{main('cols')}/{main('col')}")
        return next((each for each in groups if int(each.get("min", 0)) <= column <= int(each.get("max", 0))), None)

    def _width(self, group: Element | None) -> float:
        usual = self._cells.sheet.find(main("sheetFormatPr"))
        said = (group.get("width") if group is not None else None) or (
            usual.get("defaultColWidth") if usual is not None else None
        )
        return float(said) if said else _USUAL

    def _set(self, group: Element | None, column: int, width: float) -> None:
        own = _alone(group, column) if group is not None else self._new(column)
        own.set("width", f"{width:.2f}")
        own.set("customWidth", "1")

    def _new(self, column: int) -> Element:
        holder = needed(self._cells.sheet, "cols", SHEET)
        own = etree.Element(main("col"), min=str(column), max=str(column))
        later = (n for n, each in enumerate(holder) if int(each.get("min", 0)) > column)
        holder.insert(next(later, len(holder)), own)
        return own


def _alone(group: Element, column: int) -> Element:
    """Return the part of a group of columns that is one column, the group divided round it."""
    first, last = int(group.get("min", 0)), int(group.get("max", 0))
    if first < column:
        group.addprevious(before := deepcopy(group))
        before.set("max", str(column - 1))
    if column < last:
        group.addnext(after := deepcopy(group))
        after.set("min", str(column + 1))
    group.set("min", str(column))
    group.set("max", str(column))
    return group
