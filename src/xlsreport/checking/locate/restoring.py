"""Where the form's formula is amiss, its own result is the proposal."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from xlsreport.checking.locate.laws import ReviewState
from xlsreport.model.comparison import same
from xlsreport.model.finding import CellChange, Finding

_FORMULAS = ("M303", "M305", "M306", "M307", "M309")


def restored(seen: ReviewState, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return `findings` with the result of the form's own formula proposed where a formula is amiss."""
    return tuple(_with_result(seen, finding) for finding in findings)


def _with_result(seen: ReviewState, finding: Finding) -> Finding:
    cell = finding.address
    if cell is None or finding.code not in _FORMULAS or finding.suggestions:
        return finding
    leaves, result = seen.case.form.leaves[cell], seen.results[cell]
    certain = leaves.isdisjoint(seen.reading.unsure) and leaves.isdisjoint(seen.case.form.carried)
    before = seen.case.book.at(cell).value
    if not certain or not isinstance(result, Decimal) or same(before, result):
        return finding
    return replace(finding, suggestions=((CellChange(cell, before, result),),))
