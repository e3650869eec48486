"""Sheets of a workbook as we write them: names, styles, and a page on which text stays text.

What belongs here knows xlsxwriter and nothing of what a sheet is about.
"""
