"""A figure and its parts, as a text lists them: whether they can be its parts."""

from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

from xlsreport.checking.narrative.figure_binding import BoundFigure


@dataclass(frozen=True, slots=True)
class ListedSum:
    """A figure and the parts that are listed beside it; `exhaustive` where they claim to be all of it.

    The first `certain` parts are parts for certain; the list may run on into figures that are none. `earlier` are the
    figures before the whole in its sentence, which some parts may be of as well.
    """

    whole: BoundFigure
    parts: tuple[BoundFigure, ...]
    exhaustive: bool
    certain: int
    earlier: tuple[Decimal, ...] = ()

    @property
    def told(self) -> tuple[BoundFigure, ...]:
        """The parts that a sentence about it names."""
        return self.parts if self.exhaustive else self.parts[: self.certain]

    @property
    def total(self) -> Decimal:
        """What they come to."""
        return sum((part.figure.number.value for part in self.told), Decimal(0))

    @property
    def wrong(self) -> bool:
        """Whether the parts cannot be parts of the whole, or claim to be all of it and are not.

        A list may run on into figures that are no parts, so that any beginning of it may come to the whole, but for
        its first part alone where another follows for certain.
        """
        whole = self.whole.figure.number.value
        steps = tuple(accumulate(part.figure.number.value for part in self.parts))
        if whole in steps[min(self.certain - 1, 1) :]:
            return False
        most = max(self.earlier, default=whole)
        return self.exhaustive or (self.total > max(whole, most) and self.total != sum(self.earlier, whole))
