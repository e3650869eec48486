"""M329: figures that stand in the whole's own workbook, against what the departments come to."""

from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal

from xlsreport.checking.cells.values import read_inputs
from xlsreport.checking.context import Case
from xlsreport.model.address import Address
from xlsreport.model.comparison import same
from xlsreport.model.consolidation import Consolidation
from xlsreport.model.finding import Finding


def check_whole_figures(case: Case, sheets: Collection[str], joined: Consolidation) -> Iterator[Finding]:
    """Yield an error for each joined figure and each total that the whole's own workbook, on `sheets`, says otherwise.

    A workbook without a figure but 0 says nothing: it was laid out and never filled.
    """
    said = {**_typed_figures(case, sheets), **_typed_totals(case, sheets)}
    if not any(said.values()):
        return
    for cell, found in said.items():
        expected = _come_to(joined, cell)
        if expected is not None and not same(found, expected):
            words = {"gap": case.gap(found - expected, cell)}
            more = {"found": found, "expected": expected, "difference": found - expected}
            yield case.finding("M329", cell, words, file=case.form.names.whole, **more)


def _come_to(joined: Consolidation, cell: Address) -> Decimal | None:
    """Return what the departments come to, 0 where none of them gave anything; None where that is not known."""
    value = joined.value(cell)
    if value is None:
        return None if cell in joined.holes else Decimal(0)
    return value if isinstance(value, Decimal) else None


def _typed_figures(case: Case, sheets: Collection[str]) -> Mapping[Address, Decimal]:
    """Return the figures that are joined and typed all the same; what the whole enters itself is none of them."""
    read = read_inputs(case, sheets).values
    joined = (field.address for field in case.form.figures if not field.own)
    return {cell: value for cell in joined if isinstance(value := read.get(cell), Decimal)}


def _typed_totals(case: Case, sheets: Collection[str]) -> Mapping[Address, Decimal]:
    """Return the totals over which a number was typed: a formula says what its own workbook comes to, and no more."""
    totals = ((cell, case.book.at(cell)) for cell in case.form.totals if cell.sheet in sheets)
    return {
        cell: each.value
        for cell, each in totals
        if each.formula is None and isinstance(each.value, Decimal) and case.book.formulas_visible
    }
