"""Reading: a source file becomes a pure `Workbook`, or the reason why it cannot."""

from xlsreport.reading.reader import read_workbook

__all__ = ["read_workbook"]
