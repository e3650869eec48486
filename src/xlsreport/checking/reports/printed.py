"""What a cell of a printed table says: a number, or why it is none for certain."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

_NUMBER = re.compile(r"[$¥€£]?[+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?%?")
_SPACE = re.compile(r"\s+")
_MINUS = str.maketrans("−﹣", "--")
_SIGNS = frozenset("-—–/\\―*·.、") | {"--", "——", "n/a"}
_AROUND = "$¥€£%"
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Printed:
    """A number as it is printed; `parted` where it stands in pieces that may be one number or more.

    Of a `percentage` it is the hundredth.
    """

    number: Decimal | None = None
    parted: bool = False
    percentage: bool = False


def printed(text: str) -> Printed:
    """Return the number that `text` is, thousands separators and wide digits included; none for anything else."""
    plain = unicodedata.normalize("NFKC", text).translate(_MINUS).strip()
    joined = _SPACE.sub("", plain)
    if len(joined) > _LONGEST or not _NUMBER.fullmatch(joined):
        return Printed()
    number = Decimal(joined.replace(",", "").strip(_AROUND))
    percentage = joined.endswith("%")
    return Printed(number.scaleb(-2) if percentage else number, _is_parted(plain.split()), percentage)


def _is_parted(pieces: Sequence[str]) -> bool:
    """Whether each piece may be a number, or a sign for none, by itself: `1,026,97` and `1` can only be one."""
    return len(pieces) > 1 and all(_NUMBER.fullmatch(piece) or piece in _SIGNS or piece == "+" for piece in pieces)


def is_figure(text: str) -> bool:
    """Whether `text` is what stands in a figure's cell: a number, or a sign in its place."""
    plain = _SPACE.sub("", unicodedata.normalize("NFKC", text)).casefold()
    return printed(text).number is not None or plain in _SIGNS
