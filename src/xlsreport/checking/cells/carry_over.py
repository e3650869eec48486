"""H: the figures carried over from last year: ours where we have them, else the sender's own."""

from collections.abc import Mapping

from xlsreport.checking.context import Case
from xlsreport.model.address import Address
from xlsreport.model.comparison import same
from xlsreport.model.finding import Finding
from xlsreport.model.workbook import Value


def settle_carried(case: Case, values: Mapping[Address, Value]) -> tuple[dict[Address, Value], tuple[Finding, ...]]:
    """Return `values` with the carried cells as they are to be used, and what is to be said about them."""
    own = {cell: values[cell] for cell in case.form.carried if cell in values}
    others = {cell: value for cell, value in values.items() if cell not in case.form.carried}
    known = known_cells(case)
    senders = [cell for cell in own if cell not in known]
    note = (case.sheet_finding("H401", senders[0].sheet),) if senders else ()
    differing = tuple(
        case.finding("H402", cell, found=value, expected=known[cell])
        for cell, value in own.items()
        if cell in known and not same(value, known[cell])
    )
    return {**others, **own, **known}, (*note, *differing)


def known_cells(case: Case) -> dict[Address, Value]:
    """Return the carried cells that last year's own workbook fills: what the sender typed there is not used."""
    return {cell: value for cell, value in (case.previous or {}).items() if value is not None}
