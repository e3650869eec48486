"""What another program makes of a form's formulas, against what our engine makes of them."""

import io
import warnings
from collections.abc import Iterator, Mapping
from decimal import Context, Decimal

from openpyxl import load_workbook

from xlsreport.forms.checking.collected import in_workbook
from xlsreport.forms.checking.inspected import Inspected
from xlsreport.model.address import Address
from xlsreport.model.form_finding import FormFault, Saying
from xlsreport.model.wording import as_text
from xlsreport.model.workbook import ErrorValue, Value

_DIGITS = Context(prec=12)  # to which two programs that both keep doubles agree

_NO_FUNCTION = "#NAME?"
_LEAST = Decimal("1e-9")


def unstored(workbook: bytes) -> bytes:
    """Return a workbook without stored results, so that whoever opens it computes them."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it is opened once and thrown away: what openpyxl loses does not matter
        book = load_workbook(io.BytesIO(workbook))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def disagreements(
    inspected: Inspected, key: str, values: Mapping[Address, Value], theirs: bytes
) -> Iterator[FormFault]:
    """Yield the formulas whose result in `theirs`, the form filled with `values` and computed, is not ours.

    Of formulas that rest on each other the first alone.
    """
    form = inspected.form
    ours = form.engine.evaluate(values)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = load_workbook(io.BytesIO(theirs), data_only=True)
    found = {cell: book[cell.sheet].cell(cell.row, cell.column).value for cell in form.formulas}
    unlike = {cell for cell in form.formulas if not _same(ours[cell], found[cell])}
    for cell in form.formulas:
        if cell in unlike and not form.engine.parts(cell) & unlike:
            words = {"when": Saying(key), "ours": as_text(ours[cell]) or '""', "theirs": found[cell]}
            yield FormFault("L309", in_workbook(cell), words)


def _same(ours: Value, theirs: object) -> bool:
    if theirs == _NO_FUNCTION:  # it does not know the function, and so says nothing of the result
        return True
    if isinstance(ours, ErrorValue):
        return isinstance(theirs, str) and theirs.startswith("#")
    if isinstance(ours, Decimal) and isinstance(theirs, int | float) and not isinstance(theirs, bool):
        other = Decimal(repr(theirs))
        return abs(ours - other) < _LEAST or _DIGITS.create_decimal(ours) == _DIGITS.create_decimal(other)
    if ours in (None, "", Decimal(0)) and theirs in (None, "", 0):
        return True
    return str(ours) == str(theirs) if not isinstance(ours, bool) else ours == theirs
