"""Exact arithmetic on the figures of workbooks."""

PRECISION = 60
"""Digits: more than any sum of workbook numbers needs, so that nothing is rounded."""
