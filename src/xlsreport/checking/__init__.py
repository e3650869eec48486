"""Checking: a workbook read against its form becomes a `Review`, its mistakes findings."""

from xlsreport.checking.context import Case
from xlsreport.checking.engine import in_order, review, review_filled

__all__ = ["Case", "in_order", "review", "review_filled"]
