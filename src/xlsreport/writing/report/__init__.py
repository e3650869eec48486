"""The narrative report: a Word template filled with one workbook's cells, and the same as HTML and PDF."""
