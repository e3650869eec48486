"""xlsreport: check and consolidate the same Excel workbook from many departments, and write the report."""

__version__ = "0.1.0"
