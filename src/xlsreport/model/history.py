"""Figures over the years: of the whole, of each department, and how they changed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, localcontext
from enum import StrEnum

from xlsreport.model.address import Address
from xlsreport.model.exact import PRECISION
from xlsreport.model.form import Form

Series = tuple[Decimal | None, ...]  # a figure for each period, None where it is not known


class DescentKind(StrEnum):
    """What became of a department between an earlier year and now, and why a figure may lack there."""

    RENAMED = "renamed"
    MERGED = "merged"
    SUCCEEDED = "succeeded"
    DIVIDED = "divided"
    INCOMPLETE = "incomplete"
    LACKING_BELOW = "lacking_below"


@dataclass(frozen=True, slots=True)
class Descent:
    """Whose figures stand for a department in `period`: those of the units called `names`."""

    period: int
    change: DescentKind
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unit:
    """A department over the years; `listed` is false where the roster has it no more.

    A `node` has the figures of all that stand under it in today's roster.
    """

    code: str
    name: str
    series: Mapping[Address, Series]
    origins: tuple[Descent, ...] = ()
    listed: bool = True
    node: bool = False


@dataclass(frozen=True, slots=True)
class History:
    """The figures `items` over `periods`, the oldest first; `names` are what they are called, with their units.

    `whole` is what the archive has of it, else the sum where no department lacks in it; `summed` the departments that
    counted, joined. `unmapped` are by period the items that the form of that year did not have. `drafts`, `imported`
    and `lacking` are periods: archived as a draft, taken from workbooks, without a published whole and not complete.
    `pending` is a period with outputs and no archive.
    """

    form: Form
    name: str
    periods: tuple[int, ...]
    items: tuple[Address, ...]
    whole: Mapping[Address, Series]
    summed: Mapping[Address, Series]
    names: Mapping[Address, str]
    units: tuple[Unit, ...] = ()
    unmapped: Mapping[int, tuple[Address, ...]] = field(default_factory=dict)
    drafts: tuple[int, ...] = ()
    imported: tuple[int, ...] = ()
    lacking: tuple[int, ...] = ()
    pending: int | None = None

    def differences(self, item: Address) -> Series:
        """Return by how much the whole's figure is more than the sum, year by year; None where one is not known."""
        return tuple(change(summed, whole) for summed, whole in zip(self.summed[item], self.whole[item], strict=True))

    def digits(self, item: Address) -> str:
        """Return the number format of an item, empty where it has none of its own."""
        return self.form.formats.get(item, "")

    def differs(self, item: Address) -> bool:
        """Whether the whole's figure differs from the sum in any year."""
        return any(self.differences(item))


def change(before: Decimal | None, now: Decimal | None) -> Decimal | None:
    """Return how much more `now` is than `before`; None where one is not known."""
    if before is None or now is None:
        return None
    with localcontext(prec=PRECISION):
        return now - before


def rate(before: Decimal | None, now: Decimal | None) -> Decimal | None:
    """Return the change as a part of `before`; None where one is not known or `before` is zero."""
    more = change(before, now)
    return more / abs(before) if more is not None and before else None


def last_change(series: Series) -> tuple[Decimal | None, Decimal | None]:
    """Return the two last figures of `series`, the earlier first; the earlier is None where there is but one."""
    return (series[-2] if len(series) > 1 else None), series[-1]
