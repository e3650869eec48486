"""The Word report: the form's template filled with one workbook's values."""

import io
from collections.abc import MutableMapping
from functools import lru_cache
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, Template, TemplateError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from xlsreport.errors import FormError
from xlsreport.language import language
from xlsreport.model.form import Form
from xlsreport.package import settled
from xlsreport.writing.cells import CellText, Told, cells_of
from xlsreport.writing.filters import filters_of
from xlsreport.writing.properties import described, report_title

TEMPLATE = "report.docx"
_SOURCES = 32  # parts of templates, their properties included, that are kept ready: a run's reports have one template


def report_bytes(form: Form, told: Told) -> bytes:
    """Return the report of what is `told` (inputs and results by address); a cell without a value prints nothing.

    Raises `FormError` where the template asks for what the form has not.
    """
    template = DocxTemplate(str(form.folder / TEMPLATE))
    template.patch_xml = _patched
    try:
        template.render(cells_of(form, told), _environment(form.language), autoescape=True)
    except TemplateError as error:
        raise FormError(f"{form.folder / TEMPLATE}：{error.message}。The template cannot be filled.") from None
    _describe(template, form, told)
    out = io.BytesIO()
    template.save(out)
    return settled(out.getvalue())


@lru_cache(maxsize=_SOURCES)
def _patched(xml: str) -> str:
    """Return a part's XML as docxtpl makes it fit for jinja2, which takes longer than to fill it."""
    return str(DocxTemplate(None).patch_xml(xml))


class _Remembering(ImmutableSandboxedEnvironment):
    """A sandbox that compiles a source once."""

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined)
        self.compiled = lru_cache(maxsize=_SOURCES)(super().from_string)

    def from_string(
        self,
        source: str | nodes.Template,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 - as jinja2 calls it
        template_class: type[Template] | None = None,
    ) -> Template:
        """Return `source` compiled; docxtpl gives the source alone."""
        return self.compiled(source)


@lru_cache(maxsize=2)
def _environment(name: str) -> _Remembering:
    environment = _Remembering()
    environment.filters.update(filters_of(language(name)))
    return environment


def _describe(template: DocxTemplate, form: Form, told: Told) -> None:
    cells = (form.identity.name, form.identity.period)
    office, period = (" ".join(CellText(told.values.get(cell)).lines) for cell in cells)
    described(template.docx, form, report_title(form, office, period), office, period)
