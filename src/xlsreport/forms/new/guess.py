"""A sheet of an ordinary workbook is judged: its cells to fill, its totals, and what is to be said of both."""

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
    totals = dict(_totals(figures, entries))
    sums = {at: formula for at, formula in totals.items() if formula}
    return SheetGuess(
        picture,
        blanks,
        {at: each for at, each in entries.items() if at not in sums},
        sums,
        tuple(at for at, formula in totals.items() if not formula),
        dict(_wholes(figures)),
        seats,
    )


def _totals(figures: SeatMap, entries: Mapping[Position, ToFill]) -> Iterator[tuple[Position, str]]:
    """Yield the cells to fill that a label calls a total, with the formula that adds up its parts; "" where unclear."""
    for at in entries:
        if at not in figures:
            continue
        across, down = _along_row(figures, at), _along_column(figures, at)
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


def _along_row(figures: SeatMap, at: Position) -> tuple[tuple[Line, ...], int]:
    """Return the columns of the table in the row of a cell, and which of them is its own."""
    rows = figures[at].rows
    own = [(each, of) for each, of in figures.items() if each[0] == at[0] and of.rows == rows and of.columns]
    return _placed(own, at, column_lines(own)) if own else ((Line(at[1], ""),), 0)


def _along_column(figures: SeatMap, at: Position) -> tuple[tuple[Line, ...], int]:
    """Return the rows of the table in the column of a cell, and which of them is its own."""
    under = figures[at].under
    own = [(each, of) for each, of in figures.items() if each[1] == at[1] and of.under == under and of.rows]
    return _placed(own, at, row_lines(own)) if own else ((Line(at[0], ""),), 0)


def _placed(
    own: Sequence[tuple[Position, Seat]], at: Position, lines: tuple[Line, ...]
) -> tuple[tuple[Line, ...], int]:
    places = [place for place, (each, _) in enumerate(own) if each == at]
    return (lines, places[0]) if places else ((Line(0, ""),), 0)


def _wholes(figures: SeatMap) -> Iterator[tuple[Position, Position]]:
    """Yield each figure that is a part of the one before it in its row or column, with that one."""
    for at in figures:
        for axis, (lines, place) in ((0, _along_column(figures, at)), (1, _along_row(figures, at))):
            if lines[place].is_part and (whole := whole_of(lines, place)) is not None:
                yield at, _moved(at, axis, whole)
                break
