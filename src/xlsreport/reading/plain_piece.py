"""One cell's XML, from behind its `<c r="` to the next cell's, read without a parser where that is certain."""

import re
from functools import lru_cache
from typing import NamedTuple

from xlsreport.model.workbook import BLANK, Cell, ErrorValue, Value
from xlsreport.reading.formula_cells import position
from xlsreport.reading.ooxml import MAIN
from xlsreport.reading.plain_tables import OPEN_TEXT, plain_text
from xlsreport.reading.rebuilt import sheet_of
from xlsreport.reading.refusal import RefusedError
from xlsreport.reading.shared_formulas import Formula, formula_of
from xlsreport.reading.values import cell_of, remembered
from xlsreport.reading.xml_normalise import parsed

CELL = b'<c r="'
_TAG = rb'<row(?: [A-Za-z0-9_:]+="[^"<&]*")*'
_EMPTY_ROWS = rb"(?:%s(?: ?/>|></row>))*" % _TAG
FIRST_ROW = re.compile(rb"%s%s>" % (_EMPTY_ROWS, _TAG))
"""The beginning of the first row that has a cell, and the rows before it."""

_PLACED = (
    rb'(%s)"(?: s="([0-9]+)")?(?: t="(n|s|str|inlineStr|b|e)")?'
    rb"(?: ?/>|>(<f[^<>]*(?:/>|>[^<]*</f>))?"
    rb'(?:<v(?: xml:space="preserve")?>([^<]*)</v>|<v ?/>|<is>%s([^<]*)</t></is>)?</c>)'
    rb"(?:</row>%s%s>)?"
)
_END = re.compile(rb"</c>(?:</row>%s%s>)?" % (_EMPTY_ROWS, _TAG))
_PIECE = re.compile(_PLACED % (rb"[A-Z]{1,2}[1-9][0-9]{0,3}", OPEN_TEXT, _EMPTY_ROWS, _TAG))
FAR = re.compile(_PLACED % (rb"[A-Z]{1,2}[1-9][0-9]{0,4}", OPEN_TEXT, _EMPTY_ROWS, _TAG))
"""A piece of a sheet that is as long as a list of departments may be; of others 702 by 9,999 cells are read here."""

_NUMBER = re.compile(rb"-?[0-9]{1,20}(?:\.[0-9]{1,20})?(?:[Ee][-+]?[0-9]{1,3})?")
_INDEX = re.compile(rb"[0-9]{1,6}")
_ERRORS = frozenset({b"#NULL!", b"#DIV/0!", b"#VALUE!", b"#REF!", b"#NAME?", b"#NUM!", b"#N/A"})
_TRUTHS = {b"0": False, b"1": True}
_FORMULA = f"{{{MAIN}}}f"
_MOST_REMEMBERED = 2048  # bytes of a formula: a sentence of verdicts has over a thousand


class CellPiece(NamedTuple):
    """A cell, and what it needs of its workbook.

    `style` is that of a number, which may stand for a day; `more` is the index of a shared text, or a shared formula.
    """

    place: tuple[int, int]
    cell: Cell
    style: bytes = b""
    more: int | Formula | None = None


UNCLEAR = CellPiece((0, 0), BLANK, b"?")
"""A piece that only a parser reads right: no workbook has its style."""


class _Head(NamedTuple):
    """What stands before a value, the same in every workbook of a form.

    Behind it stands a number, or a text where it `tells`: the result of a formula, whose text is `formula`, and which
    several cells share where it is `shared`.
    """

    place: tuple[int, int]
    style: bytes
    tells: bool = False
    formula: str | None = None
    shared: Formula | None = None


def piece_of(written: bytes, pattern: re.Pattern[bytes] = _PIECE) -> CellPiece | None:
    """Return what a piece says: None where its cell is blank, `UNCLEAR` where readers may not agree."""
    if pattern is _PIECE and (known := _behind_known(written)) is not None:
        return known
    found = pattern.fullmatch(written)
    if found is None:
        return UNCLEAR
    if found[4] is not None:
        return _with_formula(found)
    kind, value, inline = found.group(3, 5, 6)
    if value is None and inline is None:
        return UNCLEAR if kind == b"e" or b"<v" in written else None
    if (kind == b"inlineStr") != (value is None):
        return UNCLEAR
    return _alone(found, "str" if value is None else (kind or b"n").decode(), inline if value is None else value)


def _behind_known(written: bytes) -> CellPiece | None:
    """Return the piece of a value of which is known what stands before it; None of all else."""
    start, _, rest = written.partition(b"<v>")
    said, _, end = rest.partition(b"</v>")
    if not said or len(start) + len(end) > _MOST_REMEMBERED or not _is_end(end) or (head := _head_of(start)) is None:
        return None
    if head.tells:
        text = plain_text(said)
        return None if text is None else CellPiece(head.place, Cell(text, head.formula), b"", head.shared)
    if _NUMBER.fullmatch(said) is None:
        return None
    cell = remembered(float(said))
    if head.formula is not None or head.shared is not None:
        cell = Cell(cell.value, head.formula)  # hardly any result comes twice
    return CellPiece(head.place, cell, head.style, head.shared)


@lru_cache(maxsize=4096)
def _head_of(start: bytes) -> _Head | None:
    """Return what stands before a value, None where none stands behind it or readers may not agree about it."""
    found = _PIECE.fullmatch(start + b"<v>0</v></c>")
    if found is None or (found[4] is None and found[3] not in (None, b"n")):
        return None
    style = found[2] or b""
    if found[4] is None:
        return _Head(position(found[1].decode()), style)
    told = _beginning(CELL + start)
    if told is None or told[2] not in ("n", "str"):
        return None
    row, column, kind, formula = told
    own = formula.group is None
    text, shared = (f"={formula.text}", None) if own else (None, formula)
    return _Head((row, column), style if kind == "n" else b"", kind == "str", text, shared)


@lru_cache(maxsize=4096)
def _is_end(written: bytes) -> bool:
    """Whether this may stand behind a value: the end of its cell, and of its row with the beginning of the next."""
    return _END.fullmatch(written) is not None


def _alone(found: re.Match[bytes], kind: str, written: bytes) -> CellPiece:
    """Return the cell of a value without a formula."""
    place = position(found[1].decode())
    if kind == "s":
        return CellPiece(place, BLANK, more=int(written)) if _INDEX.fullmatch(written) else UNCLEAR
    if kind == "n":
        return CellPiece(place, remembered(float(written)), found[2] or b"") if _NUMBER.fullmatch(written) else UNCLEAR
    value = _value(kind, written)
    return CellPiece(place, cell_of(value)) if value is not None and value != "" else UNCLEAR


def _with_formula(found: re.Match[bytes]) -> CellPiece:
    """Return a cell with a formula: up to its stored result it is the same in every workbook of a form."""
    style, stored, inline = found[2], found[5], found[6]
    start = CELL + found.string[: found.end(4)]
    told = _beginning(start) if len(start) <= _MOST_REMEMBERED else None
    result = _result(told[2], stored) if told and inline is None else None
    if (
        told is None
        or result is None
        or (told[2] == "str" and stored is None and b"<v" in found.string[found.end(4) :])
    ):
        return UNCLEAR
    row, column, kind, formula = told
    needed = style or b"" if kind == "n" else b""
    if formula.group is None:
        return CellPiece((row, column), cell_of(result[0], f"={formula.text}", result[1]), needed)
    return CellPiece((row, column), cell_of(result[0], None, result[1]), needed, formula)


def _result(kind: str, stored: bytes | None) -> tuple[Value, bool] | None:
    """Return a formula's stored result, and whether there is one; None where readers may not agree about it."""
    if stored:
        value = _value(kind, stored)
        return None if value is None else (value, True)
    if kind == "str" and stored is not None:
        return "", True
    return (ErrorValue("#VALUE!") if kind == "e" else None), False


def _value(kind: str, written: bytes) -> Value:
    """Return a value by its type in XML; None where readers may not agree about it."""
    match kind:
        case "n":
            return remembered(float(written)).value if _NUMBER.fullmatch(written) else None
        case "str":
            return plain_text(written)
        case "b":
            return _TRUTHS.get(written)
        case "e":
            return ErrorValue(written.decode()) if written in _ERRORS else None
        case _:
            return None


@lru_cache(maxsize=4096)
def _beginning(start: bytes) -> tuple[int, int, str, Formula] | None:
    """Return position, type and formula of the cell that begins with `start`; None where that is not certain."""
    try:
        cell = parsed("", sheet_of([start + b"</c>"]))[0][0][0]
    except RefusedError:
        return None
    if len(cell) != 1 or cell[0].tag != _FORMULA:
        return None
    return *position(cell.get("r", "")), cell.get("t", "n"), formula_of(cell[0])
