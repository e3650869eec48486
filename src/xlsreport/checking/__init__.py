"""Checking: a workbook read against its form becomes a `Review`, its mistakes findings."""

from xlsreport.checking.across.checks import Submission, check_across
from xlsreport.checking.context import Case
from xlsreport.checking.engine import claimed_identity, in_order, own_texts, review, review_joined

__all__ = [
    "Case",
    "Submission",
    "check_across",
    "claimed_identity",
    "in_order",
    "own_texts",
    "review",
    "review_joined",
]
