"""S: what stands in a sheet where the form has nothing, and would be lost."""

from collections.abc import Iterator
from decimal import Decimal

from xlsreport.checking.cells.typed_numbers import number_in
from xlsreport.checking.context import Case
from xlsreport.checking.layout.labels import Position
from xlsreport.checking.layout.search import IN_PLACE, SheetMatch
from xlsreport.checking.layout.stray_story import StrayFigures
from xlsreport.model.address import Address
from xlsreport.model.finding import Finding
from xlsreport.model.form import Field, Role
from xlsreport.model.workbook import Cell, Sheet, Value

_SHOWN = 10  # cells that a message names


def check_strays(case: Case, name: str, found: SheetMatch, sheet: Sheet) -> Iterator[Finding]:
    """Yield what is to be said of figures and texts in rows and columns of `sheet` that the form `name` has not."""
    if found is IN_PLACE:
        return
    lost = list(_lost_figures(case, name, found, sheet))
    if lost:
        yield case.sheet_finding("S112", name, cells=_listed(case, sheet, lost), count=len(lost))
    texts, strays = _lines(case, name, found, numeric=False), _strays(case, name, found, sheet)
    lost = [position for position, cell in strays.items() if texts.below(position) and isinstance(cell.value, str)]
    if lost:
        yield case.sheet_finding("S113", name, cells=_listed(case, sheet, lost), count=len(lost))


def stray_figures(case: Case, name: str, found: SheetMatch, sheet: Sheet) -> StrayFigures:
    """Return what the figures in rows and columns that the form `name` has not come to, by its columns and rows."""
    columns: dict[int, Decimal] = {}
    rows: dict[int, Decimal] = {}
    lost = {} if found is IN_PLACE else _lost_figures(case, name, found, sheet)
    if not lost:
        return StrayFigures(columns, rows)
    lines = _lines(case, name, found, numeric=True)
    own_rows, own_columns = ({there: own for own, there in lines.items()} for lines in (found.rows, found.columns))
    for (row, column), figure in lost.items():
        in_row = lines.below((row, column))
        line = own_columns.get(column, column) if in_row else own_rows.get(row, row)
        sums = columns if in_row else rows
        sums[line] = sums.get(line, Decimal(0)) + figure
    return StrayFigures(columns, rows)


def _strays(case: Case, name: str, found: SheetMatch, sheet: Sheet) -> dict[Position, Cell]:
    known = {found.there(place) for place in case.form.layouts[name].places}
    return {position: cell for position, cell in sorted(sheet.cells.items()) if position not in known}


def _lost_figures(case: Case, name: str, found: SheetMatch, sheet: Sheet) -> dict[Position, Decimal]:
    """Return the figures other than zero that are typed in added rows and columns, by where they stand."""
    lines, strays = _lines(case, name, found, numeric=True), _strays(case, name, found, sheet)
    figures = {each: _figure(case, cell) for each, cell in strays.items() if lines.hold(each)}
    return {position: figure for position, figure in figures.items() if figure}


class _Lines:
    """The rows and columns of a sender's sheet in which figures, or texts, of the form stand."""

    def __init__(self, positions: list[Position]) -> None:
        self._rows = {row for row, _ in positions}
        self._columns = {column for _, column in positions}

    def hold(self, position: Position) -> bool:
        """Whether a figure there stands in an added row or column, and not among the labels."""
        row, column = position
        return self.below(position) or (row in self._rows and column > min(self._columns))

    def below(self, position: Position) -> bool:
        """Whether a position stands in a column of the form's cells, below the first of them."""
        row, column = position
        return column in self._columns and row > min(self._rows)


def _lines(case: Case, name: str, found: SheetMatch, *, numeric: bool) -> _Lines:
    cells = [a for a, field in case.form.fields.items() if a.sheet == name and _wanted(field, numeric)]
    images = (found.there((cell.row, cell.column)) for cell in cells)
    return _Lines([each for each in images if each is not None])


def _wanted(field: Field, numeric: bool) -> bool:
    return field.kind.numeric if numeric else field.role is Role.PROSE


def _figure(case: Case, cell: Cell) -> Decimal | None:
    """Return the number that is typed there; a sum of one's own beside the table loses nothing."""
    return None if cell.formula is not None else _number(case, cell.value)


def _number(case: Case, value: Value) -> Decimal | None:
    if isinstance(value, str):
        return number_in(value, case.language.lists["units"])
    return value if isinstance(value, Decimal) else None


def _listed(case: Case, sheet: Sheet, positions: list[Position]) -> str:
    cells = (Address(sheet.name, *position) for position in positions[:_SHOWN])
    return case.language.text("comma").join(cell.cell for cell in cells)
