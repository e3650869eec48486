"""Sheets of a workbook as we write them: names, styles, and a page on which text stays text."""
