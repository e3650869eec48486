"""Rows high enough for the texts in them: what does not fit runs over the row below, or is not seen."""

from xlsreport.forms.copying.cells import Cells, merged_areas
from xlsreport.forms.copying.looks import Looks
from xlsreport.forms.copying.parts import main
from xlsreport.forms.copying.widths import Widths
from xlsreport.model.text_width import lines_in

_USUAL = 15.0  # points: a row that nobody has set, and a line of usual letters
_HIGHEST = 400.0  # points; Excel allows rows of 409
_AROUND = 4.0  # points above and below a text
_BESIDE = 1.5  # characters


class Heights:
    """The rows of one sheet of a copy: few programs fit rows to their texts when they open a file."""

    def __init__(self, cells: Cells, looks: Looks) -> None:
        """Take the rows of a sheet; what is merged over several of them is left to its author."""
        self._cells, self._looks, self._widths = cells, looks, Widths(cells, looks)
        self._merged = {(area[0], area[1]): area for area in merged_areas(cells.sheet)}

    def fit(self, row: int, column: int, text: str) -> None:
        """Raise a row that a wrapped text in it would not fit."""
        top, left, bottom, right = self._merged.get((row, column), (row, column, row, column))
        cell = self._cells.get(row, column)
        if cell is None or bottom > top or not self._looks.wraps(style := int(cell.get("s") or 0)):
            return
        width = sum(self._widths.of(each) for each in range(left, right + 1)) - _BESIDE
        size = self._looks.enlarged(style)
        needed = min(_HIGHEST, _USUAL * size * lines_in(text, max(1.0, width / size)) + _AROUND)
        line = self._cells.row(row)
        if needed > max(float(line.get("ht", "0")), self._usual() + _AROUND):
            line.set("ht", f"{needed:.2f}")  # a row whose height nobody has set still fits itself when it is edited

    def _usual(self) -> float:
        said = self._cells.sheet.find(main("sheetFormatPr"))
        return float(said.get("defaultRowHeight") or _USUAL) if said is not None else _USUAL
