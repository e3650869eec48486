"""The whole's own review: what is laid to departments that are still out, and what is not."""

from decimal import Decimal
from typing import Any

from kit.filled import disclosure, values
from kit.submission import sent
from xlsreport.checking import Case, StillOut, own_texts, review_joined
from xlsreport.consolidation import consolidate
from xlsreport.language import language_named
from xlsreport.model.address import Address
from xlsreport.model.finding import Finding, Severity

FORM, ZH = disclosure(), language_named("zh")
LAST_YEAR = {cell: Decimal(5 if cell.cell in ("D4", "J4") else 0) for cell in FORM.carried}  # the whole's, as published


def rule(carried_by_departments: int, still_out: int, filled: dict[str, Any]) -> Finding | None:
    """Return what is said of R08, where one department is counted and `filled` its figures, and the whole had 5."""
    case = Case(FORM, ZH, sent(), LAST_YEAR, 2023)
    own = own_texts(case)
    joined = consolidate(FORM, [values(filled)], own.values)
    theirs = {cell: Decimal(carried_by_departments if value else 0) for cell, value in LAST_YEAR.items()}
    found = review_joined(case, own, joined, StillOut(still_out, theirs))
    return next(
        (each for each in found.findings if each.address == Address.parse("表三!D7") and each.code == "T-R08"), None
    )


def figure_of_the_text(said: int, awaited: int) -> Finding | None:
    """Return what is said of the whole's text, where the one department that is counted received three."""
    case = Case(FORM, ZH, sent({"文字!A8": f"本年收到政府信息公开申请{said}件。"}), LAST_YEAR, 2023)
    own = own_texts(case)
    joined = consolidate(FORM, [values({"表三!D6": 3, "表三!D8": 3})], own.values)
    found = review_joined(case, own, joined, StillOut(1, awaited=awaited))
    return next((each for each in found.findings if each.code == "N501"), None)


def test_a_figure_of_the_text_that_departments_still_out_may_reach_is_a_note() -> None:
    found = figure_of_the_text(5, 2)
    assert found is not None
    assert (found.severity, found.open) == (Severity.NOTE, False)
    assert "还有 2 个单位没有计入，计入以后可能相符" in found.message


def test_a_figure_of_the_text_below_the_tables_is_a_query_whoever_is_out() -> None:
    found = figure_of_the_text(2, 2)
    assert found is not None
    assert found.severity is Severity.QUERY


def test_where_nobody_is_waited_for_a_figure_of_the_text_is_a_query() -> None:
    found = figure_of_the_text(5, 0)
    assert found is not None
    assert (found.severity, "没有计入" in found.message) == (Severity.QUERY, False)


CARRIED = {"表三!D7": 3, "表三!D8": 3}


def test_a_rule_that_fails_only_because_departments_are_out_is_a_note() -> None:
    found = rule(3, 2, CARRIED)
    assert found is not None
    assert (found.severity, found.open) == (Severity.NOTE, False)
    assert "还有 2 个单位没有计入，只是因此不符" in found.message


def test_a_rule_that_fails_for_the_counted_departments_too_is_an_error() -> None:
    found = rule(4, 2, CARRIED)
    assert found is not None
    assert (found.severity, "没有计入" in found.message) == (Severity.ERROR, False)


def test_where_everybody_is_counted_it_is_an_error() -> None:
    found = rule(3, 0, CARRIED)
    assert found is not None
    assert found.severity is Severity.ERROR
