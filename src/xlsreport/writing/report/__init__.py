"""The narrative report: a Word template filled with one workbook's cells, and the same as HTML and PDF.

What belongs here takes a template's context; no figure is looked for or judged here.
"""
