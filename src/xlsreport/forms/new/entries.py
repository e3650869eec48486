"""What a cell to fill accepts, guessed from its labels, its number format and the formulas that read it."""

import re
from collections.abc import Container
from dataclasses import dataclass
from decimal import Decimal

from xlsreport.forms.labels import Position
from xlsreport.forms.new.picture import Picture
from xlsreport.forms.new.table import Seat, is_rate
from xlsreport.forms.new.words import plain, says, words
from xlsreport.model.form import Kind

_WIDE, _TALL = 3, 2  # columns or rows of a merged blank that is for sentences
_DECIMALS = re.compile(r"0\.0|#\.#|%")
_WHOLE = re.compile(r"^(?:#,##)?0(?:_\)|_ )?(?:;.*)?$")


@dataclass(frozen=True, slots=True)
class ToFill:
    """A cell to fill: what it accepts, its unit, whether figures of several departments are added up, or it is prose.

    `named` is false for a cell of a row that no label names; `offered` is what a list of the author's own offers.
    """

    kind: Kind
    label: str
    minimum: Decimal | None = None
    unit: str = ""
    joined: bool = True
    prose: bool = False
    named: bool = True
    offered: str = ""

    @property
    def required(self) -> bool:
        """Whether it must not stay blank: every figure, 0 where there is nothing; no text, no list."""
        return self.kind.numeric and self.named


def entry_of(picture: Picture, at: Position, seat: Seat, reckoned: Container[Position]) -> ToFill:
    """Return what the cell `at` accepts; `reckoned` are the cells that the workbook's own formulas take for numbers."""
    asked = picture.asked.get(at)
    kind = asked.kind if asked else _kind(picture, at, seat, reckoned)
    if not kind.numeric:
        prose = kind is Kind.TEXT and _is_for_sentences(picture, at)
        return ToFill(kind, seat.name, prose=prose, offered=asked.offered if asked else "")
    signed = says(seat.all, "signed_words")
    named = bool(seat.rows) or not seat.columns
    return ToFill(
        kind,
        seat.name,
        minimum=None if signed else Decimal(0),
        unit=seat.unit,
        joined=named and not is_rate(seat),
        named=named,
    )


def _kind(picture: Picture, at: Position, seat: Seat, reckoned: Container[Position]) -> Kind:
    inner = (*seat.columns[-1:], *seat.rows[-1:]) if seat.columns else seat.rows[-1:]
    if at in reckoned or at in picture.numbers:
        return _number(picture, at, seat)
    if not seat.rows and at[1] == 1:
        return Kind.TEXT  # what names the rows of a list
    if any(plain(label).startswith(word) or word in label.lower() for label in inner for word in words("choice_words")):
        return Kind.CHOICE
    if picture.formats.get(at) == "@" or _is_for_sentences(picture, at) or any(map(_is_of_text, inner)):
        return Kind.TEXT
    if seat.columns or seat.unit or says(inner, "count_words") or says(inner, "amount_words"):
        return _number(picture, at, seat)
    return Kind.COUNT if _WHOLE.match(picture.formats.get(at, "")) else Kind.TEXT


def _is_of_text(label: str) -> bool:
    """Whether a label asks for words: it is one of the words for that, or ends with one."""
    said = plain(label)
    if said in words("no_text_words"):
        return False
    return any(said == word or said.endswith(f" {word}" if word.isascii() else word) for word in words("text_words"))


def _number(picture: Picture, at: Position, seat: Seat) -> Kind:
    form, inner = picture.formats.get(at, ""), (*seat.rows[-1:], *seat.columns[-1:])
    example = picture.numbers.get(at)
    if _DECIMALS.search(form) or (example is not None and example != example.to_integral_value()) or is_rate(seat):
        return Kind.AMOUNT
    if seat.unit in words("count_words") or _WHOLE.match(form):
        return Kind.COUNT
    if seat.unit in words("amount_words") or says(inner, "amount_words"):
        return Kind.AMOUNT
    return Kind.COUNT if says(seat.all, "count_words") else Kind.AMOUNT


def _is_for_sentences(picture: Picture, at: Position) -> bool:
    rows, columns = picture.spans.get(at, (1, 1))
    return columns >= _WIDE or (rows >= _TALL and columns >= _TALL)
