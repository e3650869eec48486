"""Forms: a folder with a workbook, a Word template and a few settings becomes a `Form`."""

from xlsreport.forms.folder import load_form
from xlsreport.forms.library import builtin_forms, example_workspace, find_form

__all__ = ["builtin_forms", "example_workspace", "find_form", "load_form"]
