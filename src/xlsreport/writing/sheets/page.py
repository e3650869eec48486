"""One sheet of the summary, and what may be written into it: text stays text, numbers keep their value."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache, partial
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from xlsreport.language import Language
from xlsreport.model.address import column_letters
from xlsreport.model.number_formats import shown
from xlsreport.model.text_width import longest_word, text_width
from xlsreport.model.workbook import UNKNOWN, ErrorValue, Value
from xlsreport.writing.sheets.heights import INDENT, ONE_LINE, fits, height
from xlsreport.writing.sheets.quick_sheet import BLANK_XML, TakenCell, text_xml
from xlsreport.writing.sheets.styles import Styles

LONGEST = 32_767  # UTF-16 units that a cell of Excel holds
_NOT_IN_XML = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_LARGEST = Decimal("1E300")  # a larger number is no number to Excel
_GENERAL_DIGITS = 11  # the format General shows longer whole numbers in powers of ten
_SURELY_FITTING = 7  # digits behind the first; fewer fit every column
_AROUND = 2  # characters beside a number or a word: its indent, a sign, bold letters
_PIXELS, _PADDING, _USUAL = 7, 5, 64  # of a character, beside a text, and of a column that nobody has set


TextCell = tuple[str | int, str, str]  # a text, or a count that fits any column; its style; its tint
ValueCell = tuple[Value, str, str]  # a value, its style, its number format


def cleaned(text: str) -> str:
    """Return `text` as XML can hold it: one kind of line end, U+FFFD for what XML forbids."""
    if text.isprintable():  # nearly all: nothing to look for
        return text
    return _NOT_IN_XML.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def units(text: str) -> int:
    """Return the length of `text` as Excel counts it, in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@lru_cache(maxsize=8192)
def _fitting(text: str) -> str:
    """Return `text` cut to what one cell holds, an ellipsis showing the cut."""
    text = cleaned(text)
    return text if len(text) <= LONGEST // 2 or units(text) <= LONGEST else text[: LONGEST // 2] + "…"


def number(value: Decimal) -> int | float | None:
    """Return `value` as a workbook stores it; None where no workbook can."""
    if not value.is_finite() or abs(value) >= _LARGEST:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def number_digits(value: Decimal, digits: str) -> str:
    """Return the number format of a cell with `value`: `digits`, where there are none one that shows all digits."""
    return digits or ("0" if value.adjusted() >= _GENERAL_DIGITS else "")


@lru_cache(maxsize=1 << 14)  # most figures of a year are small, and each stands in many rows
def number_width(value: Decimal, digits: str) -> float:
    """Return how wide a column must be in which `value` is shown in the format `digits`; 0 where any is."""
    if not digits and value.adjusted() < _SURELY_FITTING:
        return 0
    return text_width(shown(value, digits)) + _AROUND


def _taken(looks: Styles, column: int, said: str | int, style: str, tint: str) -> TakenCell:
    text = text_xml(_fitting(said)) if isinstance(said, str) and said else BLANK_XML
    xml = f"><v>{said}</v></c>" if isinstance(said, int) else text
    return column_letters(column + 1), looks.format(style, tint), xml


@dataclass(frozen=True, slots=True)
class _Shown:
    """A value as it is taken, and how wide its column must be; 0 where any is."""

    cell: TakenCell
    width: float


def _shown(looks: Styles, column: int, value: Value, style: str, digits: str) -> _Shown | None:
    """Return a number, a text or nothing as it is taken; None for all else."""
    stored = number(value) if isinstance(value, Decimal) else None
    if stored is not None and isinstance(value, Decimal):
        look = looks.format(style, digits=number_digits(value, digits))
        cell = column_letters(column + 1), look, f"><v>{stored:.16G}</v></c>"
        return _Shown(cell, number_width(value, digits))
    if value is None or type(value) is str:
        return _Shown(_taken(looks, column, value or "", style, ""), 0)
    return None


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet under its `name`; rows and columns count from 0, as in xlsxwriter."""

    sheet: Worksheet
    name: str
    looks: Styles
    language: Language
    _taken: Callable[[int, str | int, str, str], TakenCell] = field(init=False, repr=False)
    _shown: Callable[[int, Value, str, str], "_Shown | None"] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Remember cells: most of a table come back in many rows."""
        object.__setattr__(self, "_taken", lru_cache(maxsize=1024)(partial(_taken, self.looks)))
        object.__setattr__(self, "_shown", lru_cache(maxsize=4096, typed=True)(partial(_shown, self.looks)))

    def text(self, row: int, column: int, text: str, style: str = "text", tint: str = "") -> None:
        """Write `text` as text, whatever it looks like; an empty one leaves the cell blank."""
        look = self.looks.format(style, tint)
        if text:
            self.sheet.write_string(row, column, _fitting(text), look)
        else:
            self.sheet.write_blank(row, column, None, look)

    def cells(self, row: int, column: int, cells: Sequence[TextCell]) -> None:
        """Write texts and counts side by side, as `text` and `value` do; into a streamed sheet all at once."""
        if self.sheet.constant_memory:
            self.sheet.take(row, column, [self._taken(n, *each) for n, each in enumerate(cells, column)])
            return
        for number, (said, style, tint) in enumerate(cells, column):
            if isinstance(said, int):
                self.value(row, number, Decimal(said), style, tint=tint)
            else:
                self.text(row, number, said, style, tint)

    def line(self, row: int, column: int, texts: Sequence[TextCell], values: Sequence[ValueCell]) -> None:
        """Write texts from `column` on, and values behind them, as `cells` and `value` do."""
        streamed, first = self.sheet.constant_memory, column + len(texts)
        shown = [self._shown(n, *each) if streamed else None for n, each in enumerate(values, first)]
        if None in shown:
            self.cells(row, column, texts)
            for place, (value, style, digits) in enumerate(values, first):
                self.value(row, place, value, style, digits)
            return
        known = [each for each in shown if each]
        for place, each in enumerate(known, first):
            if each.width:
                self.widen(place, each.width)
        taken = [self._taken(place, *each) for place, each in enumerate(texts, column)]
        self.sheet.take(row, column, taken + [each.cell for each in known])

    def value(
        self, row: int, column: int, value: Value, style: str = "number", digits: str = "", tint: str = ""
    ) -> None:
        """Write a value: a number as a number, nothing as a blank cell, everything else as text.

        A number is shown in the number format `digits`, and its column made wide enough for it.
        """
        stored = number(value) if isinstance(value, Decimal) else None
        if stored is not None:
            self.sheet.write_number(row, column, stored, self._figure_format(column, value, style, digits, tint))
        elif value == UNKNOWN:
            self.text(row, column, self.language.text("unknown"), style)
        elif value is None:
            self.sheet.write_blank(row, column, None, self.looks.format(style))
        else:
            self.text(row, column, str(value), style)

    def formula(
        self, row: int, column: int, formula: str, result: Value, style: str = "number", digits: str = ""
    ) -> None:
        """Write `formula` with its `result` stored; one that it cannot store, or a blank, stands alone."""
        match result:
            case Decimal() if (stored := number(result)) is not None:
                kept: Any = stored
            case str() | bool():
                kept = result
            case ErrorValue() if result != UNKNOWN:
                kept = result.text
            case _:
                return self.value(row, column, result, style)
        self.sheet.write_formula(row, column, formula, self._figure_format(column, result, style, digits), kept)
        return None

    def link(self, row: int, column: int, link: str, text: str) -> None:
        """Write `text` as a link to `link`."""
        self.sheet.write_url(row, column, link, self.looks.format("link"), _fitting(text))

    def across(self, row: int, columns: tuple[int, int], text: str, style: str) -> None:
        """Write `text` into one cell merged from the first to the last of `columns`."""
        first, last = columns
        if last > first:
            self.sheet.merge_range(row, first, row, last, "", self.looks.format(style))
        self.text(row, first, text, style)

    def heads(self, row: int, heads: Sequence[str], widths: Sequence[float], style: str = "head") -> None:
        """Write a row of column heads and set the columns' widths, each at least that of its head's longest word.

        The row is made as high as heads of several lines need.
        """
        for column, (head, width) in enumerate(zip(heads, widths, strict=True)):
            self.text(row, column, head, style)
            self.sheet.set_column(column, column, max(width, longest_word(head) + _AROUND))
        needed = max(height(cleaned(head), width - INDENT) for head, width in zip(heads, widths, strict=True))
        if needed > height("", 1.0):
            self.sheet.set_row(row, needed)

    def fit_row(self, row: int, widths: Sequence[float], texts: Sequence[str]) -> None:
        """Make a row as high as its wrapped `texts` need: not every program does so when it opens a file."""
        pairs = zip(texts, widths, strict=True)
        high = [height(cleaned(text), width - INDENT) for text, width in pairs if not fits(text, width)]
        self.sheet.set_row(row, max(high, default=ONE_LINE))

    def printed(self, *, landscape: bool, head_rows: int = 0, one_wide: bool = True) -> None:
        """Set up printing on A4 with page numbers, the first `head_rows` repeated on every page."""
        sheet = self.sheet
        sheet.set_paper(9)
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        sheet.set_footer(f"&C{self.language.text('summary_page')}")
        if landscape:
            sheet.set_landscape()
        if one_wide:
            sheet.fit_to_pages(1, 0)
        if head_rows:
            sheet.repeat_rows(0, head_rows - 1)

    def widen(self, column: int, width: float) -> None:
        """Make a column as wide as a number in it, which is shown as ### otherwise; what else it has stays."""
        there = self.sheet.col_info.get(column)
        pixels = int(width * _PIXELS + 0.5) + _PADDING
        if there is None and pixels > _USUAL:
            self.sheet.set_column_pixels(column, column, pixels)
        elif there is not None and there.width and there.width < pixels:
            self.sheet.col_info[column] = replace(there, width=pixels)

    def _figure_format(self, column: int, value: Value, style: str, digits: str, tint: str = "") -> Format:
        if not isinstance(value, Decimal):
            return self.looks.format(style, tint, digits=digits)
        if width := number_width(value, digits):
            self.widen(column, width)
        return self.looks.format(style, tint, digits=number_digits(value, digits))
