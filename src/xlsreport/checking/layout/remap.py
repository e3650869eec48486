"""A sender's workbook as the form has it: cells moved to the form's addresses, formulas with them."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from xlsreport.checking.layout.search import SheetMatch
from xlsreport.model.address import Address
from xlsreport.model.form import Form
from xlsreport.model.reference import quoted, sheet_and_cells, with_corners
from xlsreport.model.workbook import BLANK, Cell, Sheet, Workbook


@dataclass(frozen=True, slots=True)
class Places:
    """Where the sheets of the form stand in a sender's workbook: their names there, and their rows and columns."""

    names: Mapping[str, str]
    found: Mapping[str, SheetMatch] = field(default_factory=dict)

    @property
    def unmoved(self) -> bool:
        """Whether every sheet stands under its name and every cell at its address."""
        return not any(each.rows for each in self.found.values()) and all(a == b for a, b in self.names.items())

    def there(self, address: Address) -> Address | None:
        """Return where a cell of the form stands in the sender's workbook; None where it does not."""
        name, found = self.names.get(address.sheet), self.found.get(address.sheet)
        position = found.there((address.row, address.column)) if found else (address.row, address.column)
        return None if name is None or position is None else Address(name, *position)


def placed(form: Form, book: Workbook, places: Places) -> Workbook:
    """Return `book` with the sheets, cells and formulas of `places` as the form has them; `book` if none moved."""
    if places.unmoved:
        return book
    rewriting = _Rewriting(form, places)
    sheets = {own: _sheet(form, own, book.sheets[name], rewriting) for own, name in places.names.items()}
    return replace(book, sheets={**{n: s for n, s in book.sheets.items() if n not in sheets}, **sheets})


def _sheet(form: Form, own: str, sheet: Sheet, rewriting: "_Rewriting") -> Sheet:
    found = rewriting.places.found.get(own)
    if found is None:
        return Sheet(own, sheet.cells)
    images = {place: found.there(place) for place in form.layouts[own].places}
    cells = {place: sheet.cell(*there) for place, there in images.items() if there is not None}
    return Sheet(own, {p: _rewritten(cell, sheet.name, rewriting) for p, cell in cells.items() if cell is not BLANK})


def _rewritten(cell: Cell, sheet: str, rewriting: "_Rewriting") -> Cell:
    if cell.formula is None:
        return cell
    return replace(cell, formula=rewriting.formula(cell.formula, sheet))


class _Rewriting:
    """Rewrites references of the sender's formulas into the form's own."""

    def __init__(self, form: Form, places: Places) -> None:
        self.places = places
        self._engine = form.engine
        self._own = {theirs: own for own, theirs in places.names.items()}
        self._lines = {own: _Inverse(found) for own, found in places.found.items() if found.rows}

    def formula(self, formula: str, sheet: str) -> str:
        """Return a formula of the sender's `sheet` as the form would write it."""
        if "[" in formula:
            return formula
        return self._engine.renamed(formula, lambda reference: self._reference(reference, sheet))

    def _reference(self, reference: str, sheet: str) -> str:
        theirs, cells = sheet_and_cells(reference)
        own = self._own.get(theirs or sheet)
        if own is None:
            return reference
        lines = self._lines.get(own)
        return (f"{quoted(own)}!" if theirs else "") + (with_corners(cells, lines.area) if lines else cells)


class _Inverse:
    """The form's rows and columns by the sender's."""

    def __init__(self, found: SheetMatch) -> None:
        self._rows = sorted((theirs, own) for own, theirs in found.rows.items())
        self._columns = sorted((theirs, own) for own, theirs in found.columns.items())

    def area(self, first: tuple[int, int], last: tuple[int, int]) -> tuple[tuple[int, int], tuple[int, int]] | None:
        """Return the form's cells that lie in a range of the sender's sheet; None where none does."""
        rows, columns = _within(self._rows, first[0], last[0]), _within(self._columns, first[1], last[1])
        return ((rows[0], columns[0]), (rows[-1], columns[-1])) if rows and columns else None


def _within(lines: list[tuple[int, int]], first: int, last: int) -> list[int]:
    low, high = min(first, last), max(first, last)
    return [own for _, own in lines[bisect_left(lines, (low, 0)) : bisect_right(lines, (high, 1 << 30))]]
