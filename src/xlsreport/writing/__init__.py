"""Writing: the summary workbook, the report, the consolidated workbook, the findings."""
