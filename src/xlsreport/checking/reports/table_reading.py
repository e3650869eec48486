"""One table of a report read: its rows and columns found by their heads, and the figures that stand there."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from xlsreport.checking.layout.labels import flat
from xlsreport.checking.reports.label_paths import Pairing, Path, paired
from xlsreport.checking.reports.pattern_rows import PatternRow
from xlsreport.checking.reports.pieces import PrintedTable
from xlsreport.checking.reports.printed import is_figure, printed
from xlsreport.model.address import Address
from xlsreport.model.document import TableCell
from xlsreport.model.form import Form, Kind
from xlsreport.model.report_reading import Doubt, ReadFigure, TablePlace, Unsure

Answer = ReadFigure | Unsure
_EXCERPT = 80  # signs of a row that is told


@dataclass(slots=True)
class TableReading:
    """What one table says; `added` are its rows with figures that are none of ours."""

    cells: dict[Address, Answer] = field(default_factory=dict)
    units: dict[str, dict[Address, Answer]] = field(default_factory=dict)
    added: list[tuple[TablePlace, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of a printed table: its heads, and the cells behind them."""

    number: int
    labels: Path
    cells: tuple[TableCell, ...]


def read_table(form: Form, ours: Sequence[PatternRow], joined: PrintedTable) -> TableReading:
    """Return what the table `joined` says of the cells of `ours`."""
    return _Table(form, ours, joined).reading()


class _Table:
    def __init__(self, form: Form, ours: Sequence[PatternRow], joined: PrintedTable) -> None:
        self.form, self.ours, self.joined = form, ours, joined
        self.grid = joined.grid
        self.labels = {label for row in ours for label in row.labels}
        self.boundary = self._boundary()
        self.rows = [row for number in range(1, self.grid.height + 1) if (row := self._row(number))]

    def reading(self) -> TableReading:
        """Return all that is read."""
        found = TableReading()
        if self.joined.twice:
            found.cells.update({cell: Unsure(Doubt.TWICE) for row in self.ours for cell, _ in row.cells})
            return found
        fixed = [row for row in self.ours if not row.repeated]
        rows = self._pairing(fixed)
        taken = set(rows.lines.values())
        for own, row in enumerate(fixed):
            other = rows.lines.get(own)
            if other is None:
                found.cells.update({cell: Unsure(Doubt.ROW) for cell, _ in row.cells})
            else:
                found.cells.update(self._cells(row, self.rows[other], misprinted=own in rows.misprinted))
        taken |= self._groups(fixed, rows, taken, found)
        if len(fixed) == len(self.ours):
            found.added += [
                self._told(row) for n, row in enumerate(self.rows) if n not in taken and self._is_filled(row)
            ]
        self._repeated(taken, found)
        return found

    def _repeated(self, taken: set[int], found: TableReading) -> None:
        """Read the rows that stand once for each department, by its name there and by what else heads them."""
        there = [row for number, row in enumerate(self.rows) if number not in taken and row.labels]
        repeated = [row for row in self.ours if row.repeated]
        alike = Counter(row.labels for row in repeated)
        for row in repeated:
            for other in there if alike[row.labels] == 1 else ():
                if row.labels in ((), other.labels[1:]):
                    unit = found.units.setdefault(self._called(other), {})
                    for cell, answer in self._cells(row, other, misprinted=False):
                        unit[cell] = better(unit.get(cell), answer)

    def _boundary(self) -> int:
        """Return the column that figures begin in, in most rows."""
        rows = [self.grid.row(number) for number in range(1, self.grid.height + 1)]
        first = [next((cell.column for cell in row if is_figure(cell.text)), None) for row in rows]
        counts = Counter(column for column in first if column is not None)
        return max(counts, key=lambda column: (counts[column], -column), default=self.grid.width + 1)

    def _called(self, row: _Row) -> str:
        """Return what the first head of a row says, as it is printed."""
        return next(" ".join(cell.text.split()) for cell in self.grid.row(row.number) if flat(cell.text))

    def _row(self, number: int) -> _Row | None:
        """Return a row that holds figures, or could; None for one of heads."""
        cells = self.grid.row(number)
        first = next((n for n, cell in enumerate(cells) if is_figure(cell.text)), None)
        known = [n for n, cell in enumerate(cells) if flat(cell.text) in self.labels]
        if first is None and not known:
            return None
        behind = next((n for n, cell in enumerate(cells) if cell.column >= self.boundary), len(cells))
        first = max(min(behind, len(cells) if first is None else first), known[-1] + 1 if known else 0)
        labels = tuple(text for cell in cells[:first] if (text := flat(cell.text)))
        return _Row(number, labels, tuple(cells[first:]))

    def _pairing(self, ours: Sequence[PatternRow]) -> Pairing:
        labelled = paired([row.labels for row in ours], [row.labels for row in self.rows])
        bare = [n for n, row in enumerate(ours) if not row.labels]
        bare_there = [n for n, row in enumerate(self.rows) if not row.labels and self._is_filled(row)]
        if bare and len(bare) == len(bare_there):
            pairs = zip(bare, bare_there, strict=True)
            return Pairing({**labelled.lines, **dict(pairs)}, labelled.misprinted)
        return labelled

    def _is_filled(self, row: _Row) -> bool:
        return any(printed(cell.text).number is not None for cell in row.cells)

    def _cells(self, ours: PatternRow, row: _Row, *, misprinted: bool) -> Iterator[tuple[Address, Answer]]:
        columns = self._columns(ours, row)
        for own, (address, _) in enumerate(ours.cells):
            other = columns.lines.get(own)
            if other is None:
                yield address, Unsure(Doubt.COLUMN)
                continue
            yield address, self._answer(address, row.cells[other], misprinted or own in columns.misprinted)

    def _columns(self, ours: PatternRow, row: _Row) -> Pairing:
        paths = [path for _, path in ours.cells]
        if not any(paths):
            filled = [n for n, cell in enumerate(row.cells) if flat(cell.text)]
            there = range(len(row.cells)) if len(paths) == len(row.cells) else filled
            return Pairing(dict(enumerate(there)) if len(paths) == len(there) else {})
        above = list(self._head_rows(row.number))
        return paired(paths, [self.grid.heads(above, cell) for cell in row.cells])

    def _head_rows(self, row: int) -> Iterator[int]:
        """Yield the rows of heads that are nearest above a row of the printed table, from above to below."""
        figured = {each.number for each in self.rows}
        heads = (other for other in range(row - 1, 0, -1) if other not in figured and self._says(other))
        last = next(heads, 0)
        first = last
        while first > 1 and first - 1 not in figured:
            first -= 1
        yield from range(first, last + 1) if last else ()

    def _says(self, row: int) -> bool:
        """Whether anything stands in a row: a blank one between two others heads nothing."""
        return any(flat(cell.text) for cell in self.grid.row(row))

    def _answer(self, address: Address, cell: TableCell, misprinted: bool) -> Answer:
        place, found = self.joined.place(cell), printed(cell.text)
        measure = self.form.fields[address].measure if address in self.form.fields else None
        if measure is not None and (word := measure.word_in(cell.text)):
            return ReadFigure(word, cell.text, place, misprinted)
        if self._is_text(address) and cell.text.strip():
            return ReadFigure(" ".join(cell.text.split()), cell.text, place, misprinted)
        if found.number is None or found.percentage != ("%" in self.form.formats.get(address, "")):
            return Unsure(Doubt.TEXT if cell.text.strip() else Doubt.BLANK, cell.text, place)
        if found.parted:
            return Unsure(Doubt.PARTED, cell.text, place, found.number)
        return ReadFigure(found.number, cell.text, place, misprinted)

    def _is_text(self, address: Address) -> bool:
        return address in self.form.fields and self.form.fields[address].kind is Kind.TEXT

    def _told(self, row: _Row) -> tuple[TablePlace, str]:
        cells = self.grid.row(row.number)
        return self.joined.place(cells[0]), " ".join(flat(cell.text) for cell in cells if cell.text.strip())[:_EXCERPT]

    def _groups(
        self, ours: Sequence[PatternRow], rows: Pairing, taken: set[int], found: TableReading
    ) -> frozenset[int]:
        """Read a row that stands for several of ours, whose own rows are not there: of none all parts are none."""
        lost: dict[str, list[PatternRow]] = {}
        used: set[int] = set()
        for own, row in enumerate(ours):
            if own not in rows.lines and len(row.labels) > 1:
                lost.setdefault(row.labels[-2], []).append(row)
        whole_groups = Counter(row.labels[-2] for row in ours if len(row.labels) > 1)
        for group, parts in lost.items():
            if len(parts) != whole_groups[group]:
                continue
            whole = [n for n, row in enumerate(self.rows) if n not in taken and row.labels[-1:] == (group,)]
            if len(whole) != 1:
                continue
            used.add(whole[0])
            for part in parts:
                for address, answer in self._cells(part, self.rows[whole[0]], misprinted=False):
                    found.cells[address] = _part_of(answer, self.form, address)
        return frozenset(used)


def _part_of(answer: Answer, form: Form, address: Address) -> Answer:
    """Return what a sum says of one of its parts: where none of them can be less than nothing, none is none."""
    if isinstance(answer, Unsure):
        return answer
    field_ = form.fields.get(address)
    counted = field_ is not None and field_.minimum is not None and field_.minimum >= 0
    if answer.value == 0 and counted:
        return answer
    return Unsure(Doubt.GROUP, answer.text, answer.place, answer.value)


def better(one: Answer | None, other: Answer) -> Answer:
    """Return what is read of a cell that a report prints twice; what differs is read of neither."""
    if isinstance(one, Unsure) and one.doubt is Doubt.TWICE:
        return one
    if one is None or isinstance(one, Unsure):
        return other if isinstance(other, ReadFigure) or one is None else one
    if isinstance(other, ReadFigure) and other.value != one.value:
        return Unsure(Doubt.TWICE, other.text, other.place)
    return one


def settled(cells: Mapping[Address, Answer]) -> tuple[dict[Address, ReadFigure], dict[Address, Unsure]]:
    """Return the figures that were read apart from those that were not."""
    read = {cell: each for cell, each in cells.items() if isinstance(each, ReadFigure)}
    return read, {cell: each for cell, each in cells.items() if isinstance(each, Unsure)}
