"""By how much a consolidated workbook is more or less than what came, and how much of that is explained already."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from xlsreport.model.address import Address
from xlsreport.model.consolidation import Consolidation
from xlsreport.model.form import Form
from xlsreport.model.joining import Joining
from xlsreport.model.outcome import Entry, Standing
from xlsreport.model.workbook import Value

Vector = Mapping[Address, Decimal]
_COUNT = (Standing.ACCEPTED, Standing.HELD)
_TRIED = 8  # units of which every choice is tried


@dataclass(frozen=True, slots=True)
class Share:
    """What one unit makes a whole too large by, or too small: it is in it and should not be, or the other way round."""

    name: str
    figures: Vector


@dataclass(frozen=True, slots=True)
class Explained:
    """What is left of the gaps, no zeros, once the shares that explain most of them are taken away."""

    rest: Vector
    shares: tuple[Share, ...] = ()

    def at(self, cell: Address) -> Sequence[tuple[str, Decimal]]:
        """Return what is explained in one cell: whose it is, and by how much."""
        return [(each.name, each.figures[cell]) for each in self.shares if cell in each.figures]


def differences(form: Form, values: Mapping[Address, Value], total: Consolidation, unread: Set[Address]) -> Vector:
    """Return by how much `values` exceed `total`, in the cells that are summed and known; no zeros."""
    known = [cell for cell in summed(form) if cell not in total.holes and cell not in unread]
    gaps = {cell: number(values.get(cell)) - number(total.values.get(cell)) for cell in known}
    return {cell: gap for cell, gap in gaps.items() if gap}


def vector(form: Form, values: Mapping[Address, Value], unread: Set[Address] = frozenset()) -> Vector:
    """Return the figures of `values` in the cells that are summed but for those `unread`; no zeros."""
    return {cell: figure for cell in summed(form) if cell not in unread and (figure := number(values.get(cell)))}


def summed(form: Form) -> Sequence[Address]:
    """Return the cells that are summed, in the form's order."""
    return [field.address for field in form.figures if field.joining is Joining.SUM]


def explained(gaps: Vector, shares: Sequence[Share]) -> Explained:
    """Return what the `shares` leave of `gaps`: all of them taken away, or those alone that leave the fewest cells.

    Who is in a workbook by its own word need not be in its figures: some type a late unit's into the totals by hand.
    """
    return min((_without(gaps, some) for some in _choices(shares)), key=lambda each: len(each.rest))


def _choices(shares: Sequence[Share]) -> Iterator[tuple[Share, ...]]:
    """Yield which of them are taken away: as many as may be first."""
    if len(shares) > _TRIED:
        yield from (tuple(shares), ())
        return
    for count in range(len(shares), -1, -1):
        yield from combinations(shares, count)


def _without(gaps: Vector, shares: tuple[Share, ...]) -> Explained:
    rest = dict(gaps)
    for cell, figure in (pair for share in shares for pair in share.figures.items()):
        rest[cell] = rest.get(cell, Decimal(0)) - figure
    return Explained({cell: gap for cell, gap in rest.items() if gap}, shares)


def has_figures(entry: Entry, form: Form) -> bool:
    """Whether the figures of an entry are known: it was read, and so was each sheet whose figures are summed."""
    read = entry.standing in _COUNT and bool(entry.review.values)
    return read and not _unread_sheets(entry) & {cell.sheet for cell in summed(form)}


def unread_cells(parts: Sequence[Entry], form: Form) -> frozenset[Address]:
    """Return the cells where one of `parts` says something that nobody could read, so that no sum is known."""
    sheets = frozenset[str]().union(*map(_unread_sheets, parts))
    single = (
        finding.address
        for part in parts
        for finding in part.review.findings
        if finding.blocks and finding.address is not None and finding.address not in part.review.values
    )
    return frozenset(single).union(cell for cell in summed(form) if cell.sheet in sheets)


def _unread_sheets(entry: Entry) -> Set[str]:
    """Return the sheets that an error is about as a whole, and of which nothing was read."""
    said = {each.sheet for each in entry.review.findings if each.blocks and each.sheet and each.address is None}
    return said - {cell.sheet for cell in entry.review.values} if said else said


def number(value: Value) -> Decimal:
    """Return a figure, 0 where there is none."""
    return value if isinstance(value, Decimal) else Decimal(0)
