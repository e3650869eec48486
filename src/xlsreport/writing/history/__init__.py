"""The figures over the years as a workbook."""

from xlsreport.writing.history.notes import Note, named, notes
from xlsreport.writing.history.workbook import history_bytes

__all__ = ["Note", "history_bytes", "named", "notes"]
