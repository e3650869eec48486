"""What is wrong with the inputs of a form: what they accept, what they are called, and what looks like one."""

from collections import defaultdict
from collections.abc import Iterator, Set
from typing import TYPE_CHECKING

from xlsreport.forms.checking.collected import in_workbook
from xlsreport.forms.sheets import validations
from xlsreport.model.address import Address
from xlsreport.model.form import Field, Form, Kind, Role
from xlsreport.model.form_finding import FormFault
from xlsreport.model.joining import Joining

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook
    from openpyxl.worksheet.datavalidation import DataValidation

_NAMED = (Role.FIGURE, Role.DETAIL, Role.CARRIED)


def input_faults(book: "Workbook", form: Form, spoiled: Set[Address]) -> Iterator[FormFault]:
    """Yield what is wrong with the inputs of `form`, whose workbook is `book`; cells told already are left out."""
    accepted = {sheet.title: validations(sheet) for sheet in book.worksheets}
    for address, field in form.fields.items():
        if address in spoiled:
            continue
        yield from _acceptance(field, accepted[address.sheet].get((address.row, address.column)))
    yield from _labels(form)
    yield from _identity(form)
    yield from _means(form)


def _acceptance(field: Field, accepted: "DataValidation | None") -> Iterator[FormFault]:
    if accepted is None:
        yield FormFault("L205", in_workbook(field.address))
    elif accepted.type in (None, "none"):
        yield FormFault("L209", in_workbook(field.address))
    elif field.kind is Kind.CHOICE and not field.choices:
        yield FormFault("L216", in_workbook(field.address), {"source": accepted.formula1})
    elif field.minimum is not None and field.maximum is not None and field.minimum > field.maximum:
        yield FormFault("L217", in_workbook(field.address), {"least": field.minimum, "most": field.maximum})


def _labels(form: Form) -> Iterator[FormFault]:
    """Yield inputs that the form calls by no name, or by the name of another."""
    headed = {(a.sheet, field.label.columns) for a, field in form.fields.items() if field.label.rows}
    first: dict[tuple[str, str], Address] = {}
    same: dict[tuple[str, int, int], list[tuple[Address, Address, str]]] = {}
    for address, field in form.fields.items():
        if field.role not in _NAMED:
            continue
        label = str(field.label)
        if not label or (not field.label.rows and (address.sheet, field.label.columns) in headed):
            yield FormFault("L211", in_workbook(address))
            continue
        other = first.setdefault((address.sheet, label), address)
        if other != address:
            same.setdefault((address.sheet, address.row, other.row), []).append((address, other, label))
    for cells in same.values():
        (cell, other, label), (last, *_) = cells[0], cells[-1]
        yield FormFault("L210", in_workbook(cell, last), {"label": label, "other": other})


def _identity(form: Form) -> Iterator[FormFault]:
    """Yield cells that cannot tell whose a workbook is: one for two of the three, or a period with decimals."""
    who = form.identity
    names: dict[Address, list[str]] = defaultdict(list)
    for name in ("name", "code", "period"):
        names[getattr(who, name)].append(name)
    for address, same in names.items():
        if len(same) > 1:
            yield FormFault("L219", in_workbook(address), {"names": " = ".join(same)})
    field = form.fields.get(who.period)
    if field is not None and field.kind is Kind.AMOUNT and len(names[who.period]) == 1:
        yield FormFault("L220", in_workbook(who.period))


def _means(form: Form) -> Iterator[FormFault]:
    """Yield whole numbers that are joined as a mean, which a workbook for the level above could not hold."""
    for address, field in form.fields.items():
        if field.joining is Joining.MEAN and field.kind is Kind.COUNT:
            yield FormFault("L221", in_workbook(address), {"weight": field.weight})
