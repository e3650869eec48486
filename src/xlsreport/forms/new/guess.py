"""A sheet of an ordinary workbook is judged: its cells to fill, its totals, and what is to be said of both."""

from bisect import bisect_left
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from xlsreport.forms.labels import Position
from xlsreport.forms.new.blanks import Blanks, blanks_of
from xlsreport.forms.new.entries import ToFill, entry_of
from xlsreport.forms.new.lines import Line, parts_of, whole_of
from xlsreport.forms.new.picture import Picture
from xlsreport.forms.new.table import Seat, column_lines, is_rate, row_lines, seat_of, usual_unit
from xlsreport.forms.new.words import words
from xlsreport.model.address import column_letters

SeatMap = Mapping[Position, Seat]


@dataclass(frozen=True, slots=True)
class SheetGuess:
    """What a sheet comes to: entries to fill, formulas of totals, totals that nothing adds up, and parts of a whole.

    `wholes` has for a cell that a label calls a part of the one before ("of which") that one.
    """

    picture: Picture
    blanks: Blanks
    entries: Mapping[Position, ToFill]
    sums: Mapping[Position, str] = field(default_factory=dict)
    unclear: tuple[Position, ...] = ()
    wholes: Mapping[Position, Position] = field(default_factory=dict)
    seats: SeatMap = field(default_factory=dict)


def guess_of(picture: Picture, reckoned: Container[Position] = ()) -> SheetGuess:
    """Return what `picture` comes to; `reckoned` are its cells that formulas of the workbook take for numbers."""
    blanks = blanks_of(picture)
    picture = blanks.picture
    units = words("amount_words") | words("count_words") | {"%", "％"}
    usual = usual_unit(picture, units)
    cells = sorted({*blanks.cells, *picture.formulas} - picture.covered)
    seats = {at: seat_of(picture, at, units, usual) for at in cells}
    entries = {at: entry_of(picture, at, seats[at], reckoned) for at in sorted(blanks.cells)}
    figures = {at: each for at, each in seats.items() if at not in entries or entries[at].kind.numeric}
    tables = _Tables(figures)
    totals = dict(_totals(figures, tables, entries))
    sums = {at: formula for at, formula in totals.items() if formula}
    return SheetGuess(
        picture,
        blanks,
        {at: each for at, each in entries.items() if at not in sums},
        sums,
        tuple(at for at, formula in totals.items() if not formula),
        dict(_wholes(figures, tables)),
        seats,
    )


def _totals(figures: SeatMap, tables: "_Tables", entries: Mapping[Position, ToFill]) -> Iterator[tuple[Position, str]]:
    """Yield the cells to fill that a label calls a total, with the formula that adds up its parts; "" where unclear."""
    for at in entries:
        if at not in figures:
            continue
        across, down = tables.along(at, 1), tables.along(at, 0)
        along = [(axis, lines, place) for axis, (lines, place) in ((1, across), (0, down)) if lines[place].rank]
        if any(each.is_of_totals for each in (across[0][across[1]],)) and not along:
            along = [(1, *across)]
        if along:
            yield at, next(filter(None, (_formula(figures, at, each) for each in along)), "")


def _formula(figures: SeatMap, at: Position, along: tuple[int, Sequence[Line], int]) -> str:
    axis, lines, place = along
    cells = [_moved(at, axis, number) for number in parts_of(lines, place)]
    cells = _measured_alike(figures, at, [cell for cell in cells if not is_rate(figures[cell])])
    return f"=SUM({','.join(_areas(cells, axis))})" if len(cells) > 1 and not is_rate(figures[at]) else ""


def _measured_alike(figures: SeatMap, at: Position, cells: Sequence[Position]) -> list[Position]:
    """Return the cells that have the total's unit, or all where they share one that it does not name."""
    alike = [cell for cell in cells if figures[cell].unit == figures[at].unit]
    shared = {figures[cell].unit for cell in cells}
    return alike if len(alike) > 1 or len(shared) != 1 else list(cells)


def _areas(cells: Sequence[Position], axis: int) -> Iterator[str]:
    """Yield the cells as ranges, those that touch along `axis` together."""
    runs: list[list[Position]] = []
    for cell in sorted(cells):
        if runs and cell[axis] == runs[-1][-1][axis] + 1:
            runs[-1].append(cell)
        else:
            runs.append([cell])
    for run in runs:
        ends = [f"{column_letters(column)}{row}" for row, column in (run[0], run[-1])]
        yield ends[0] if len(run) == 1 else ":".join(ends)


def _moved(at: Position, axis: int, number: int) -> Position:
    return (at[0], number) if axis else (number, at[1])


class _Tables:
    """The rows and columns of the tables of a sheet, each made once."""

    def __init__(self, figures: SeatMap) -> None:
        self._across: dict[tuple[int, tuple[str, ...]], list[tuple[Position, Seat]]] = {}
        self._down: dict[tuple[int, Position | None], list[tuple[Position, Seat]]] = {}
        for at, seat in figures.items():
            if seat.columns:
                self._across.setdefault((at[0], seat.rows), []).append((at, seat))
            if seat.rows:
                self._down.setdefault((at[1], seat.under), []).append((at, seat))
        self._figures = figures
        self._lines: dict[tuple[int, object], tuple[Line, ...]] = {}

    def along(self, at: Position, axis: int) -> tuple[tuple[Line, ...], int]:
        """Return the columns of the table in a cell's row (axis 1), or the rows in its column, and which is its own."""
        seat = self._figures[at]
        key: object = (at[0], seat.rows) if axis else (at[1], seat.under)
        own = (self._across if axis else self._down).get(key, [])  # type: ignore[call-overload]
        place = bisect_left([each for each, _ in own], at)
        if place == len(own) or own[place][0] != at:
            return (Line(at[axis], ""),), 0
        if (axis, key) not in self._lines:
            self._lines[axis, key] = (column_lines if axis else row_lines)(own)
        return self._lines[axis, key], place


def _wholes(figures: SeatMap, tables: "_Tables") -> Iterator[tuple[Position, Position]]:
    """Yield each figure that is a part of the one before it in its row or column, with that one."""
    for at in figures:
        for axis in (0, 1):
            lines, place = tables.along(at, axis)
            if lines[place].is_part and (whole := whole_of(lines, place)) is not None:
                yield at, _moved(at, axis, whole)
                break
