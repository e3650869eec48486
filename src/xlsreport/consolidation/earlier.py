"""What several units came to in an earlier year, where the archive has some of what they sent and not all of it."""

from collections.abc import Sequence, Set
from decimal import Decimal, localcontext

from xlsreport.consolidation.figures import whole_sums
from xlsreport.consolidation.whole import consolidate
from xlsreport.model.address import Address
from xlsreport.model.exact import PRECISION
from xlsreport.model.form import Form
from xlsreport.model.joining import Joining
from xlsreport.model.workbook import Value
from xlsreport.model.years import Figures


def joined(form: Form, parts: Sequence[Figures], known: Set[Address] | None = None) -> Figures:
    """Return the figures of several units as one: inputs joined as the form says, what is no sum evaluated again.

    A result that only adds is the sum of the results, for the cells behind it may not all be known; one that does not
    is left out unless they are. `known` are the cells that the parts can have at all, None for every one.
    """
    if len(parts) < 2:
        return parts[0] if parts else {}
    carried, computed = ([cell for cell in cells if _adds(form, cell)] for cells in (form.carried, form.formulas))
    whole = consolidate(form, parts, _sums(parts, carried))
    sums = {cell: total for cell, total in _sums(parts, computed).items() if total is not None}
    kept = {c: v for c, v in whole.results.items() if c not in sums and _known(form, c, whole.values, known)}
    return {c: v for c, v in {**kept, **sums, **whole.values}.items() if v is not None}


def _adds(form: Form, cell: Address) -> bool:
    """Whether the sum over departments is what the whole has in `cell`."""
    if cell in form.formulas:
        linear = form.engine.linear(form.formulas[cell], cell.sheet)
        return linear is not None and not linear.constant and all(_adds(form, each) for each in linear.terms)
    if cell in form.carried:
        source = form.carried[cell]
        return source in form.carried or _adds(form, source)
    return cell in form.fields and form.fields[cell].joining is Joining.SUM


def _sums(parts: Sequence[Figures], cells: Sequence[Address]) -> dict[Address, Value]:
    """Return the sum over `parts` in each of `cells`; None where nobody has a number."""
    whole = whole_sums(cells, parts)
    return {cell: whole[cell].value if cell in whole else _sum(parts, cell) for cell in cells}


def _sum(parts: Sequence[Figures], cell: Address) -> Decimal | None:
    numbers = [value for part in parts if isinstance(value := part.get(cell), Decimal)]
    with localcontext(prec=PRECISION):
        return sum(numbers, Decimal(0)) if numbers else None


def _known(form: Form, cell: Address, values: Figures, known: Set[Address] | None) -> bool:
    """Whether no cell behind `cell` is unknown, or carried and missing: a rate of half its cells is another rate."""
    leaves = form.leaves.get(cell, frozenset())
    held = all(values.get(leaf) is not None for leaf in leaves if leaf in form.carried)
    return held and (known is None or leaves <= known)
