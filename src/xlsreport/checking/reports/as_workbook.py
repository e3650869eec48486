"""A report that was read back, as the workbook that its sender might have filled: figures and texts in their cells."""

from collections.abc import Iterator

from xlsreport.model.address import Address
from xlsreport.model.form import Form
from xlsreport.model.report_reading import Doubt, ReportReading
from xlsreport.model.workbook import FROM_REPORT, Cell, Remark, Sheet, Value, Workbook

_PRINTED = frozenset({Doubt.TEXT, Doubt.PARTED, Doubt.LAW})  # what stands there is judged as if it were typed


def as_workbook(form: Form, reading: ReportReading) -> Workbook:
    """Return the form's workbook with what `reading` says in it; what was not found is blank, so never a zero."""
    sheets = {
        name: {place: Cell(text) for place, text in layout.texts.items()} for name, layout in form.layouts.items()
    }
    for address, value in _told(form, reading):
        sheets[address.sheet][address.row, address.column] = Cell(value)
    remarks = (Remark(FROM_REPORT, ""),)
    return Workbook({name: Sheet(name, cells) for name, cells in sheets.items()}, False, remarks)


def _told(form: Form, reading: ReportReading) -> Iterator[tuple[Address, Value]]:
    for cell, figure in reading.figures.items():
        yield cell, figure.value
    for cell, unsure in reading.unsure.items():
        if unsure.doubt in _PRINTED:
            yield cell, unsure.value if unsure.doubt is Doubt.LAW else unsure.text
    yield from reading.texts.items()
    who = form.identity
    if name := reading.identity.get(who.name):
        yield who.name, name
    period = form.periods.written(reading.identity.get(who.period))
    if period is not None:
        yield who.period, form.period_cell(period)
