"""What a judgement is given: a form as far as it could be read, and what was read of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from xlsreport.forms.checking.settings_reading import ReadSettings
from xlsreport.forms.checking.template_reading import ReadTemplate
from xlsreport.forms.checking.workbook_reading import ReadWorkbook
from xlsreport.model.address import Address
from xlsreport.model.form import Form
from xlsreport.model.form_finding import FormFault


@dataclass(frozen=True, slots=True)
class Inspected:
    """A form as far as it could be read; `spoiled` are the cells that were mended to read on."""

    form: Form
    workbook: ReadWorkbook
    settings: ReadSettings
    template: ReadTemplate | None
    spoiled: frozenset[Address]


Judgement = Callable[[Inspected], Iterator[FormFault]]
