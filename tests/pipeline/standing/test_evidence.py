"""Figures from other systems against what a department reports: judged on values, without a file."""

from dataclasses import replace
from decimal import Decimal

import pytest

from kit.desks import FINANCE, SCHOOLS, codes, desk
from kit.filled import values
from xlsreport.model.address import Address
from xlsreport.model.evidence import Evidence
from xlsreport.model.outcome import Entry, Standing
from xlsreport.model.review import Identity, Review
from xlsreport.model.roster import Department
from xlsreport.pipeline.standing.context import StandingContext
from xlsreport.pipeline.standing.evidence import compared, evidence_by_code, vain_evidence

CELL, TEXT = "表三!D6", "文字!A6"


def known(*rows: tuple[str, str, float]) -> StandingContext:
    """Return what the coordinator knows: (department, cell, figure)."""
    told = tuple(
        Evidence(who, Address.parse(cell), Decimal(str(figure)), "平台", Address("佐证", row, 1))
        for row, (who, cell, figure) in enumerate(rows, 2)
    )
    return replace(desk(), evidence=told)


def sent(
    figure: float | None, standing: Standing = Standing.ACCEPTED, department: Department | None = FINANCE
) -> Entry:
    return Entry(standing, Review(Identity("A01", "区财政局"), values({CELL: figure})), department)


@pytest.mark.parametrize(("figure", "expected"), [(12, []), (13, ["E701"]), (11, ["E701"]), (0, ["E701"]), (None, [])])
def test_another_figure_is_a_finding_and_a_blank_is_not_judged(figure: int | None, expected: list[str]) -> None:
    assert codes(compared(sent(figure), known(("A01", CELL, 12)))) == expected


def test_it_says_both_figures_their_difference_and_the_row_that_says_so() -> None:
    (found,) = compared(sent(9), known(("财政局", CELL, 12.5))).review.findings
    assert (found.found, found.expected, found.difference) == (9, Decimal("12.5"), Decimal("-3.5"))
    assert (str(found.address), found.sheet, found.label) == (CELL, "表三", desk().form.label(Address.parse(CELL)))
    assert "填 9，佐证数据为 12.5（少 3.5；来源：平台；" in found.message
    assert "佐证!A2" in found.message


@pytest.mark.parametrize(
    ("standing", "expected"),
    [
        (Standing.ACCEPTED, ["E701"]),
        (Standing.HELD, ["E701"]),
        (Standing.SUPERSEDED, []),
        (Standing.UNMATCHED, []),
        (Standing.UNREADABLE, []),
    ],
)
def test_only_what_may_count_is_compared(standing: Standing, expected: list[str]) -> None:
    assert codes(compared(sent(9, standing), known(("A01", CELL, 12)))) == expected


def test_only_a_departments_own_evidence_is_compared() -> None:
    assert codes(compared(sent(9), known(("A02", CELL, 12)))) == []
    assert codes(compared(sent(9, department=SCHOOLS), known(("A02", CELL, 12), ("A01", CELL, 9)))) == ["E701"]


@pytest.mark.parametrize(
    ("row", "vain"),
    [
        (("A01", CELL, 1), False),
        (("A01", "表三!J6", 1), False),  # a total
        (("无此单位", CELL, 1), True),
        (("A01", TEXT, 1), True),
        (("A01", "表三!A1", 1), True),
    ],
)
def test_a_row_that_leads_to_no_department_or_no_figure_is_said(row: tuple[str, str, float], vain: bool) -> None:
    found = list(vain_evidence(known(("A01", CELL, 12), row)))
    assert [(each.code, str(each.address), each.file) for each in found] == (
        [("E702", "佐证!A3", desk().form.names.evidence)] if vain else []
    )


def test_where_two_sources_differ_nothing_is_known() -> None:
    rows = [("A01", CELL, 12), ("财政局", CELL, 13), ("A01", "表三!D8", 4), ("区财政局", "表三!D8", 4), ("谁", CELL, 5)]
    assert evidence_by_code(known(*rows, ("A02", CELL, 7))) == {
        "A01": {Address.parse("表三!D8"): 4},
        "A02": {Address.parse(CELL): 7},
    }
