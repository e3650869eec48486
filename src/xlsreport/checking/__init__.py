"""Checking: a workbook read against its form becomes a `Review`, its mistakes findings."""

from typing import TYPE_CHECKING

from xlsreport.checking.context import Case, StillOut
from xlsreport.on_demand import functions_on_demand, names_on_demand

if TYPE_CHECKING:
    from xlsreport.checking.across.checks import check_across
    from xlsreport.checking.across.cohort import Submission
    from xlsreport.checking.across.not_known import not_known, reasons
    from xlsreport.checking.engine import claimed_identity, in_order, own_texts, review, review_earlier, review_joined
    from xlsreport.checking.layout.untouched import is_untouched
    from xlsreport.checking.text.list_of_ours import is_list_of_ours
    from xlsreport.checking.totals.backtest import RuleTrial, tried
    from xlsreport.checking.totals.statements import with_statements
else:
    names_on_demand(
        __name__,
        {
            "xlsreport.checking.across.checks": "check_across",
            "xlsreport.checking.across.cohort": "Submission",
            "xlsreport.checking.text.list_of_ours": "is_list_of_ours",
            "xlsreport.checking.totals.backtest": "RuleTrial, tried",
            "xlsreport.checking.totals.statements": "with_statements",
        },
    )
    not_known, reasons = functions_on_demand("xlsreport.checking.across.not_known", "not_known", "reasons")
    claimed_identity, in_order, own_texts, review, review_earlier, review_joined = functions_on_demand(
        "xlsreport.checking.engine",
        "claimed_identity",
        "in_order",
        "own_texts",
        "review",
        "review_earlier",
        "review_joined",
    )
    (is_untouched,) = functions_on_demand("xlsreport.checking.layout.untouched", "is_untouched")

__all__ = [
    "Case",
    "RuleTrial",
    "StillOut",
    "Submission",
    "check_across",
    "claimed_identity",
    "in_order",
    "is_list_of_ours",
    "is_untouched",
    "not_known",
    "own_texts",
    "reasons",
    "review",
    "review_earlier",
    "review_joined",
    "tried",
    "with_statements",
]
