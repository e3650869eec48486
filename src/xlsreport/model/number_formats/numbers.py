"""A number in the digits of one section: decimals, thousands, percent, scaled, powers of ten, fractions."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from functools import lru_cache

from xlsreport.model.number_formats.sections import Section, Token

_WIDE = Context(prec=400, rounding=ROUND_HALF_UP)
_SHOWN = ("literal", "mark", "date", "half")


@dataclass(frozen=True, slots=True)
class Plan:
    """What the digits of a section ask for: places before and after the point, and by what the number is scaled."""

    whole: str
    decimals: str
    grouped: bool
    percents: int
    thousands: int


@lru_cache(maxsize=512)
def plan_of(section: Section) -> Plan:
    """Return what the digits of `section` ask for; a comma between digits groups, one behind them scales."""
    signs = "".join(t.text for t in section.tokens if t.kind == "digit" or (t.kind == "mark" and t.text in ".,"))
    whole, _, after = signs.partition(".")
    bare = whole.rstrip(",")
    return Plan(
        whole=whole.replace(",", ""),
        decimals=after.replace(",", "").replace(".", ""),
        grouped="," in bare.lstrip(","),
        percents=sum(t.kind == "mark" and t.text == "%" for t in section.tokens),
        thousands=len(whole) - len(bare) + after.count(","),
    )


def numbered(section: Section, number: Decimal) -> str:
    """Return `number`, which is not negative, as `section` shows it with its literals."""
    if section.has("exponent"):
        return _powers(section.tokens, number)
    if section.digits and Token("mark", "/") in section.tokens:
        return _fraction(section.tokens, number)
    plan = plan_of(section)
    return _laid_out(section.tokens, plan, scaled(plan, number))


def scaled(plan: Plan, number: Decimal) -> Decimal:
    """Return `number` in hundredths or thousands, as shown, rounded to the decimals shown."""
    value = number.scaleb(2 * plan.percents - 3 * plan.thousands, context=_WIDE)
    if value.adjusted() + len(plan.decimals) >= _WIDE.prec:
        return value  # no workbook keeps such a number
    return value.quantize(Decimal(1).scaleb(-len(plan.decimals)), ROUND_HALF_UP, context=_WIDE)


def _laid_out(tokens: Sequence[Token], plan: Plan, rounded: Decimal) -> str:
    """Return the literals of a section with the digits in the places of its own."""
    whole, _, after = f"{rounded:f}".partition(".")
    before = _before_point(plan, whole.lstrip("0").rjust(plan.whole.count("0"), "0"))
    behind = _behind_point(plan, after)
    point = Token("mark", ".")
    said: list[str] = []
    waiting = before
    for token in tokens:
        if token.kind == "digit":
            said.append(waiting.pop(0) if waiting else "")
        elif token == point and waiting is not behind:
            said.append("".join(waiting) + ("." if any(behind) else ""))
            waiting = behind
        elif token.kind in _SHOWN and token.text not in (",", "."):
            said.append(token.text)
    return "".join(said)


def _before_point(plan: Plan, digits: str) -> list[str]:
    """Return the digits for each place before the point: what has none of its own stands at the first."""
    places = len(plan.whole)
    if plan.grouped or places < 2:
        lead = f"{int(digits):,}" if plan.grouped and digits and digits[0] != "0" else digits
        return [lead, *[""] * (places - 1)] if places else ([digits] if digits else [])
    last = digits[-(places - 1) :]
    return [digits[: len(digits) - len(last)], *[""] * (places - 1 - len(last)), *last]


def _behind_point(plan: Plan, digits: str) -> list[str]:
    """Return the digits for each place behind the point, without the noughts that need not be shown."""
    while digits and digits[-1] == "0" and plan.decimals[len(digits) - 1] != "0":
        digits = digits[:-1]
    return list(digits)


def _powers(tokens: Sequence[Token], number: Decimal) -> str:
    """Return `number` in powers of ten."""
    at = next(place for place, token in enumerate(tokens) if token.kind == "exponent")
    mantissa, behind = Section(tuple(tokens[:at])), tokens[at + 1 :]
    plan = plan_of(mantissa)
    step = max(len(plan.whole), 1)
    power = number.adjusted() // step * step if number else 0
    base = scaled(plan, number.scaleb(-power, context=_WIDE))
    if base >= Decimal(10) ** step:
        power, base = power + step, scaled(plan, base.scaleb(-step))
    sign = "-" if power < 0 else tokens[at].text[1:].replace("-", "")
    places = sum(token.kind == "digit" for token in behind)
    rest = "".join(token.text for token in behind if token.kind == "literal")
    return f"{_laid_out(mantissa.tokens, plan, base)}E{sign}{str(abs(power)).rjust(places, '0')}{rest}"


def _fraction(tokens: Sequence[Token], number: Decimal) -> str:
    """Return `number` as a fraction of whole numbers, with its whole part before it where there is a place for one."""
    slash = tokens.index(Token("mark", "/"))
    below = "".join(t.text for t in tokens[slash + 1 :] if t.kind == "digit" or t.text.isdigit())
    whole, rest = divmod(Fraction(number), 1) if _groups(tokens[:slash]) > 1 else (0, Fraction(number))
    if below.isdigit() and int(below):
        top, bottom = int(rest * int(below) + Fraction(1, 2)), int(below)
    else:
        top, bottom = rest.limit_denominator(10 ** min(max(len(below), 1), 6) - 1).as_integer_ratio()
    if top == bottom:
        whole, top = whole + 1, 0
    if not top:
        return str(whole)
    return f"{whole} {top}/{bottom}" if whole else f"{top}/{bottom}"


def _groups(tokens: Sequence[Token]) -> int:
    """Return in how many groups the digits of `tokens` stand."""
    digits = [token.kind == "digit" for token in tokens]
    return sum(now and not before for before, now in zip([False, *digits], digits, strict=False))
