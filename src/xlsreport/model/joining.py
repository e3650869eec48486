"""How the cells of several submissions become those of the whole, as a form says it."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from xlsreport.model.address import Address


class Joining(StrEnum):
    """How what several submissions say in a cell becomes one.

    Most are of a figure alone: its sum, greatest, least, mean by weight, the one that all give, nothing. A ratio is of
    two cells of the whole; the whole's own is what its coordinator enters; a text is one after the other; what is
    ranked is one place of a `Ranking`, what is listed one cell of a list.
    """

    SUM = "sum"
    MAX = "max"
    MIN = "min"
    MEAN = "mean"
    SAME = "same"
    NONE = "none"
    RATIO = "ratio"
    OWN = "own"
    TEXT = "text"
    RANKED = "ranked"
    LISTED = "listed"


@dataclass(frozen=True, slots=True)
class Ratio:
    """`above` divided by `below`, cells of the whole, `times` that: 100 where it is told in percent."""

    above: Address
    below: Address
    times: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class JoinRule:
    """How one cell is joined: a mean by `weight`, a ratio as `ratio` says.

    `own` says that what the whole's coordinator enters takes the place of what the departments come to.
    """

    how: Joining
    weight: Address | None = None
    ratio: Ratio | None = None
    own: bool = False


class Order(StrEnum):
    """Which of the entries of all departments come first."""

    LARGEST = "largest"
    SMALLEST = "smallest"
    OLDEST = "oldest"
    NEWEST = "newest"

    @property
    def by_day(self) -> bool:
        """Whether entries are ordered by the day that their cell names."""
        return self in (Order.OLDEST, Order.NEWEST)

    @property
    def descending(self) -> bool:
        """Whether the greater comes first."""
        return self in (Order.LARGEST, Order.NEWEST)


@dataclass(frozen=True, slots=True)
class Ranking:
    """A block of cells that holds the first entries of all departments in `order`.

    `places` go from the first entry on; each is its cell and the partner cells that stand with it.
    """

    order: Order
    places: tuple[tuple[Address, ...], ...]


class Scope(StrEnum):
    """Whose figures a rule judges."""

    ALL = "all"
    DEPARTMENTS = "departments"
    WHOLE = "whole"

    def judges(self, *, whole: bool) -> bool:
        """Whether a rule of this scope judges what is joined, or else a department's figures."""
        return self is not (Scope.DEPARTMENTS if whole else Scope.WHOLE)
