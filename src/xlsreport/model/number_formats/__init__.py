"""Excel's number formats: what a value looks like in a cell that its author has given one."""

from xlsreport.model.number_formats.sections import is_general, signed
from xlsreport.model.number_formats.shown import accepted_format, decimals_of, hides, shown

__all__ = ["accepted_format", "decimals_of", "hides", "is_general", "shown", "signed"]
