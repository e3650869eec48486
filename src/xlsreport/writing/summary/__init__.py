"""The summary workbook: standings, consolidated tables, details, findings and prose in one file."""

from xlsreport.writing.summary.workbook import summary_bytes, summary_pieces

__all__ = ["summary_bytes", "summary_pieces"]
