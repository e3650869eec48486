"""The figures over the years as a workbook."""

from xlsreport.writing.history.notes import Note, notes
from xlsreport.writing.history.workbook import history_bytes

__all__ = ["Note", "history_bytes", "notes"]
