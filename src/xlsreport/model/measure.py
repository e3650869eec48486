"""What the numbers of a form are measured in."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Measure:
    """What a number is measured in: `unit`, and the decimals that it allows (None where any number of them).

    `factor` of the unit `instead`, which is typed by mistake, make one of `unit`.
    """

    unit: str = ""
    instead: str = ""
    factor: Decimal | None = None
    decimals: int | None = None


UNMEASURED = Measure()
