"""What a report that was read back says, as a submission has it: inputs and texts, and the totals beside them."""

from collections.abc import Mapping

from xlsreport.model.address import Address
from xlsreport.model.form import Form
from xlsreport.model.report_reading import UnitReading
from xlsreport.model.workbook import Value


def values_read(
    form: Form, reading: UnitReading, texts: Mapping[Address, str]
) -> tuple[Mapping[Address, Value], Mapping[Address, Value]]:
    """Return the inputs and the totals that were read for certain; a total of parts that were all read is computed."""
    read = {cell: each.value for cell, each in reading.figures.items()}
    values: dict[Address, Value] = {cell: value for cell, value in read.items() if cell in form.fields}
    values |= {cell: text for cell, text in texts.items() if cell in form.fields}
    computed = form.engine.evaluate(values)
    results: dict[Address, Value] = {cell: value for cell, value in read.items() if cell in form.formulas}
    results |= {total: computed[total] for total in form.totals if form.leaves[total] <= values.keys()}
    return values, results
