"""Lists that go on below the rows that the form prepared: which rows are theirs, and which cannot be told to be."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from xlsreport.checking.layout.labels import flat
from xlsreport.checking.layout.search import shown
from xlsreport.checking.layout.sheet_names import sheet_names
from xlsreport.model.comparison import is_blank
from xlsreport.model.form import Form
from xlsreport.model.labels import SheetLayout
from xlsreport.model.lists import FormList
from xlsreport.model.room import with_room
from xlsreport.model.workbook import BLANK, Cell, Sheet, Workbook

_NEAR = 5  # rows: a list that stands higher than in the form may be longer and end where the form's does
_MOST = 20_000  # rows that a list may have more than the form prepared
_FEW = 3  # rows from which on a row that is their sum looks like a total; of fewer it may be an accident
Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Roomy:
    """A form with room for the lists of a workbook, and the workbook without what stands below them and is no row.

    By list, `unread` are the rows of the sender's sheet that cannot be told to be rows of it, `remarks` those that only
    say something about it.
    """

    form: Form
    book: Workbook
    unread: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    remarks: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


def with_lists(form: Form, book: Workbook) -> Roomy:
    """Return `form` with the rows that its lists have in `book`; both as they are where no list goes on."""
    found = {each.name: below for each in form.lists if each.growing and (below := _below(form, each, book))}
    if not found:
        return Roomy(form, book)
    rows = {each.name: len(each.rows) + len(found[each.name].own) for each in form.lists if each.name in found}
    for below in found.values():
        book = _without(book, below)
    unread = {name: below.others for name, below in found.items() if below.others}
    remarks = {name: below.remarks for name, below in found.items() if below.remarks}
    return Roomy(with_room(form, rows), book, unread, remarks)


@dataclass(frozen=True, slots=True)
class _Below:
    """What stands in a list's inputs below its prepared rows: rows of its own, sums of them, remarks, and others."""

    sheet: str
    columns: frozenset[int]
    own: tuple[int, ...]
    sums: tuple[int, ...]
    remarks: tuple[int, ...]
    others: tuple[int, ...]


def _below(form: Form, each: FormList, book: Workbook) -> _Below | None:
    """Return what stands below a list in `book`, None where nothing does."""
    layout, columns = form.layouts[each.sheet], frozenset(c.column for c in each.rows[0] if c in form.fields)
    name = sheet_names([layout], book).found.get(layout.name)
    if name is None:
        return None
    sheet, bottom = book.sheets[name], each.rows[-1][0].row
    filled = sorted({row for (row, column), cell in sheet.cells.items() if column in columns and _holds(cell)})
    if not filled or filled[-1] <= bottom - _NEAR:
        return None
    bottom += _shift(layout, each, sheet)
    filled = [row for row in filled if row > bottom]
    if not filled:
        return None
    lines = _Lines(form, each, sheet)
    sums = tuple(row for row in filled if lines.adds_up(row))
    own = tuple(lines.going_on(bottom, [row for row in filled if row not in sums]))
    rest = [row for row in filled if row not in own and row not in sums]
    remarks = tuple(row for row in rest if lines.is_remark(row))
    return _Below(name, columns, own, sums, remarks, tuple(row for row in rest if row not in remarks))


class _Lines:
    """The rows of one list's columns in a sender's sheet."""

    def __init__(self, form: Form, each: FormList, sheet: Sheet) -> None:
        self._form, self._list, self._sheet = form, each, sheet
        self._columns = [cell.column for cell in each.rows[0]]
        fields = [form.fields.get(cell) for cell in each.rows[0]]
        self._numeric = [number for number, one in enumerate(fields) if one is not None and one.kind.numeric]
        self._inputs = [number for number, one in enumerate(fields) if one is not None]

    def adds_up(self, row: int) -> bool:
        """Whether a row is the sender's own sum of those above, which adds nothing to them."""
        cells = self._row(row)
        return any((formula := cells[number].formula) and self._reads_above(formula, row) for number in self._inputs)

    def going_on(self, bottom: int, rows: Sequence[int]) -> Iterator[int]:
        """Yield those of `rows` with which the list goes on without a gap below its row `bottom`."""
        expected, rows = bottom + 1, rows[:_MOST]
        if not self._is_filled(bottom):
            return
        for row in rows:
            if row != expected or not self._is_entry(row) or self._looks_like_total(row):
                return
            yield row
            expected += 1

    def _row(self, row: int) -> Row:
        return tuple(self._sheet.cells.get((row, column), BLANK) for column in self._columns)

    def is_remark(self, row: int) -> bool:
        """Whether only a text stands in a row, and nothing that the list asks of each of its rows."""
        cells, wanted = self._row(row), [n for n in self._list.required if n not in self._list.keys]
        asked = any(_holds(cells[number]) for number in wanted) or not wanted
        return not asked and all(isinstance(cell.value, str) for cell in cells if _holds(cell))

    def _is_filled(self, row: int) -> bool:
        cells = self._row(row)
        return any(_holds(cells[number]) for number in self._inputs)

    def _is_entry(self, row: int) -> bool:
        """Whether a row says what it is of, and something that the list asks for."""
        cells, wanted = self._row(row), [n for n in self._list.required if n not in self._list.keys]
        named = all(_holds(cells[number]) for number in self._list.keys)
        return named and (not wanted or any(_holds(cells[number]) for number in wanted))

    def _looks_like_total(self, row: int) -> bool:
        """Whether the numbers of a row are what all rows above it come to."""
        own = self._row(row)
        numbers = [n for n in self._numeric if isinstance(own[n].value, Decimal) and own[n].value]
        above = [self._row(each) for each in self._above(row)]
        given = [cells for cells in above if any(isinstance(cells[n].value, Decimal) for n in numbers)]
        return len(given) >= _FEW and bool(numbers) and all(own[n].value == _sum(given, n) for n in numbers)

    def _above(self, row: int) -> Iterator[int]:
        """Yield the rows of the list above `row`, as far as they go on from the row above it."""
        while row > 1 and self._is_filled(row - 1):
            row -= 1
            yield row

    def _reads_above(self, formula: str, row: int) -> bool:
        read = self._form.engine.precedents(formula, self._sheet.name)
        return any(cell.sheet == self._sheet.name and cell.row < row and cell.column in self._columns for cell in read)


def _sum(rows: Sequence[Row], number: int) -> Decimal:
    values = (cells[number].value for cells in rows)
    return sum((value for value in values if isinstance(value, Decimal)), Decimal(0))


def _holds(cell: Cell) -> bool:
    return cell.formula is not None or not is_blank(cell.value)


def _shift(layout: SheetLayout, each: FormList, sheet: Sheet) -> int:
    """Return how many rows the list stands lower than in the form, as the heads above it tell."""
    first, last = each.rows[0][0], each.rows[0][-1]
    heads = [p for p in layout.texts if p[0] < first.row and first.column <= p[1] <= last.column]
    nearest = max((row for row, _ in heads), default=0)
    wanted = {column: flat(layout.texts[row, column]) for row, column in heads if row == nearest}
    there = sorted(
        {row for (row, column), cell in sheet.cells.items() if flat(shown(cell.value)) == wanted.get(column)}
    )
    full = [row for row in there if all(flat(shown(sheet.cell(row, c).value)) == text for c, text in wanted.items())]
    return full[0] - nearest if wanted and len(full) == 1 else 0


def _without(book: Workbook, below: _Below) -> Workbook:
    gone = {*below.sums, *below.remarks, *below.others}
    if not gone:
        return book
    sheet = book.sheets[below.sheet]
    cells = {
        place: cell for place, cell in sheet.cells.items() if place[0] not in gone or place[1] not in below.columns
    }
    return replace(book, sheets={**book.sheets, below.sheet: Sheet(sheet.name, cells)})
