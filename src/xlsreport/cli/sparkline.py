"""Figures as a chart of one line of text."""

from decimal import Decimal

from xlsreport.model.history import Series

_BLOCKS = "▁▂▃▄▅▆▇█"
_PLAIN = "_.:-=+*#"
_GAP = " "


def sparkline(series: Series, *, plain: bool = False) -> str:
    """Return a bar for each figure, as high as it is great beside zero; a gap where one is not known.

    `plain` draws in ASCII, for a terminal that shows nothing else.
    """
    known = [each for each in series if each is not None]
    low, high = min((Decimal(0), *known)), max((Decimal(0), *known))
    bars = _PLAIN if plain else _BLOCKS
    return "".join(_GAP if each is None else bars[_step(each - low, high - low, len(bars))] for each in series)


def _step(value: Decimal, most: Decimal, steps: int) -> int:
    return int((value / most * (steps - 1)).to_integral_value()) if most else 0
