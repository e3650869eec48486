"""The Word report: the form's template filled with one workbook's values."""

import io
from collections.abc import Mapping
from decimal import Decimal
from types import SimpleNamespace

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from xlsreport.errors import FormError
from xlsreport.model.address import Address
from xlsreport.model.form import Form
from xlsreport.model.template import tag_name
from xlsreport.model.workbook import Value
from xlsreport.package import settled
from xlsreport.writing.figures import as_text
from xlsreport.writing.properties import described, report_title

TEMPLATE = "report.docx"


class CellText(str):
    """A cell in a template: what is printed; `.lines` are its paragraphs, `.number` its number if it has one."""

    number: Decimal | None
    __slots__ = ("number",)

    def __new__(cls, value: Value) -> "CellText":
        """Return the text of `value` without characters that a Word document cannot hold."""
        text = super().__new__(cls, "".join(c for c in as_text(value) if c.isprintable() or c in "\n\t"))
        text.number = value if isinstance(value, Decimal) else None
        return text

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines of the text that are not blank, each trimmed: a paragraph each."""
        return tuple(line.strip() for line in self.splitlines() if line.strip())


def report_bytes(form: Form, values: Mapping[Address, Value]) -> bytes:
    """Return the report of `values` (inputs and results by address); a cell without a value prints nothing.

    Raises `FormError` where the template asks for what the form has not.
    """
    template = DocxTemplate(str(form.folder / TEMPLATE))
    environment = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    try:
        template.render(_context(form, values), environment, autoescape=True)
    except TemplateError as error:
        raise FormError(f"{form.folder / TEMPLATE}：{error.message}。The template cannot be filled.") from None
    _describe(template, form, values)
    out = io.BytesIO()
    template.save(out)
    return settled(out.getvalue())


def _describe(template: DocxTemplate, form: Form, values: Mapping[Address, Value]) -> None:
    cells = (form.identity.name, form.identity.period)
    office, period = (" ".join(CellText(values.get(cell)).lines) for cell in cells)
    described(template.docx, form, report_title(form, office, period), office, period)


def _context(form: Form, values: Mapping[Address, Value]) -> dict[str, SimpleNamespace]:
    sheets: dict[str, dict[str, CellText]] = {tag_name(name): {} for name in form.layouts}
    for address in (*form.fields, *form.formulas):
        sheets[tag_name(address.sheet)][address.cell] = CellText(values.get(address))
    return {name: SimpleNamespace(**cells) for name, cells in sheets.items()}
