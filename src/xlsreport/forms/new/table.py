"""Where a cell stands in its table: the labels that name it, apart from units, serial numbers and the table's title."""

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass

from xlsreport.forms.labels import Position, flat
from xlsreport.forms.new.lines import Line
from xlsreport.forms.new.picture import Picture
from xlsreport.forms.new.words import in_brackets, is_called, says

_CODE = re.compile(r"[A-Za-z]{0,2}[-.0-9（）()]{1,8}[A-Za-z]?|[A-Za-z甲乙丙丁]|[①-⑳]")


@dataclass(frozen=True, slots=True)
class Seat:
    """The labels of a cell by row and by column, outermost first; its unit; where its innermost column head stands."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    unit: str
    under: Position | None
    indent: int = 0

    @property
    def name(self) -> str:
        """The innermost label."""
        return next((labels[-1] for labels in (self.rows, self.columns) if labels), "")

    @property
    def all(self) -> tuple[str, ...]:
        """All labels."""
        return (*self.rows, *self.columns)


def seat_of(picture: Picture, at: Position, units: Container[str], usual: str = "") -> Seat:
    """Return where a cell stands; `units` are the words that are units in brackets or in a column of their own.

    `usual` is the unit of figures that name none.
    """
    rows, columns = picture.heads_of(at)
    named = [each for each in rows if not _is_beside(picture, each)]
    columns = [each for each in columns if not is_note(picture.texts[each])]
    measured = [picture.texts[each].strip() for each in rows if _under(picture, each, "unit_words")]
    heads = [flat(picture.texts[each]) for each in columns]
    labels = [*(flat(picture.texts[each]) for each in named), *heads]
    brackets = [unit for label in labels for unit in in_brackets(label)]
    return Seat(
        rows=tuple(flat(picture.texts[each]) for each in named),
        columns=tuple(heads),
        unit=next((each for each in (*measured, *reversed(brackets)) if each in units), usual if columns else ""),
        under=columns[-1] if columns else None,
        indent=max((_indent(picture, each) for each in named[-1:]), default=0),
    )


def usual_unit(picture: Picture, units: Container[str]) -> str:
    """Return the unit that a note over the tables gives all figures, as `Unit: $`; "" where there is none, or several.

    A sheet whose tables have units of their own keeps those.
    """
    found = set()
    for text in picture.texts.values():
        said = _parted(text)[2]
        if said in units and is_note(text):
            found.add(said)
    return found.pop() if len(found) == 1 else ""


def is_note(text: str) -> bool:
    """Whether a text over a table says its unit or asks for something, and heads no column."""
    label, divider, said = _parted(text)
    return bool(divider) and (not said or is_called(label, "unit_words"))


def _parted(text: str) -> tuple[str, str, str]:
    label, divider, said = text.replace("：", ":").strip(" ()（）").rpartition(":")
    return label, divider, said.strip()


def _indent(picture: Picture, at: Position) -> int:
    text = picture.texts[at]
    return picture.indents.get(at, 0) + (len(text) - len(text.lstrip(" \u3000"))) // 2


def _is_beside(picture: Picture, at: Position) -> bool:
    """Whether a text left of a cell is no name of its row: a unit, a code, a serial number."""
    is_code = _CODE.fullmatch(picture.texts[at].strip()) is not None
    return _under(picture, at, "unit_words") or (is_code and _under(picture, at, "serial_words"))


def _under(picture: Picture, at: Position, kind: str) -> bool:
    """Whether one of the texts above another in its column is a word of a kind."""
    return any(is_called(picture.texts[each], kind) for each in picture.heads_of(at)[1])


def row_lines(seats: Sequence[tuple[Position, Seat]]) -> tuple[Line, ...]:
    """Return the rows of one column of a table."""
    return _lines([(at[0], each.rows, each.indent) for at, each in seats])


def column_lines(seats: Sequence[tuple[Position, Seat]]) -> tuple[Line, ...]:
    """Return the columns of one row of a table."""
    return _lines([(at[1], each.columns, 0) for at, each in seats])


def _lines(told: Sequence[tuple[int, tuple[str, ...], int]]) -> tuple[Line, ...]:
    shared = _shared([path for _, path, _ in told])
    return tuple(
        Line(index, path[-1] if path else "", tuple(path[shared:-1]) if path else (), indent)
        for index, path, indent in told
    )


def _shared(paths: Sequence[tuple[str, ...]]) -> int:
    """Return how many outer heads all lines have in common: the title of the table, or a note over it."""
    shortest = min((len(path) for path in paths), default=0)
    for depth in range(max(shortest - 1, 0)):
        if len({path[depth] for path in paths}) > 1:
            return depth
    return max(shortest - 1, 0)


def is_rate(seat: Seat) -> bool:
    """Whether a cell is a rate, a price or a mean, which no sum of others gives."""
    return says((*seat.rows[-1:], *seat.columns[-1:]), "rate_words") or seat.unit in ("%", "％")
