"""What of a sheet goes into the report, in its order: headings, notes, texts and tables."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from xlsreport.forms.labels import Position, flat
from xlsreport.forms.new.blanks import band_of
from xlsreport.forms.new.guess import SheetGuess
from xlsreport.forms.new.table import is_note
from xlsreport.forms.new.tags import printed, safe, tag_of
from xlsreport.model.wording import plain_decimal

_TITLE_ROW = 1
_USUAL_WIDTH = 8.43  # characters, of a column whose width nobody has set


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the first or second level, its tags in it."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class FreeText:
    """A text of the sheet that asks for nothing."""

    text: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What stands in single cells beside their labels, on one line, tags and all."""

    pieces: str


@dataclass(frozen=True, slots=True)
class Prose:
    """A text that departments write; its tag."""

    tag: str


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table: its cells by place from 0 on, merged areas, widths of columns in characters, and how many rows head it.

    `figures` are the places with a figure.
    """

    cells: Mapping[Position, str]
    merges: tuple[tuple[int, int, int, int], ...]
    widths: tuple[float, ...]
    rows: int
    heads: int
    figures: frozenset[Position]


Block = Heading | FreeText | Asked | Prose | TableBlock


def blocks_of(guess: SheetGuess, widths: Mapping[int, float], title: str) -> tuple[Block, ...]:
    """Return what of a sheet goes into the report, under its `title`; nothing of one that is not filled."""
    if not guess.entries and not guess.sums:
        return ()
    head = (Heading(title),) if title else ()
    return (*head, *(block for band in _bands(guess) for block in _band(guess, band, widths)))


def title_of(guess: SheetGuess) -> str:
    """Return the text of a sheet's first row where it is the only one, else the sheet's name."""
    first = [text for (row, _), text in sorted(guess.picture.texts.items()) if row == _TITLE_ROW]
    return flat(first[0]) if len(first) == 1 else guess.picture.name


def _bands(guess: SheetGuess) -> Iterator[range]:
    """Yield the rows of each part of a sheet, the title's apart, what stands in the first row left out."""
    row, last = _TITLE_ROW + 1, guess.picture.last[0]
    used = {at[0] for at in (*guess.picture.filled, *guess.picture.boxed, *guess.entries)}
    while row <= last:
        if row not in used:
            row += 1
            continue
        band = band_of(guess.picture, row)
        rows = range(row, max(band.stop, row + 1))
        yield rows
        row = rows.stop


def _band(guess: SheetGuess, band: range, widths: Mapping[int, float]) -> Iterator[Block]:
    table = [row for row in band if _is_of_table(guess, row)]
    before = range(band.start, table[0]) if table else band
    head = _first_head(guess, band, table) if table else band.stop
    yield from _lines(guess, range(band.start, min(head, before.stop) if table else band.stop))
    if table:
        yield _table(guess, range(head, table[-1] + 1), widths)
        yield from _lines(guess, range(table[-1] + 1, band.stop))


def _is_of_table(guess: SheetGuess, row: int) -> bool:
    """Whether a row has a cell under a head that is near."""
    band = band_of(guess.picture, row)
    under = ((at, of.under) for at, of in guess.seats.items() if at[0] == row and not _is_prose(guess, at))
    return any(head is not None and head[0] in band for _, head in under)


def _is_prose(guess: SheetGuess, at: Position) -> bool:
    return at in guess.entries and guess.entries[at].prose


def _first_head(guess: SheetGuess, band: range, table: Sequence[int]) -> int:
    """Return the row in which the heads of the table in `band` begin: the outermost of its first row's cells."""
    under = [
        head[0]
        for at in guess.seats
        if at[0] == table[0]
        for head in guess.picture.heads_of(at)[1]
        if head[0] in band and not _is_alone(guess, head[0]) and not is_note(guess.picture.texts[head])
    ]
    return min(under, default=table[0])


def _is_alone(guess: SheetGuess, row: int) -> bool:
    """Whether a row has one text and no more: a title over the table, or a note."""
    return len([at for at in guess.picture.texts if at[0] == row]) == 1


def _lines(guess: SheetGuess, rows: range) -> Iterator[Block]:
    """Yield the texts of rows that belong to no table, and what is filled beside or below them."""
    for row in rows:
        asked = sorted(at for at in guess.seats if at[0] == row)
        texts = sorted(at for at in guess.picture.texts if at[0] == row)
        prose = [at for at in asked if _is_prose(guess, at)]
        if prose:
            yield from (Heading(safe(flat(guess.picture.texts[at])), 2) for at in texts)
            yield from (Prose(tag_of(guess.picture.name, at)) for at in prose)
        elif asked:
            yield Asked("\u3000".join(_asked(guess, (*texts, *asked))))
        else:
            yield from (_said(guess, at) for at in texts)


def _said(guess: SheetGuess, at: Position) -> Block:
    """Return a text of its own line: the heading of what is written below it, or a note."""
    text, below = flat(guess.picture.texts[at]), (at[0] + 1, at[1])
    return Heading(safe(text), 2) if _is_prose(guess, below) else FreeText(text)


def _asked(guess: SheetGuess, places: Sequence[Position]) -> Iterator[str]:
    for at in sorted(places):
        text = guess.picture.texts.get(at)
        yield safe(flat(text)) if text is not None else printed(guess.picture.name, at)


def _table(guess: SheetGuess, rows: range, widths: Mapping[int, float]) -> TableBlock:
    name, picture = guess.picture.name, guess.picture
    inside = [at for at in (*picture.filled, *guess.seats, *picture.boxed) if at[0] in rows]
    first, last = min(column for _, column in inside), max(column for _, column in inside)
    cells = {at: safe(flat(picture.texts[at])) for at in picture.texts if at[0] in rows}
    cells |= {at: plain_decimal(n) for at, n in picture.numbers.items() if at[0] in rows and at not in guess.entries}
    cells |= {at: printed(name, at) for at in guess.seats if at[0] in rows}
    merges = [each for each in picture.merges if each[0] in rows and each[2] in rows]
    figures = [at for at in guess.seats if at[0] in rows]
    return TableBlock(
        cells={(row - rows.start, column - first): text for (row, column), text in cells.items()},
        merges=tuple(
            (r - rows.start, c - first, last_r - rows.start, last_c - first) for r, c, last_r, last_c in merges
        ),
        widths=tuple(widths.get(column, _USUAL_WIDTH) for column in range(first, last + 1)),
        rows=len(rows),
        heads=min((row for row, _ in figures), default=rows.start) - rows.start,
        figures=frozenset((row - rows.start, column - first) for row, column in figures),
    )
