"""Numerals in running text: Arabic, with thousands separators, and Chinese."""

import re
from dataclasses import dataclass
from decimal import Decimal

_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10**4, "亿": 10**8}
_CHINESE = "".join((*_DIGITS, *_TENS, *_MYRIADS))
_ARABIC = re.compile(r"([0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(\.[0-9]+)?([十百千]?[万亿]?)")

DIGITS = re.compile(rf"[0-9{_CHINESE}]+")  # where a numeral begins
NUMERAL = rf"(?:[0-9]{{1,3}}(?:,[0-9]{{3}})+(?![0-9,])|[0-9]+)(?:\.[0-9]+)?[十百千]?[万亿]?|[{_CHINESE}]+"


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written: its value, and what its last digit counts (0.01 in `1.20`, 1000 in `1.2万`)."""

    value: Decimal
    step: Decimal = Decimal(1)


def number_of(text: str) -> Number | None:
    """Return the number that a numeral means; None where it may mean several, as 三四 does."""
    match = _ARABIC.fullmatch(text)
    if match is None:
        value = chinese(text)
        return None if value is None else Number(Decimal(value))
    scale = Decimal(_scale(match[3]))
    written = Decimal(match[1].replace(",", "") + (match[2] or ""))
    return Number(written * scale, scale.scaleb(-len((match[2] or ".").removeprefix("."))))


def _scale(text: str) -> int:
    scale = 1
    for character in text:
        scale *= _TENS.get(character) or _MYRIADS[character]
    return scale


def chinese(text: str) -> int | None:
    """Return the whole number that Chinese numerals write: 二百三十 is 230, 一万零五 is 10005, 二〇二三 is 2023."""
    if all(character in _DIGITS for character in text):
        return _by_place(text)
    total = section = 0
    digit: int | None = None
    last = 10**9  # places only fall within a section, and myriads within a number
    highest = 10**12
    for number, character in enumerate(text):
        if character in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[character]
        elif character in _TENS:
            place = _TENS[character]
            if place >= last or (digit is None and number and text[number - 1] not in "零〇"):
                return None
            section, digit, last = section + (1 if digit is None else digit) * place, None, place
        else:
            myriad = _MYRIADS[character]
            if myriad >= highest or not section + (digit or 0):
                return None
            total, section, digit, last, highest = total + (section + (digit or 0)) * myriad, 0, None, 10**9, myriad
    return total + section + (_last_place(text, last, highest) * digit if digit else 0)


def _by_place(text: str) -> int | None:
    """Return digits read one by one; two of them alone are an estimate, three or four of them."""
    if len(text) == 1 or (len(text) >= 3 and "两" not in text) or text.startswith(("零", "〇")):
        return int("".join(str(_DIGITS[character]) for character in text))
    return None


def _last_place(text: str, last: int, highest: int) -> int:
    """Return what a last digit counts: 一百二 is 120, 三万二 is 32000, 一百零二 is 102."""
    before = text[-2]
    if before in _TENS and last > 10:
        return last // 10
    return highest // 10 if before in _MYRIADS else 1
