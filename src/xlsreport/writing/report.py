"""The Word report: the form's template filled with one workbook's values."""

import io

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from xlsreport.errors import FormError
from xlsreport.language import language
from xlsreport.model.form import Form
from xlsreport.package import settled
from xlsreport.writing.cells import CellText, Told, cells_of
from xlsreport.writing.filters import filters_of
from xlsreport.writing.properties import described, report_title

TEMPLATE = "report.docx"


def report_bytes(form: Form, told: Told) -> bytes:
    """Return the report of what is `told` (inputs and results by address); a cell without a value prints nothing.

    Raises `FormError` where the template asks for what the form has not.
    """
    template = DocxTemplate(str(form.folder / TEMPLATE))
    environment = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    environment.filters.update(filters_of(language(form.language)))
    try:
        template.render(cells_of(form, told), environment, autoescape=True)
    except TemplateError as error:
        raise FormError(f"{form.folder / TEMPLATE}：{error.message}。The template cannot be filled.") from None
    _describe(template, form, told)
    out = io.BytesIO()
    template.save(out)
    return settled(out.getvalue())


def _describe(template: DocxTemplate, form: Form, told: Told) -> None:
    cells = (form.identity.name, form.identity.period)
    office, period = (" ".join(CellText(told.values.get(cell)).lines) for cell in cells)
    described(template.docx, form, report_title(form, office, period), office, period)
