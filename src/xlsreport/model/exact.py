"""Exact arithmetic on the figures of workbooks."""

from decimal import ROUND_HALF_UP, Context, Decimal

PRECISION = 60
"""Digits: more than any sum of workbook numbers needs, so that nothing is rounded."""

_EXACT = Context(prec=PRECISION)
_KEPT = Context(prec=15, rounding=ROUND_HALF_UP)  # the digits that a workbook keeps of a number


def rounded(quotient: Decimal, decimals: int | None) -> Decimal:
    """Return a quotient as its cell shows it, with so many `decimals`; where it does not say, as a workbook keeps it.

    What is printed, what is stored and what the level above is told are then one figure.
    """
    if decimals is None:
        return _KEPT.plus(quotient).normalize() + 0
    return quotient.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, _EXACT).normalize() + 0
