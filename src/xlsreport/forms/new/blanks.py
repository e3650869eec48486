"""Which cells of an ordinary sheet are to be filled: blanks with labels, and numbers that were typed as examples."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from xlsreport.forms.labels import Position
from xlsreport.forms.new.picture import Picture
from xlsreport.forms.new.words import is_called

_FEW = 4  # bordered cells from which on a sheet is taken to draw its tables
_LONGEST_LABEL = 60  # characters; what is longer is a note
_FIRST_YEAR, _LAST_YEAR = 1950, 2099


@dataclass(frozen=True, slots=True)
class Blanks:
    """The sheet with its numbers that are labels as texts; the cells to fill, and those of them that held a number."""

    picture: Picture
    cells: frozenset[Position]
    examples: frozenset[Position] = frozenset()
    labels: frozenset[Position] = frozenset()


def blanks_of(came: Picture) -> Blanks:
    """Return what is to be filled on a sheet; where its author unlocked cells, those and no others."""
    if came.hidden:
        return Blanks(came, frozenset())
    serials = frozenset(_serials(came)) - came.unlocked
    labels = (frozenset(_years(came)) | {at for at in serials if _names_its_row(came, at)}) - came.unlocked
    picture = replace(
        came,
        texts={**came.texts, **{at: f"{came.numbers[at]:f}" for at in sorted(labels)}},
        numbers={at: number for at, number in came.numbers.items() if at not in labels},
    )
    if picture.unlocked:
        cells = picture.unlocked - picture.covered
    else:
        open_ = [at for at in _open(picture) if at not in serials]
        heads = _head_rows(picture, open_)
        cells = frozenset(each for each in open_ if each[0] not in heads)
    return Blanks(picture, cells, cells & picture.numbers.keys(), labels)


def band_of(picture: Picture, row: int) -> range:
    """Return the rows around `row` up to the nearest ones in which nothing stands and nothing is drawn."""
    used = picture.bands
    if row in used:
        return used[row]
    first = used[row - 1].start if row - 1 in used else row
    return range(first, used[row + 1].stop if row + 1 in used else row + 1)


def _open(picture: Picture) -> Iterator[Position]:
    """Yield the cells that may be meant to be filled, by rows."""
    last_row, last_column = picture.last
    drawn = len(picture.boxed) >= _FEW
    for row in range(2, last_row + 1):
        for column in range(1, last_column + 2):
            at = (row, column)
            if at in picture.covered or at in picture.heads or at in picture.formulas:
                continue
            if _is_open(picture, at, drawn=drawn):
                yield at


def _is_open(picture: Picture, at: Position, *, drawn: bool) -> bool:
    rows, columns = picture.heads_of(at)
    under = bool(columns) and _near(picture, at, columns)
    if at in picture.numbers:
        return bool(rows) and under
    if drawn and at in picture.boxed:
        return under or _beside(picture, at)
    return _asked_beside(picture, at) or (not drawn and under and any(_is_label(picture, each) for each in rows))


def _beside(picture: Picture, at: Position) -> bool:
    """Whether the text just left of it asks for it: a label, and not the heading of a blank below."""
    row, column = at
    left = picture.heads.get((row, column - 1))
    if left is None or left[0] != row or not _is_label(picture, left):
        return False
    below = (row + 1, left[1])
    return not (below in picture.spans and below not in picture.filled)


def _is_label(picture: Picture, at: Position) -> bool:
    return len(picture.texts[at]) <= _LONGEST_LABEL


def _near(picture: Picture, at: Position, columns: list[Position]) -> bool:
    """Whether the column heads belong to the table of the cell: no row without anything lies between."""
    nearest = max(columns)
    return nearest[0] in band_of(picture, at[0]) and not _asks(picture.texts[nearest])


def _asked_beside(picture: Picture, at: Position) -> bool:
    """Whether the cell just left of it ends with a colon: `Name:`."""
    row, column = at
    left = picture.heads.get((row, column - 1))
    return left is not None and left[0] == row and _asks(picture.texts[left]) and _is_label(picture, left)


def _asks(text: str) -> bool:
    return text.strip().endswith((":", "："))


def _head_rows(picture: Picture, open_: list[Position]) -> frozenset[int]:
    """Return the rows that are heads of tables below: most columns that are filled below have a text in them."""
    found = set()
    lowest: dict[tuple[int, int], int] = {}  # by band and column, the last row with a cell to fill
    for row, column in open_:
        lowest[band_of(picture, row).start, column] = row
    for row in {row for row, _ in open_}:
        start = band_of(picture, row).start
        below = {column for (band, column), last in lowest.items() if band == start and last > row}
        texts = {column for column in below if _is_word(picture, (row, column))}
        if below and 2 * len(texts) >= len(below):
            found.add(row)
    return frozenset(found)


def _is_word(picture: Picture, at: Position) -> bool:
    head = picture.heads.get(at)
    return (
        head is not None
        and head[0] == at[0]
        and len(picture.texts[head].strip()) > 1
        and not _asks(picture.texts[head])
    )


def _serials(picture: Picture) -> Iterator[Position]:
    """Yield the numbers that only count or name the rows."""
    columns = Counter(column for _, column in picture.numbers)
    for column in columns:
        own = sorted(at for at in picture.numbers if at[1] == column)
        for at in own:
            heads = picture.heads_of(at)[1]
            if heads and is_called(picture.texts[heads[-1]], "serial_words"):
                yield at
        if column == min(columns) and _counts(picture, own) and not any(picture.heads_of(at)[0] for at in own):
            yield from own


def _names_its_row(picture: Picture, at: Position) -> bool:
    """Whether nothing else in the row of a number is a label of it."""
    return not picture.texts_by_row.get(at[0])


def _counts(picture: Picture, own: list[Position]) -> bool:
    return len(own) > 1 and [picture.numbers[at] for at in own] == [Decimal(n) for n in range(1, len(own) + 1)]


def _years(picture: Picture) -> Iterator[Position]:
    """Yield the numbers that stand as heads: all numbers of a row without blanks are years, and cells lie below."""
    for row in {row for row, _ in picture.numbers}:
        own = [at for at in picture.numbers if at[0] == row]
        years = all(
            n == n.to_integral_value() and _FIRST_YEAR <= n <= _LAST_YEAR for n in map(picture.numbers.__getitem__, own)
        )
        texts = [at for at in picture.texts if at[0] == row]
        if years and (len(own) > 1 or len(texts) > 1) and row + 1 in band_of(picture, row):
            yield from own
