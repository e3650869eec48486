"""Which decisions act: one that is dated before its period ended was made about another."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from xlsreport.language import Language
from xlsreport.model.decisions import Acceptance, Correction, Decisions
from xlsreport.model.finding import Finding
from xlsreport.model.form import Form

_DAY = re.compile(r"(?<!\d)(\d{4})\D{0,2}(\d{1,2})\D{0,2}(\d{1,2})(?!\d)")


def acting(decisions: Decisions, form: Form, period: int) -> Decisions:
    """Return the decisions without those that are dated before `period` ended."""
    return replace(
        decisions,
        acceptances=tuple(each for each in decisions.acceptances if not _is_untimely(each, form, period)),
        corrections=tuple(each for each in decisions.corrections if not _is_untimely(each, form, period)),
    )


def untimely_decisions(decisions: Decisions, form: Form, period: int, language: Language) -> Iterator[Finding]:
    """Yield a finding for each decision that does not act because of its date."""
    dated: tuple[Acceptance | Correction, ...] = (*decisions.acceptances, *decisions.corrections)
    for each in dated:
        if _is_untimely(each, form, period):
            what = f"{each.code} {each.cell or ''}".strip() if isinstance(each, Acceptance) else str(each.cell)
            words = {"what": what, "department": each.department, "when": each.when, "period": period}
            yield language.finding("D809", words, address=each.at, file=decisions.file)


def _is_untimely(decision: Acceptance | Correction, form: Form, period: int) -> bool:
    day = _day_in(decision.when)
    return day is not None and day < form.periods.last_day(period)


def _day_in(text: str) -> date | None:
    """Return the day that a coordinator wrote, however it is divided; None where there is none with its year."""
    found = _DAY.search(text)
    try:
        return date(*(int(each) for each in found.groups())) if found else None
    except ValueError:
        return None
