"""Which of several versions counts, and how it differs from the one before it."""

import pytest

from kit.desks import FINANCE, SCHOOLS, came, codes, desk, entries_of, examined
from xlsreport.intake.versions import named_later, verdict, version_of
from xlsreport.language import language_named
from xlsreport.model.address import Address
from xlsreport.model.finding import Finding, Severity
from xlsreport.model.outcome import Standing
from xlsreport.model.source import SourceFile
from xlsreport.pipeline.standing.versions import vain_choices

ZH = language_named("zh")
EARLY, LATE = "2024-01-10T08:00:00Z", "2024-01-12T08:00:00Z"


def finding(code: str, cell: str) -> Finding:
    address = Address.parse(cell)
    return Finding(code, Severity.NOTE, code, address.sheet, address)


@pytest.mark.parametrize(
    ("files", "latest"),
    [
        ([came("a.eml!年报.xlsx", date=EARLY), came("b.eml!年报.xlsx", date=LATE)], 1),
        ([came("年报v2.xlsx", date=LATE), came("年报v1.xlsx", date=EARLY)], 0),
        ([came("年报.xlsx"), came("年报（修改稿）.xlsx")], 1),
        ([came("年报.xlsx"), came("b.eml!年报（修改稿）.xlsx", date=EARLY)], 1),  # dates are silent: one has none
        ([came("年报v2.xlsx"), came("b.eml!年报v1.xlsx", date=EARLY)], 0),
        ([came("年报（第2稿）.xlsx"), came("年报（第3稿）.xlsx")], 1),
        ([came("年报.xlsx"), came("年报 (1).xlsx")], 1),
        ([came("年报（12.30）.xlsx"), came("年报（1.15）.xlsx")], None),  # days of two years
        ([came("年报（12月30日）.xlsx"), came("年报（1月15日）.xlsx")], None),
        ([came("年报第4季度.xlsx"), came("年报第1季度.xlsx")], None),
        ([came("年报v2.xlsx", date=EARLY), came("年报v1.xlsx", date=LATE)], None),  # they disagree
        ([came("甲.xlsx"), came("乙.xlsx")], None),  # both are silent
        ([came("甲.xlsx", date=EARLY), came("乙.xlsx", date=EARLY)], None),
        ([came("修改稿.zip!年报.xlsx"), came("年报.xlsx")], None),  # only the file's own name speaks
    ],
)
def test_dates_and_names_settle_it_unless_they_disagree(files: list[SourceFile], latest: int | None) -> None:
    assert verdict(files, ZH).latest == (None if latest is None else files[latest])


def test_where_nothing_settles_it_none_counts_and_the_finding_says_why() -> None:
    old, new = examined(came("年报v2.xlsx", date=EARLY)), examined(came("年报v1.xlsx", date=LATE))
    found = entries_of(desk(), old, new)
    assert {each.standing for each in found.values()} == {Standing.HELD}
    assert all(not each.review.values for each in found.values())
    message = found["年报v1.xlsx"].review.findings[0].message
    assert codes(found["年报v1.xlsx"]) == ["F105"]
    assert "按邮件日期：“年报v1.xlsx”最新；按文件名：“年报v2.xlsx”最新" in message


@pytest.mark.parametrize("department", ["A01", "区财政局", "财政局"])
@pytest.mark.parametrize("file", ["箱/年报v1.xlsx", "年报v1.xlsx"])
def test_the_coordinators_choice_comes_first(department: str, file: str) -> None:
    files = [examined(came("箱/年报v1.xlsx")), examined(came("箱/年报v2.xlsx"))]
    at = desk((department, file))
    found = entries_of(at, *files)
    assert found["箱/年报v1.xlsx"].standing is Standing.ACCEPTED
    assert codes(found["箱/年报v2.xlsx"]) == ["F104"]
    assert vain_choices(files, at) == ()


def test_a_choice_may_name_either_of_two_equal_files() -> None:
    files = [examined(came("甲.xlsx", "1")), examined(came("乙.xlsx", "2")), examined(came("丙.xlsx", "1"))]
    found = entries_of(desk(("A01", "丙.xlsx")), *files)
    assert {name: each.standing for name, each in found.items()} == {
        "甲.xlsx": Standing.ACCEPTED,
        "乙.xlsx": Standing.SUPERSEDED,
        "丙.xlsx": Standing.SUPERSEDED,
    }
    assert codes(found["丙.xlsx"]) == ["F106"]


def test_a_choice_that_leads_nowhere_is_reported() -> None:
    files = [
        examined(came("甲/年报.xlsx")),
        examined(came("乙/年报.xlsx")),
        examined(came("教.xlsx"), department=SCHOOLS),
    ]
    at = desk(("A01", "年报.xlsx"), ("A01", "教.xlsx"), ("无此单位", "教.xlsx"), ("A02", "教.xlsx"))
    vain = vain_choices(files, at)
    assert [each.code for each in vain] == ["F123"] * 3
    assert (vain[0].file, str(vain[0].address)) == ("处理登记.xlsx", "以哪份为准!B2")
    assert codes(entries_of(at, *files)["甲/年报.xlsx"]) == ["F105"]


def test_two_choices_against_each_other_settle_nothing() -> None:
    files = [examined(came("甲.xlsx")), examined(came("乙.xlsx"))]
    found = entries_of(desk(("A01", "甲.xlsx"), ("财政局", "乙.xlsx")), *files)
    assert {each.standing for each in found.values()} == {Standing.HELD}


def test_the_one_that_counts_is_compared_with_the_one_before() -> None:
    gone, stays, comes = finding("V201", "表三!D8"), finding("M302", "表三!J8"), finding("S107", "表三!D9")
    first = examined(came("年报v1.xlsx"), {"表三!D6": 9})
    second = examined(came("年报v2.xlsx"), {"表三!D6": 3, "表三!E6": 1}, (gone, stays))
    third = examined(came("年报v3.xlsx"), {"表三!D6": 4, "表三!E6": None}, (stays, comes))
    entry = entries_of(desk(), third, first, second)["年报v3.xlsx"]
    news = entry.review.findings[-1]
    assert news.code == "F122"
    assert news.severity is Severity.NOTE
    assert "与上一份“年报v2.xlsx”相比" in news.message
    assert "改动 2 格（表三!D6：3 → 4、表三!E6：1 → 空白）" in news.message
    assert "问题消除 1、仍在 1、新出现 1" in news.message
    assert [str(each.address) for each in news.operands] == ["表三!D6", "表三!E6"]


def test_a_choice_of_the_earlier_one_calls_neither_newer_nor_the_one_before() -> None:
    files = [examined(came("年报v1.xlsx")), examined(came("年报v2.xlsx"))]
    found = entries_of(desk(("A01", "年报v1.xlsx")), *files)
    assert found["年报v2.xlsx"].review.findings[0].message == "处理登记写明以“年报v1.xlsx”为准，这一份不计入。"
    assert "与另一份“年报v2.xlsx”相比" in found["年报v1.xlsx"].review.findings[-1].message


def test_a_choice_that_dates_and_names_agree_with_says_the_same_as_they() -> None:
    files = [examined(came("年报v1.xlsx")), examined(came("年报v2.xlsx")), examined(came("年报v3.xlsx"))]
    found = entries_of(desk(("A01", "年报v3.xlsx")), *files)
    assert "另有更新的一份" in found["年报v1.xlsx"].review.findings[0].message
    middle = entries_of(desk(("A01", "年报v2.xlsx")), *files)
    assert "与上一份“年报v1.xlsx”相比" in middle["年报v2.xlsx"].review.findings[-1].message


def test_many_changes_are_counted_and_the_first_named() -> None:
    cells = {f"表三!D{row}": row for row in range(8, 28)}
    entry = entries_of(desk(), examined(came("v1.xlsx")), examined(came("v2.xlsx"), cells))["v2.xlsx"]
    news = entry.review.findings[-1]
    assert "改动 20 格" in news.message
    assert "表三!D12：0 → 12等" in news.message
    assert "表三!D13" not in news.message
    assert len(news.operands) == 20


def test_only_what_differs_is_a_version() -> None:
    found = entries_of(desk(), examined(came("甲.xlsx", "1")), examined(came("乙.xlsx", "1")))
    assert codes(found["甲.xlsx"]) == []
    assert codes(found["乙.xlsx"]) == ["F106"]
    assert FINANCE.mailboxes == {"czj@jkq.example", "cz2@jkq.example"}


@pytest.mark.parametrize(
    "came",
    [
        [],
        ["甲局.xlsx"],
        ["甲局（修改稿）.xlsx", "甲局.xlsx"],
        ["甲局 定稿 v3.xlsx"],
        ["甲局最终修改稿(2).xlsx"],
        ["in/a.eml!甲局（更正第12稿）.xlsx"],
    ],
)
@pytest.mark.parametrize("stem", ["A01-甲局", "V12-甲局", "A01-城市更新局", "A(3)-A.B局"])
def test_what_is_sent_back_is_named_so_that_it_counts_when_it_returns(came: list[str], stem: str) -> None:
    for texts in (language_named("zh"), language_named("en")):
        name = f"{named_later(stem, came, texts)}.xlsx"
        assert stem in name
        assert all(version_of(name, texts) > version_of(each, texts) for each in came)
