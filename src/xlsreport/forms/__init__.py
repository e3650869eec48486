"""Forms: a folder with a workbook, a Word template and a few settings becomes a `Form`."""

from typing import TYPE_CHECKING

from xlsreport.forms.library import builtin_forms, current_forms, example_workspace, find_form, language_of_form
from xlsreport.on_demand import functions_on_demand

if TYPE_CHECKING:
    from xlsreport.forms.loading import load_form
else:
    (load_form,) = functions_on_demand("xlsreport.forms.loading", "load_form")

__all__ = ["builtin_forms", "current_forms", "example_workspace", "find_form", "language_of_form", "load_form"]
