"""Acceptances and corrections put to entries: what they change and what matched nothing, without a file."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from kit.desks import FINANCE, SCHOOLS, desk
from kit.filled import values
from xlsreport.model.address import Address
from xlsreport.model.decisions import Acceptance, Correction, Decisions
from xlsreport.model.finding import Finding, Severity
from xlsreport.model.outcome import Entry, Standing
from xlsreport.model.review import Identity, Review
from xlsreport.model.roster import Department
from xlsreport.model.workbook import Value
from xlsreport.pipeline.standing.context import StandingContext
from xlsreport.pipeline.standing.decisions import corrections_by_code, decided, vain_acceptances, whole_decided

CELL, OTHER = Address.parse("表三!D6"), Address.parse("表三!D8")
WHOLE = Identity("A00", "全区", 2023)


def error(
    cell: Address | None = CELL, found: Value = None, difference: int | None = None, code: str = "M301"
) -> Finding:
    gap = None if difference is None else Decimal(difference)
    return Finding(code, Severity.ERROR, "", cell.sheet if cell else None, cell, found=found, difference=gap)


def accepting(*rows: tuple[str, str, Address | None, Value]) -> StandingContext:
    """Return a context with acceptances: (code, department, cell, figure that was accepted)."""
    taken = tuple(
        Acceptance(code, who, cell, "有据", "张三", "1月20日", Address("认可", row, 1), found)
        for row, (code, who, cell, found) in enumerate(rows, 2)
    )
    return replace(desk(), decisions=Decisions("处理登记.xlsx", acceptances=taken))


def entry(
    *findings: Finding, department: Department | None = FINANCE, standing: Standing = Standing.HELD, read: bool = True
) -> Entry:
    return Entry(standing, Review(Identity("A01", ""), values() if read else {}, {}, findings), department)


def settled(one: Entry, context: StandingContext) -> tuple[str, list[bool]]:
    """Return where an entry stands once it is decided, and which of its findings are accepted."""
    (found,) = decided([one], context).entries
    return found.standing.value, [each.accepted_by is not None for each in found.review.findings]


def test_a_submission_whose_errors_are_all_accepted_is_accepted() -> None:
    context = accepting(("M301", "A01", CELL, None))
    assert settled(entry(error()), context) == ("accepted", [True])
    assert settled(entry(error(), error(OTHER)), context) == ("held", [True, False])
    assert settled(entry(error(), error(OTHER)), accepting(("M301", "财政局", OTHER, None))) == ("held", [False, True])


def test_who_accepted_it_why_and_when_is_said() -> None:
    (found,) = decided([entry(error())], accepting(("M301", "A01", CELL, None))).entries[0].review.findings
    assert found.accepted_by is not None
    assert "张三 1月20日" in found.accepted_by
    assert "有据" in found.accepted_by


@pytest.mark.parametrize(
    "row",
    [
        ("M302", "A01", CELL, None),
        ("M301", "A01", OTHER, None),
        ("M301", "A01", None, None),
        ("M301", "A02", CELL, None),
        ("M301", "无此单位", CELL, None),
        ("M301", "A01", CELL, Decimal(8)),  # another figure stands there now
        ("M301", "A01", CELL, "9件"),
    ],
)
def test_an_acceptance_of_anything_else_changes_nothing_and_is_said(
    row: tuple[str, str, Address | None, Value],
) -> None:
    context, one = accepting(row), entry(error(found=Decimal(9)))
    assert settled(one, context) == ("held", [False])
    (vain,) = vain_acceptances([(one, each) for each in one.review.findings], Review(WHOLE), context)
    code = "D806" if row[3] is not None else "D801" if row[1] == "无此单位" else "D807"
    assert (vain.code, str(vain.address), vain.file) == (code, "认可!A2", "处理登记.xlsx")
    assert (row[0] in vain.message, row[1] in vain.message) == (True, True)


@pytest.mark.parametrize("accepted", [None, Decimal(9), Decimal("9.00"), "9", " 9 "])
def test_the_figure_that_was_accepted_may_be_written_in_any_way(accepted: Value) -> None:
    context, one = accepting(("M301", "A01", CELL, accepted)), entry(error(found=Decimal(9)))
    assert settled(one, context) == ("accepted", [True])
    assert list(vain_acceptances([(one, error(found=Decimal(9)))], Review(WHOLE), context)) == []


def test_an_acceptance_of_a_blank_says_so() -> None:
    context, one = accepting(("M301", "A01", CELL, Decimal(9))), entry(error(found=None))
    (vain,) = vain_acceptances([(one, error(found=None))], Review(WHOLE), context)
    assert (vain.code, "空白" in vain.message) == ("D806", True)


@pytest.mark.parametrize(
    ("standing", "read", "expected"),
    [
        (Standing.HELD, True, "accepted"),
        (Standing.HELD, False, "held"),  # nothing was read: nobody knows which version counts
        (Standing.SUPERSEDED, True, "superseded"),
        (Standing.UNREADABLE, True, "unreadable"),
    ],
)
def test_only_what_was_read_and_may_count_is_settled_again(standing: Standing, read: bool, expected: str) -> None:
    context = accepting(("M301", "A01", CELL, None))
    assert settled(entry(error(), standing=standing, read=read), context)[0] == expected


def test_a_file_of_nobody_is_never_accepted() -> None:
    context = accepting(("M301", "无此单位", CELL, None))
    assert settled(entry(error(), department=None, standing=Standing.HELD), context) == ("held", [False])


def on_whole(found: Finding, entries: Sequence[Entry], context: StandingContext) -> str | None:
    (judged,) = whole_decided(Review(WHOLE, findings=(found,)), entries, context).findings
    return judged.accepted_by


def accepted_of(department: Department, difference: int | None, code: str = "M301") -> Entry:
    return entry(replace(error(difference=difference, code=code), accepted_by="张三"), department=department)


def test_a_difference_of_the_whole_that_is_just_what_was_accepted_of_departments_is_accepted_with_them() -> None:
    parts = [accepted_of(FINANCE, 3), accepted_of(SCHOOLS, -1)]
    said = on_whole(error(difference=2), parts, desk())
    assert said is not None
    assert "区财政局" in said
    assert "区教育局" in said
    assert on_whole(error(difference=3), parts, desk()) is None
    assert on_whole(error(OTHER, difference=2), parts, desk()) is None
    assert on_whole(error(difference=2, code="M302"), parts, desk()) is None
    assert on_whole(error(difference=2), [entry(error(difference=2))], desk()) is None  # nobody accepted it
    assert on_whole(error(difference=None), [accepted_of(FINANCE, None)], desk()) is None


@pytest.mark.parametrize(("who", "accepted"), [("A00", True), ("全区", True), ("A01", False), ("", False)])
def test_what_is_accepted_of_the_whole_is_named_by_its_code_or_name(who: str, accepted: bool) -> None:
    context = accepting(("M301", who, CELL, None))
    assert (on_whole(error(), [], context) is not None) is accepted
    vain = list(vain_acceptances([(None, error())], Review(WHOLE), context))
    assert [each.code for each in vain] == ([] if accepted else ["D807" if who == "A01" else "D801"])


def test_an_acceptance_of_the_whole_comes_before_that_of_its_parts() -> None:
    context = accepting(("M301", "A00", CELL, None))
    said = on_whole(error(difference=3), [accepted_of(FINANCE, 3)], context)
    assert said is not None
    assert "有据" in said


def correcting(*rows: tuple[str, Address]) -> StandingContext:
    agreed = tuple(
        Correction(who, cell, Decimal(1), Decimal(2), "李四", "", Address("更正", row, 1))
        for row, (who, cell) in enumerate(rows, 2)
    )
    return replace(desk(), decisions=Decisions("处理登记.xlsx", corrections=agreed))


def test_corrections_are_known_by_the_code_of_their_department() -> None:
    context = correcting(("A01", CELL), ("财政局", OTHER), ("谁", CELL), ("A02", CELL))
    assert {code: [each.cell for each in some] for code, some in corrections_by_code(context).items()} == {
        "A01": [CELL, OTHER],
        "A02": [CELL],
    }


@pytest.mark.parametrize("code", ["D802", "D803", "D804"])
def test_a_correction_that_nothing_says_of_is_vain(code: str) -> None:
    context = correcting(("A01", CELL), ("A01", OTHER), ("A02", CELL), ("谁", CELL))
    vain = decided([entry(error(code=code))], context).vain
    assert [(each.code, str(each.address)) for each in vain] == [("D801", f"更正!A{row}") for row in (3, 4, 5)]
