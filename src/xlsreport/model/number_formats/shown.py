"""A value in its cell's number format, as text."""

from datetime import date, time
from decimal import ROUND_HALF_UP, Context, Decimal

from xlsreport.model.number_formats.moments import dated, is_moment, moment_of
from xlsreport.model.number_formats.numbers import numbered, plan_of, scaled
from xlsreport.model.number_formats.sections import Section, Token, is_general, sections_of
from xlsreport.model.wording import as_text, plain_decimal
from xlsreport.model.workbook import Value

_DOUBLE, _GENERAL = 15, Context(prec=10, rounding=ROUND_HALF_UP)  # digits that a double keeps, and that General shows
_WHOLE = {"0": ".0f", "#,##0": ",.0f"}  # formats that whole numbers have everywhere, as Python writes them
_NUMERALS = {"1": "〇一二三四五六七八九", "2": "零壹贰叁肆伍陆柒捌玖"}


def shown(value: Value, code: str) -> str:
    """Return `value` as a cell with the number format `code` shows it; colours, and what would fill the cell, aside.

    A quotient in no format of its own is shown as General does, with ten digits at the most; nothing else is cut.
    """
    if code in _WHOLE and isinstance(value, Decimal) and value == value.to_integral_value():
        return format(value or Decimal(0), _WHOLE[code])  # a 0 has no sign
    sections = sections_of(code)
    match value:
        case bool() | None:
            return as_text(value)
        case Decimal() if is_general(code):
            return _general(value)
        case Decimal():
            return _number(value, sections)
        case date() | time():
            first = sections[0]
            moment = moment_of(value) if is_moment(first) else None
            return dated(first, moment).strip() if moment else as_text(value)
        case str():
            return _text(value, sections)
    return as_text(value)


def accepted_format(value: Value, code: str, *, whole: bool) -> str:
    """Return the number format that a cell with `code` shows `value` in, empty where it is shown with all its digits.

    That is so of a text, and of a broken number where the cell takes `whole` ones alone.
    """
    if isinstance(value, str) or (whole and isinstance(value, Decimal) and value != value.to_integral_value()):
        return ""
    return code


def hides(value: Value, code: str) -> bool:
    """Whether a cell with the number format `code` shows fewer digits of `value` than it has."""
    if not isinstance(value, Decimal):
        return False
    if is_general(code):
        return _general(value) != plain_decimal(value)
    section, _ = _chosen(value, sections_of(code))
    if is_moment(section) or section.has("general"):
        return False
    plan = plan_of(section)
    back = 3 * plan.thousands - 2 * plan.percents
    return not section.digits or scaled(plan, abs(value)).scaleb(back) != abs(value)


def decimals_of(code: str) -> int | None:
    """Return how many decimals a cell with this number format keeps of a number; None where that is not said."""
    if is_general(code):
        return None
    section = sections_of(code)[0]
    plan = plan_of(section)
    apart = section.has("exponent") or Token("mark", "/") in section.tokens or is_moment(section)
    if apart or not section.digits or plan.thousands:
        return None
    return len(plan.decimals) + 2 * plan.percents


def _general(number: Decimal) -> str:
    if len(number.normalize().as_tuple().digits) >= _DOUBLE and number != number.to_integral_value():
        return plain_decimal(_GENERAL.plus(number))
    return plain_decimal(number)


def _number(number: Decimal, sections: tuple[Section, ...]) -> str:
    section, bare = _chosen(number, sections)
    if is_moment(section):
        moment = moment_of(number)
        return dated(section, moment).strip() if moment else plain_decimal(number)
    if section.has("text") and not section.digits:
        return plain_decimal(number)
    amount = abs(number)
    if section.has("general"):
        said = "".join(_general(amount) if t.kind == "general" else t.text for t in section.tokens)
    else:
        said = numbered(section, amount)
    if number < 0 and not bare and any(each in said for each in "123456789"):
        said = f"-{said}"
    return _in_numerals(said, section).strip()


def _chosen(number: Decimal, sections: tuple[Section, ...]) -> tuple[Section, bool]:
    """Return the section for `number`, and whether its sign is said by the section itself."""
    numeric = sections[:3]
    if any(each.operator for each in numeric):
        for each in numeric:
            if not each.operator or each.holds(number):
                return each, each.operator in ("<", "<=") and each.limit <= 0
        return Section((Token("literal", "#"),)), True
    if number > 0 or len(numeric) == 1 or (number == 0 and len(numeric) < 3):
        return numeric[0], False
    return (numeric[1], True) if number < 0 else (numeric[2], True)


def _text(text: str, sections: tuple[Section, ...]) -> str:
    section = next((each for each in sections[-1:] if each.has("text") or len(sections) == 4), None)
    if section is None:
        return text
    return "".join(text if token.kind == "text" else token.text for token in section.tokens)


def _in_numerals(text: str, section: Section) -> str:
    kind = next((token.text for token in section.tokens if token.kind == "numerals"), "")
    digits = _NUMERALS.get(kind)
    return text.translate(str.maketrans("0123456789", digits)) if digits else text
