"""Where the rows and columns of one sheet of the form stand in a sender's sheet, told by the labels alone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from xlsreport.checking.layout.alignment import GapFinder, Lines, aligned, continued
from xlsreport.checking.layout.labels import Labels, Position, flat
from xlsreport.checking.layout.list_lines import TooLong, list_lines
from xlsreport.model.comparison import is_blank
from xlsreport.model.labels import SheetLayout
from xlsreport.model.lists import FormList
from xlsreport.model.wording import plain_decimal
from xlsreport.model.workbook import Sheet, Value

_MOST_LINES = 2_000  # rows or columns with labels in a sheet; more than that is no sheet of a form
_KNOWN = 0.5  # the share of the labels that must stand as they are before misprints are thought of


@dataclass(frozen=True, slots=True)
class SheetMatch:
    """A sheet whose every input was found: our rows and columns → theirs, empty where nothing moved."""

    rows: Lines = field(default_factory=dict)
    columns: Lines = field(default_factory=dict)
    misprints: tuple[Position, ...] = ()

    def there(self, position: Position) -> Position | None:
        """Return where the cell at `position` of the form stands in the sender's sheet."""
        if not self.rows:
            return position
        row, column = self.rows.get(position[0]), self.columns.get(position[1])
        return None if row is None or column is None else (row, column)


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """A sheet that cannot be read: a finding's code, the first place of the form that was not found, and how many.

    `twice` holds the positions where its label stands, if there are several; `guess` is where the rows and columns
    stand most likely, to be confirmed by whoever sent them.
    """

    code: str
    position: Position
    count: int = 1
    twice: tuple[Position, ...] = ()
    guess: SheetMatch = field(default_factory=SheetMatch)


IN_PLACE = SheetMatch()


def in_place(layout: SheetLayout, sheet: Sheet) -> bool:
    """Whether every text reads and stands as in the form and nothing stands elsewhere. Must stay fast."""
    cells = sheet.cells
    for position, text in layout.texts.items():
        cell = cells.get(position)
        if cell is None or cell.value != text:
            return False
    return layout.places.issuperset(cells)


def find(
    layout: SheetLayout, inputs: Iterable[Position], sheet: Sheet, lists: Sequence[FormList] = ()
) -> SheetMatch | Ambiguous:
    """Return where the rows and columns of `layout` stand in `sheet`; `inputs` must be found for certain.

    `lists` are those of the form: rows may have been inserted in them.
    """
    if in_place(layout, sheet):
        return IN_PLACE
    search = _Search(layout, frozenset(inputs), sheet, [each for each in lists if each.sheet == layout.name])
    found = search.result()
    return found if isinstance(found, SheetMatch) else replace(found, guess=search.guess())


def shown(value: Value) -> str:
    """Return what is to be read in a label's cell."""
    return plain_decimal(value) if isinstance(value, Decimal) else "" if value is None else str(value)


class _Search:
    def __init__(
        self, layout: SheetLayout, inputs: frozenset[Position], sheet: Sheet, lists: Sequence[FormList]
    ) -> None:
        self.layout, self.inputs, self.lists = layout, inputs, lists
        self.labels = Labels(layout)
        self.texts = {
            position: flat(text)
            for position, cell in sheet.cells.items()
            if len(text := shown(cell.value)) <= 2 * self.labels.capacity and text
        }
        self.filled = [p for p, cell in sheet.cells.items() if cell.formula is not None or not is_blank(cell.value)]
        self._candidates: dict[str, dict[Position, float]] = {}

    def result(self) -> SheetMatch | Ambiguous:
        """Return the certain reading of the sheet, or the first place that is not certain."""
        wrong = [p for p in self.labels.texts if not self.labels.likeness(p, self.texts.get(p, ""))]
        straight = Ambiguous("S103", wrong[0], len(wrong)) if wrong else self._completed(*_identity(self.labels.texts))
        if isinstance(straight, SheetMatch):
            return straight
        if self.labels.present(self.texts.values()) < _KNOWN:
            return straight
        self._candidates = self.labels.candidates(self.texts.values())
        return self._moved(wrong)

    def guess(self) -> SheetMatch:
        """Return where lines stand by the labels that were found, the others as far from those as in the form."""
        rows = self._rows()
        wanted_rows, wanted_columns = ({p[axis] for p in self.inputs} for axis in (0, 1))
        return SheetMatch(continued(rows, wanted_rows), continued(self._columns(rows), wanted_columns))

    def _moved(self, wrong: list[Position]) -> SheetMatch | Ambiguous:
        rows = self._rows()
        lost = [p for p in self.labels.texts if p[0] not in rows]
        if lost:
            return self._lost(lost, wrong)
        columns = self._columns(rows)
        lost = [p for p in self.labels.texts if p[1] not in columns]
        if lost:
            return self._lost(lost, wrong)
        return self._twice(rows, columns) or self._completed(rows, columns)

    def _rows(self) -> Lines:
        ours = _by_line(self._labelled(), 0)
        theirs: dict[int, list[tuple[int, dict[Position, float]]]] = {}
        for (row, column), text in sorted(self.texts.items()):
            if text in self._candidates:
                theirs.setdefault(row, []).append((column, self._candidates[text]))
        if len(theirs) > _MOST_LINES:
            return {}
        known: dict[tuple[int, int], float] = {}

        def score(own: int, other: int) -> float:
            if (own, other) not in known:
                known[own, other] = self._row_score(ours[own], [meant for _, meant in theirs[other]])
            return known[own, other]

        return aligned(sorted(ours), sorted(theirs), score)

    def _row_score(self, ours: list[Position], theirs: list[dict[Position, float]]) -> float:
        """Return how well the labels of a row are those of another, from left to right; 0 unless all are there."""
        total, start, hints = 0.0, 0, 0
        for position in ours:
            near = next(((i, meant[position]) for i, meant in enumerate(theirs[start:]) if position in meant), None)
            if near is not None:
                start, total = start + near[0] + 1, total + near[1]
                hints += position in self.labels.hints
            elif position in self.labels.texts:
                return 0.0
        return total if self._is_enough(ours, hints) else 0.0

    def _columns(self, rows: Lines) -> Lines:
        ours = _by_line(self._labelled(), 1)
        theirs = sorted({column for (_, column), text in self.texts.items() if text in self._candidates})
        if len(theirs) > _MOST_LINES:
            return {}
        return aligned(sorted(ours), theirs, lambda own, other: self._column_score(ours[own], other, rows))

    def _column_score(self, ours: list[Position], column: int, rows: Lines) -> float:
        total, hints = 0.0, 0
        for position in ours:
            near = self._meant((rows.get(position[0], 0), column)).get(position)
            if near is not None:
                total += near
                hints += position in self.labels.hints
            elif position in self.labels.texts:
                return 0.0
        return total if self._is_enough(ours, hints) else 0.0

    def _is_enough(self, ours: list[Position], hints: int) -> bool:
        """Whether a line is known by what was found of it: by labels, else by half of its hints."""
        return 2 * hints >= len(ours) or any(position in self.labels.texts for position in ours)

    def _meant(self, position: Position) -> Mapping[Position, float]:
        return self._candidates.get(self.texts.get(position, ""), {})

    def _labelled(self) -> list[Position]:
        return sorted({*self.labels.texts, *self.labels.hints})

    def _twice(self, rows: Lines, columns: Lines) -> Ambiguous | None:
        """Return the label that could be meant by a text elsewhere just as well."""
        images = {(rows[r], columns[c]) for r, c in self.labels.texts}
        for there, text in sorted(self.texts.items()):
            if there in images:
                continue
            for position in self._candidates.get(text, {}):
                if position not in self.labels.texts:
                    continue
                own = (rows[position[0]], columns[position[1]])
                if self._meant(there)[position] >= self._meant(own)[position]:
                    return Ambiguous("S114", position, twice=(own, there))
        return None

    def _completed(self, rows: Lines, columns: Lines) -> SheetMatch | Ambiguous:
        """Return the reading with the rows and columns that have no label of their own."""
        places = self.layout.places | self.inputs | set(self.labels.texts)
        listed = list_lines(self.lists, rows, self.filled)
        if isinstance(listed, TooLong):
            return Ambiguous("S128", listed.position, listed.count)
        rows = {**rows, **listed}
        filled = sorted({row for row, _ in self.filled})
        rows = GapFinder(rows, (r for r, _ in places), filled).all([r for r, _ in self.inputs])
        read = {rows.get(row) for row, _ in self.inputs}
        filled = sorted({column for row, column in self.filled if row in read})
        columns = GapFinder(columns, (c for _, c in places), filled).all([c for _, c in self.inputs])
        lost = [p for p in sorted(self.inputs) if p[0] not in rows or p[1] not in columns]
        lost = lost or self._covered(rows, columns)
        return Ambiguous("S115", lost[0], len(lost)) if lost else self._found(rows, columns)

    def _covered(self, rows: Lines, columns: Lines) -> list[Position]:
        """Return the inputs in which a text of the form stands that is not in its own place: it moved there."""
        moved = SheetMatch(rows, columns)
        strays = {text for p, text in self.labels.hints.items() if self._text_at(moved.there(p)) != text}
        return [p for p in sorted(self.inputs) if self._text_at(moved.there(p)) in strays]

    def _found(self, rows: Lines, columns: Lines) -> SheetMatch:
        moved = SheetMatch(rows, columns)
        misprints = tuple(p for p, text in self.labels.texts.items() if self._text_at(moved.there(p)) != text)
        if all(own == other for own, other in (*rows.items(), *columns.items())):
            return SheetMatch(misprints=misprints)
        return SheetMatch(rows, columns, misprints)

    def _text_at(self, there: Position | None) -> str:
        return self.texts.get(there, "") if there else ""

    def _lost(self, lost: list[Position], wrong: list[Position]) -> Ambiguous:
        standing, labels = set(self.texts.values()), set(self.labels.texts.values())
        gone = [p for p in lost if self.labels.texts[p] not in standing]
        replaced = [p for p in gone if self.texts.get(p) in labels]
        if replaced:
            return Ambiguous("S111", replaced[0], len(gone))
        position = (gone or [p for p in wrong if p in lost] or wrong)[0]
        return Ambiguous("S103", position, len(gone or lost))


def _identity(positions: Iterable[Position]) -> tuple[Lines, Lines]:
    return {r: r for r, _ in positions}, {c: c for _, c in positions}


def _by_line(positions: Iterable[Position], axis: int) -> dict[int, list[Position]]:
    lines: dict[int, list[Position]] = {}
    for position in positions:
        lines.setdefault(position[axis], []).append(position)
    return lines
