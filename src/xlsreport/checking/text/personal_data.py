"""Numbers of persons in a text: identity cards and telephones."""

import re
from collections.abc import Iterator
from datetime import date

_IDENTITY = re.compile(r"(?<![0-9A-Za-z_./])([1-9][0-9]{5})[ -]?([0-9]{8})[ -]?([0-9]{3}[0-9Xx])(?![0-9A-Za-z])")
_MOBILE = re.compile(
    r"(?<![0-9A-Za-z_./+])(?<![0-9]-)(?:\+?86[ -]?)?(1[3-9][0-9])([ -]?)([0-9]{4})\2([0-9]{4})"
    r"(?![0-9A-Za-z_]|[.,][0-9]|[件条名家人次项期场个份万亿元%％])"
)
_LANDLINE = re.compile(r"(?<![0-9A-Za-z_./+-])(?:\(?0[0-9]{2,3}\)?[ -]?)[2-9][0-9]{6,7}(?![0-9A-Za-z_-])")
_LONG = re.compile(r"[0-9](?:[0-9] ?-?){7}")  # no shorter run of digits is in either
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643
_CHECKS = "10X98765432"


def identity_numbers(text: str) -> Iterator[str]:
    """Yield the identity-card numbers of a text whose date and check digit are right, their middle hidden."""
    if _LONG.search(text) is None:
        return
    for match in _IDENTITY.finditer(text):
        number = "".join(match.groups()).upper()
        if _is_date(number[6:14]) and _CHECKS[_weighed(number) % 11] == number[-1]:
            yield f"{number[:3]}{'*' * 13}{number[-2:]}"


def mobile_numbers(text: str) -> Iterator[str]:
    """Yield the mobile numbers of a text, their middle hidden."""
    if _LONG.search(text) is None:
        return
    for match in _MOBILE.finditer(text):
        yield f"{match[1]}****{match[4]}"


def landline_numbers(text: str) -> Iterator[str]:
    """Yield the numbers of fixed telephones of a text, their end hidden."""
    if _LONG.search(text) is None:
        return
    for match in _LANDLINE.finditer(text):
        yield f"{match[0][:4]}****"


def _weighed(number: str) -> int:
    return sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number, strict=False))


def _is_date(text: str) -> bool:
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:])).year >= 1900
    except ValueError:
        return False
