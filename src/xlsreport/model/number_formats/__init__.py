"""Excel's number formats: what a value looks like in a cell that its author has given one."""

from xlsreport.model.number_formats.sections import is_general
from xlsreport.model.number_formats.shown import decimals_of, shown

__all__ = ["decimals_of", "is_general", "shown"]
