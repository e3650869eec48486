"""The shape of one sheet of the form: where its figures stand, and what each of its texts is."""

from collections.abc import Mapping
from dataclasses import dataclass

from xlsreport.model.address import Address
from xlsreport.model.form import Form
from xlsreport.model.form_parts import CAPTION_ROW
from xlsreport.model.labels import SheetLayout

_WIDTH, _HEIGHT = 9.0, 15.0  # of columns and rows that the form leaves as they are: characters, points


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet of the form as drawn: its `figures` by position, and what each text is (a style's name)."""

    layout: SheetLayout
    figures: Mapping[tuple[int, int], Address]
    spans: Mapping[tuple[int, int], tuple[int, int]]
    styles: Mapping[tuple[int, int], str]

    @property
    def columns(self) -> int:
        """The number of columns that hold something."""
        ends = [self.end(each)[1] for each in (*self.figures, *self.styles)]
        return max(ends, default=1)

    @property
    def last_row(self) -> int:
        """The last row that holds something."""
        return max((self.end(each)[0] for each in (*self.figures, *self.styles)), default=1)

    @property
    def empty(self) -> tuple[tuple[int, int], ...]:
        """Where a merged range without anything in it fills a corner of the table."""
        first = min(row for row, _ in self.figures)
        return tuple(
            place
            for place, end in self.spans.items()
            if place[0] > CAPTION_ROW
            and first <= end[0] <= self.last_row
            and end[1] <= self.columns
            and place not in self.figures
            and place not in self.styles
        )

    @property
    def width(self) -> float:
        """Its width in characters."""
        return sum(self.layout.widths.get(column, _WIDTH) for column in range(1, self.columns + 1))

    def width_at(self, place: tuple[int, int]) -> float:
        """Return the width in characters of the cell at `place`, with what is merged with it."""
        return sum(self.layout.widths.get(column, _WIDTH) for column in range(place[1], self.end(place)[1] + 1))

    @property
    def height(self) -> float:
        """Its height in points."""
        return sum(self.layout.heights.get(row, _HEIGHT) for row in range(1, self.last_row + 1))

    @property
    def caption_free(self) -> bool:
        """Whether the row under the title holds nothing that would be drawn."""
        drawn = (*self.figures, *self.styles)
        return not any(place[0] <= CAPTION_ROW <= self.end(place)[0] for place in drawn)

    @property
    def title_alone(self) -> bool:
        """Whether the first cell holds a title that the form lets run over the cells beside it."""
        first = [place for place in (*self.figures, *self.styles) if place[0] == 1]
        return first == [(1, 1)] and (1, 1) not in self.spans

    def end(self, place: tuple[int, int]) -> tuple[int, int]:
        """Return the last cell of the merged range at `place`, itself where it is not merged."""
        return self.spans.get(place, place)


def table_of(form: Form, sheet: str) -> Table:
    """Return how the form's `sheet` is drawn."""
    layout = form.layouts[sheet]
    figures = {(a.row, a.column): a for a in form.tabled if a.sheet == sheet}
    spans = {(top, left): (bottom, right) for top, left, bottom, right in layout.merges}
    table = Table(layout, figures, spans, {})
    return Table(layout, figures, spans, {place: _style(table, place) for place in layout.texts})


def _style(table: Table, place: tuple[int, int]) -> str:
    """Return what the text at `place` is: a title, a note, a head over columns, or a label before figures."""
    row, column = place
    end = table.end(place)[0]
    beside = [c for r, c in table.figures if row <= r <= end]
    figure_rows = [r for r, _ in table.figures]
    first = min((*figure_rows, *(r for r, _ in table.layout.anchors)))
    if row == 1:
        return "title"
    if row < first or row > max(figure_rows):
        return "note"
    if beside:
        return "note_beside" if column > max(beside) else "text"
    return "head" if any(row <= r <= end for r, _ in table.layout.anchors) else "note"  # between two tables
