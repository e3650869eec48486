"""Cells of last year: each must come from a cell of its kind, and none on their sheet may come from nowhere."""

from collections import defaultdict
from collections.abc import Iterator

from xlsreport.forms.checking.collected import in_workbook
from xlsreport.forms.checking.inspected import Inspected
from xlsreport.model.address import Address
from xlsreport.model.form import Field, Form, Role
from xlsreport.model.form_finding import FormFault, Saying


def last_year_faults(inspected: Inspected) -> Iterator[FormFault]:
    """Yield cells of last year that come from a cell of another kind, or from none."""
    form = inspected.form
    for table in (form.carried, form.prefilled):
        for cell, source in sorted(table.items()):
            if _numeric(form, cell) is not _numeric(form, source):
                what = Saying("lint_last_year_kind", {"source": source, "label": form.label(source)})
                yield FormFault("L601", in_workbook(cell), {"what": what})
    yield from _from_nowhere(form)


def _from_nowhere(form: Form) -> Iterator[FormFault]:
    """Yield the figures of a sheet of last year's figures that no entry of form.toml fills."""
    by_sheet: dict[str, list[Field]] = defaultdict(list)
    for field in form.fields.values():
        by_sheet[field.address.sheet].append(field)
    for fields in by_sheet.values():
        carried = sum(field.role is Role.CARRIED for field in fields)
        others = [field.address for field in fields if field.role in (Role.FIGURE, Role.DETAIL)]
        for cell in others if carried and carried >= len(others) else ():
            if cell not in form.prefilled:
                yield FormFault("L601", in_workbook(cell), {"what": Saying("lint_last_year_none")})


def _numeric(form: Form, cell: Address) -> bool:
    """Whether a cell holds numbers: an input that takes them, or a formula."""
    field = form.fields.get(cell)
    return field is None or field.kind.numeric
