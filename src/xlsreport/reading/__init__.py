"""Reading: a source file becomes a pure `Workbook`, or the reason why it cannot."""

from xlsreport.reading.paragraphs import read_paragraphs
from xlsreport.reading.reader import read_workbook

__all__ = ["read_paragraphs", "read_workbook"]
