"""H: figures that jump against the sender's own earlier years.

A figure is a count, and the spread of a count grows with its root: so roots are compared, sqrt(x + 3/8) (Anscombe,
*The transformation of Poisson, binomial and negative-binomial data*, Biometrika 35, 1948), whose difference between
two years has the standard deviation sqrt(1/2). Of several years the median is taken, and their own scatter, 1.4826
times the median absolute deviation, where it is larger (Iglewicz and Hoaglin, *How to detect and handle outliers*,
1993): one odd year does not hide another. A jump is both far (8 deviations) and large (5 times): 550 to 9,487 is one,
3 to 5 and 500 to 700 are none.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import sqrt
from statistics import median

from xlsreport.checking.context import Case
from xlsreport.model.address import Address
from xlsreport.model.finding import Finding, Operand, Severity
from xlsreport.model.form import Form
from xlsreport.model.wording import plain_decimal
from xlsreport.model.workbook import Value

_FAR = 8  # standard deviations
_LARGE = 5  # times, with one added to either figure, lest 0 be infinitely far
_PER_DEVIATION = 1.4826  # a normal scatter's standard deviation in median absolute deviations
_SHOWN = 5  # figures that a sentence lists


@dataclass(frozen=True, slots=True)
class Jump:
    """A figure far from those of the earlier `years`, the newest first; `distance` is in standard deviations."""

    address: Address
    found: Decimal
    years: tuple[Decimal, ...]
    distance: float


def distance(found: Decimal, years: Sequence[Decimal]) -> float:
    """Return how far a figure stands from those of other years in standard deviations, 0 where it is no jump."""
    usual = median(years) if len(years) > 1 else years[0]
    if min(found, *years) < 0 or (max(found, usual) + 1) < _LARGE * (min(found, usual) + 1):
        return 0
    roots = [_root(each) for each in years]
    middle = median(roots)
    scatter = _PER_DEVIATION * median(abs(each - middle) for each in roots)
    far = abs(_root(found) - middle) / max(sqrt(0.5), scatter)
    return far if far >= _FAR else 0


def check_jumps(case: Case, values: Mapping[Address, Value], marked: Collection[Address]) -> tuple[Finding, ...]:
    """Return a query for each family of figures in which one jumps; its other jumps are named in it.

    `values` are inputs and results that are certain. A cell that is `marked` has its finding already.
    """
    if not case.years:
        return ()
    jumps = [each for each in _jumps(case, values) if each.address not in marked]
    families = _families(case.form) if jumps else {}
    by_family: dict[Address, list[Jump]] = {}
    for each in jumps:
        member = next(iter(sorted(case.form.leaves.get(each.address, {each.address}))))
        by_family.setdefault(families.get(member, member), []).append(each)
    return tuple(_finding(case, family) for family in by_family.values())


def _jumps(case: Case, values: Mapping[Address, Value]) -> Iterator[Jump]:
    cells = case.form.own_figures  # what last year handed on is compared with the figure that it handed on
    columns = [[*map(each.get, cells)] for each in (values, *case.years)]
    for address, found, *before in zip(cells, *columns, strict=True):
        if isinstance(found, Decimal):
            years = tuple(each for each in before if isinstance(each, Decimal))
            if years and (far := distance(found, years)):
                yield Jump(address, found, years, far)


def _families(form: Form) -> dict[Address, Address]:
    """Return for each figure the first of those that totals and rules of the form tie it to."""
    figures = {field.address for field in form.figures}
    rules = [each for each in form.department_rules if each.severity is Severity.ERROR]
    tied = [form.leaves[total] for total in form.totals]
    tied += [(form.leaves[rule.left] | form.leaves[rule.right]) & figures for rule in rules]
    first = {address: address for address in figures}
    for cells in tied:
        _tie(first, cells)
    return {address: _first(first, address) for address in figures}


def _tie(first: dict[Address, Address], cells: Iterable[Address]) -> None:
    heads = sorted({_first(first, cell) for cell in cells})
    first.update(dict.fromkeys(heads[1:], heads[0]) if heads else {})


def _first(first: Mapping[Address, Address], address: Address) -> Address:
    while first[address] != address:
        address = first[address]
    return address


def _finding(case: Case, family: Sequence[Jump]) -> Finding:
    worst, *others = sorted(family, key=lambda each: (-each.distance, each.address))
    usual = median(worst.years)
    words = {
        "before": _before(case, worst),
        "difference": case.gap(worst.found - usual, worst.address),
        "others": _others(case, others),
    }
    return case.finding(
        "H403",
        worst.address,
        words,
        found=worst.found,
        difference=worst.found - usual,
        operands=tuple(Operand(each.address, each.found) for each in (worst, *others)),
    )


def _before(case: Case, jump: Jump) -> str:
    figures = case.language.text("comma").join(plain_decimal(each) for each in jump.years)
    return case.language.text("last_year_was" if len(jump.years) == 1 else "earlier_years_were", figures=figures)


def _others(case: Case, others: Sequence[Jump]) -> str:
    if not others:
        return ""
    shown = [f"{each.address} {plain_decimal(each.years[0])} → {plain_decimal(each.found)}" for each in others[:_SHOWN]]
    cells = case.language.text("comma").join(shown)
    if len(others) > _SHOWN:
        cells = case.language.text("and_more_cells", cells=cells, count=len(others))
    return case.language.text("jumps_besides", cells=cells)


def _root(figure: Decimal) -> float:
    return sqrt(float(figure) + 0.375)
