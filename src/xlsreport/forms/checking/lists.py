"""Lists that a department cannot make longer: something stands below, or its program lets nobody insert rows."""

from collections.abc import Iterator

from xlsreport.forms.checking.collected import in_workbook, on_sheet
from xlsreport.forms.checking.inspected import Inspected
from xlsreport.model.address import Address
from xlsreport.model.form import Form
from xlsreport.model.form_finding import FormFault
from xlsreport.model.lists import FormList


def list_faults(inspected: Inspected) -> Iterator[FormFault]:
    """Yield what keeps the form's lists at the rows that they have."""
    form, sheets = inspected.form, inspected.workbook.book
    for each in form.lists:
        if not each.growing:
            words = {"list": each.name, "rows": len(each.rows)}
            yield FormFault("L603", in_workbook(_below(form, each)), words)
    for name in dict.fromkeys(each.sheet for each in form.lists if each.growing):
        protection = sheets[name].protection
        if protection.sheet and protection.insertRows:  # the attribute names what is forbidden
            yield FormFault("L604", on_sheet(name))


def _below(form: Form, each: FormList) -> Address:
    """Return the first cell of the form below a list, its last one where only a merged area reaches there."""
    last = each.rows[-1]
    columns = range(last[0].column, last[-1].column + 1)
    places = (p for p in form.layouts[each.sheet].places if p[0] > last[0].row and p[1] in columns)
    return Address(each.sheet, *min(places, default=(last[0].row, last[0].column)))
