"""The Word report: the form's template filled with one workbook's values."""

import io
from functools import lru_cache

from docxtpl import DocxTemplate

from xlsreport.errors import FormError
from xlsreport.language import bilingual
from xlsreport.model.form import Form
from xlsreport.package import settled
from xlsreport.writing.report.cells import CellText, TemplateContext, names_of
from xlsreport.writing.report.environment import FAILURES, failing_place, filler
from xlsreport.writing.report.page_marks import mark_pages
from xlsreport.writing.report.properties import described, report_title

TEMPLATE = "report.docx"


def report_bytes(form: Form, told: TemplateContext) -> bytes:
    """Return the report of what is `told` (inputs and results by address); a cell without a value prints nothing.

    Raises `FormError` naming the paragraph or table cell that cannot be filled.
    """
    template = DocxTemplate(str(form.folder / TEMPLATE))
    template.patch_xml = _patched
    environment, cells = filler(form, escapes=True), names_of(form, told)
    try:
        template.render(cells, environment, autoescape=True)
    except FAILURES as error:
        place = failing_place(form, environment, cells)
        if place is None:
            raise
        raise FormError(bilingual("report_place_fails", at=form.folder / TEMPLATE, place=place, error=error)) from None
    _describe(template, form, told)
    if told.mark:
        mark_pages(template.docx, told.mark)
    out = io.BytesIO()
    template.save(out)
    return settled(out.getvalue())


@lru_cache(maxsize=16)
def _patched(xml: str) -> str:
    """Return a part's XML as docxtpl makes it fit for jinja2: all reports of a run have the same template."""
    return str(DocxTemplate(None).patch_xml(xml))


def _describe(template: DocxTemplate, form: Form, told: TemplateContext) -> None:
    cells = (form.identity.name, form.identity.period)
    office, period = (" ".join(CellText(told.values.get(cell)).lines) for cell in cells)
    described(template.docx, form, report_title(form, office, period), office, period)
