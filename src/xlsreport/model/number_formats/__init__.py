"""Excel's number formats: what a value looks like in a cell that its author has given one."""

from xlsreport.model.number_formats.built_in import BUILT_IN_FORMATS
from xlsreport.model.number_formats.sections import is_general, signed
from xlsreport.model.number_formats.shown import accepted_format, decimals_of, hides, shown

__all__ = ["BUILT_IN_FORMATS", "accepted_format", "decimals_of", "hides", "is_general", "shown", "signed"]
