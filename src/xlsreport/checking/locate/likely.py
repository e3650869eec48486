"""Which of several repairs of the same size is likelier: clerks make slips, and type over totals."""

from collections.abc import Sequence
from fractions import Fraction

from xlsreport.checking.locate.system import Repair, System, Variable

_FACTORS = (10, 100)
_UNITS = (1_000, 10_000)  # ones for tens of thousands


def likeliest(system: System, repairs: Sequence[Repair]) -> tuple[Repair, ...]:
    """Return those of `repairs` that need the least to explain them; all of them where none stands out."""
    doubts = {repair: _doubt(system, repair) for repair in repairs}
    least = min(doubts.values(), default=(0, 0))
    return tuple(repair for repair in repairs if doubts[repair] == least)


def _doubt(system: System, repair: Repair) -> tuple[int, int]:
    """Return how much speaks against a repair: limits that still fail, then how unlikely each change is."""
    values = {**system.values, **dict(repair)}
    failing = sum(limit.gap(values) < 0 for limit in system.limits)
    return failing, sum(_unlikely(system.figures[cell], value) for cell, value in repair)


def _unlikely(figure: Variable, value: Fraction) -> int:
    if figure.evidence is not None:
        return 0 if value == figure.evidence else 2
    if figure.trusted:
        return 2
    return 0 if figure.overtyped or is_slip(figure.value, value, amount=figure.amount) else 1


def is_slip(found: Fraction, meant: Fraction, *, amount: bool = False) -> bool:
    """Whether somebody who meant the one may have typed the other: a sign, a factor, or digits amiss."""
    if not found or not meant:
        return False
    if found == -meant or any(found == meant * f or found * f == meant for f in _FACTORS):
        return True
    if amount:
        return any(found == meant * f or found * f == meant for f in _UNITS)
    return found.denominator == meant.denominator == 1 and _digits_amiss(str(abs(found)), str(abs(meant)))


def _digits_amiss(found: str, meant: str) -> bool:
    """Whether two digits were swapped, one was dropped, or one was doubled."""
    if len(found) == len(meant):
        return any(_swapped(meant, n) == found for n in range(len(meant) - 1))
    if len(found) + 1 == len(meant):
        several = len(found) > 1  # one digit is left of eighteen numbers of two
        return several and any(meant[:n] + meant[n + 1 :] == found for n in range(len(meant)))
    return len(found) == len(meant) + 1 and any(meant[: n + 1] + meant[n:] == found for n in range(len(meant)))


def _swapped(digits: str, at: int) -> str:
    return digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
