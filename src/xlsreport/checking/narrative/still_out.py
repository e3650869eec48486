"""N, in a draft: figures of the whole's text that are ahead of its tables while departments are still out."""

from collections.abc import Sequence
from dataclasses import replace

from xlsreport.checking.context import Case
from xlsreport.model.finding import Finding, Severity

_FIGURE = "N501"  # a figure of the text against its cell


def awaiting(case: Case, findings: Sequence[Finding], departments: int) -> tuple[Finding, ...]:
    """Return `findings` about the whole's text with those figures as notes that `departments` to come may still reach.

    A figure below its cell is a query still: what comes adds to the cell.
    """
    said = case.language.text("prose_still_out", count=departments)
    return tuple(
        replace(each, severity=Severity.NOTE, message=each.message + said) if _is_ahead(each) else each
        for each in findings
    )


def _is_ahead(each: Finding) -> bool:
    return each.code == _FIGURE and each.difference is not None and each.difference > 0
