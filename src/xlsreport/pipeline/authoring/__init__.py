"""What the authors of forms do: a form made from a workbook, two editions compared, rules tried on archived years.

What belongs here opens form folders and archives for the commands under `xlsreport forms`.
"""
