"""Numbers in the numerals of a language: 1234 is 一千二百三十四."""

from decimal import Decimal

from xlsreport.language import Language
from xlsreport.model.wording import as_text

_GROUP = 10_000


def numeral(number: Decimal, language: Language) -> str:
    """Return `number` in the numerals of `texts`; in digits where the language has none or no word so large."""
    digits, groups = language.lists["numeral_digits"], language.lists["numeral_groups"]
    *numbers, point, minus = digits
    written = as_text(abs(number))
    whole, _, decimals = written.partition(".")
    if len(language.lists["numeral_places"]) == 1 or len(whole) > 4 * len(groups):
        return as_text(number)
    said = _whole(int(whole), language) + (point if decimals else "") + "".join(numbers[int(d)] for d in decimals)
    return (minus if number < 0 else "") + said


def _whole(number: int, language: Language) -> str:
    zero, one = language.lists["numeral_digits"][:2]
    ten, groups = language.lists["numeral_places"][1], language.lists["numeral_groups"]
    parts, rest = [], number
    while rest:
        rest, group = divmod(rest, _GROUP)
        parts.append(group)
    said = ""
    for place in range(len(parts) - 1, -1, -1):
        group = parts[place]
        if group:
            said += (zero if said and (group < _GROUP // 10 or not parts[place + 1]) else "") + _group(group, language)
            said += groups[place]
    said = said or zero
    return said.removeprefix(one) if said.startswith(one + ten) else said


def _group(number: int, language: Language) -> str:
    """Return a number below ten thousand: 一千零五."""
    digits, places = language.lists["numeral_digits"], language.lists["numeral_places"]
    said, gap = "", False
    for place, digit in zip(range(3, -1, -1), f"{number:04d}", strict=True):
        if digit == "0":
            gap = bool(said)
        else:
            said += (digits[0] if gap else "") + digits[int(digit)] + places[place]
            gap = False
    return said
