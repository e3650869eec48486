"""A sheet of xlsxwriter that writes plain cells without its detours, the same bytes in a third of the time.

xlsxwriter asks of each cell whether it was named as A1, and puts its attributes together one by one. A district's
standings are a quarter of a million cells. A text from `<r>` to `</r>` it takes for markup: here it is a text.
"""

from functools import lru_cache
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.worksheet import CellBlankTuple, CellNumberTuple, CellStringTuple, Worksheet, _preserve_whitespace

from xlsreport.model.address import column_letters

BLANK_XML = "/>"
_SHORT = 64  # characters: longer texts are nobody else's

TakenCell = tuple[str, Format, str]  # the letters of its column, its look, its XML behind them


class _StyleAttributes(dict[Format, str]):
    """The attribute that gives a cell its style, which follows its row, by the style."""

    def __missing__(self, look: Format) -> str:
        self[look] = attribute = f'" s="{look._get_xf_index()}"'
        return attribute


class QuickSheet(Worksheet):  # type: ignore[misc]  # its library tells no types
    """A sheet whose rows and columns count from 0 and are never named."""

    def __init__(self) -> None:
        """Know no style yet."""
        super().__init__()
        self._styles = _StyleAttributes()

    def write_string(self, row: int, col: int, string: str, cell_format: Format) -> Any:
        """Write a text into a cell."""
        return self._write_string(row, col, string, cell_format)

    def write_number(self, row: int, col: int, number: float, cell_format: Format) -> Any:
        """Write a number into a cell."""
        return self._write_number(row, col, number, cell_format)

    def write_blank(self, row: int, col: int, blank: None, cell_format: Format) -> Any:
        """Write a cell in which nothing stands."""
        return self._write_blank(row, col, blank, cell_format)

    def take(self, row: int, column: int, cells: list[TakenCell]) -> None:
        """Keep neighbouring `cells`, the first of which stands in `column`, until the streamed sheet writes `row`."""
        self._check_dimensions(row, column)
        if row > self.previous_row:
            self._write_single_row(row)
        self.table[row][column] = cells

    def _write_string(self, row: int, col: int, string: str, cell_format: Format | None = None) -> Any:
        return super()._write_string(row, col, string if self.constant_memory else _never_markup(string), cell_format)

    def _write_cell(self, row: int, col: int, cell: Any) -> None:
        if type(cell) is list:
            number, styles = row + 1, self._styles
            self.fh.write("".join([f'<c r="{letters}{number}{styles[look]}{xml}' for letters, look, xml in cell]))
            return
        xml = self._behind(cell) if cell.format else None
        if xml is None:
            super()._write_cell(row, col, cell)
        else:
            self.fh.write(f'<c r="{column_letters(col + 1)}{row + 1}" s="{cell.format._get_xf_index()}"{xml}')

    def _behind(self, cell: Any) -> str | None:
        """Return the XML of a plain cell behind its style; None of all else."""
        kind = type(cell)
        if kind is CellBlankTuple:
            return BLANK_XML
        if kind is CellNumberTuple:
            return f"><v>{cell.number:.16G}</v></c>"
        if kind is not CellStringTuple:
            return None
        if not self.constant_memory:
            return f' t="s"><v>{cell.string}</v></c>'
        return text_xml(cell.string)


def text_xml(text: str) -> str:
    """Return the XML of a cell of a streamed sheet with `text`, behind its style."""
    return _remembered(text) if len(text) <= _SHORT else _inline(text)


def _never_markup(text: str) -> str:
    """Return `text` as xlsxwriter writes it as it is: what looks like its own markup as markup that says that text."""
    if not (text.startswith("<r>") and text.endswith("</r>")):
        return text
    return f'<r><t xml:space="preserve">{_escaped(text)}</t></r>'


def _inline(text: str) -> str:
    if "_x" in text or not text.isprintable():
        text = Worksheet._escape_control_characters(text)
    space = ' xml:space="preserve"' if _preserve_whitespace(text) else ""
    return f' t="inlineStr"><is><t{space}>{_escaped(text)}</t></is></c>'


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


_remembered = lru_cache(maxsize=8192)(_inline)  # most texts of a table come back in many rows
