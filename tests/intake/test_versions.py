"""Which of several versions counts, and how it differs from the one before it."""

from dataclasses import replace

import pytest

from kit.desks import FINANCE, SCHOOLS, came, codes, desk, entries_of, examined
from kit.filled import disclosure
from xlsreport.intake.version_marks import VersionNames
from xlsreport.intake.versions import is_later, named_later, verdict
from xlsreport.language import language_named
from xlsreport.model.address import Address
from xlsreport.model.finding import Finding, Severity
from xlsreport.model.outcome import Standing
from xlsreport.model.roster import Department
from xlsreport.model.source import SourceFile
from xlsreport.pipeline.standing.versions import vain_choices

ZH = language_named("zh")
NAMES = VersionNames(
    ZH,
    ("湖滨市城市更新局", "湖滨市园林局", "湖滨市发展和改革局", "Newport Council", "第二中学"),
    frozenset({"A005", "V12", "A001", "N1", "2"}),
    ("政府信息公开工作年度报告", "空白填报表"),
    2023,
)
RENEWAL, PARKS = Department("A005", "湖滨市城市更新局"), Department("V12", "湖滨市园林局")
REFORM, PORT, SCHOOL = (
    Department("A001", "湖滨市发展和改革局"),
    Department("N1", "Newport Council"),
    Department("2", "第二中学"),
)
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
    assert verdict(files, NAMES).latest == (None if latest is None else files[latest])


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
        ["甲局20240115.xlsx", "甲局20240118.xlsx"],
        ["甲局 - 副本 (2).xlsx"],
        ["甲局V1.10.xlsx"],
    ],
)
@pytest.mark.parametrize(
    ("code", "name"), [("A01", "甲局"), ("V12", "甲局"), ("A01", "城市更新局"), ("A(3)", "A.B局"), ("A01", "New Port")]
)
def test_what_is_sent_back_is_named_so_that_it_counts_when_it_returns(came: list[str], code: str, name: str) -> None:
    own = Department(code, name, ("甲局",))
    for language in (language_named("zh"), language_named("en")):
        names = VersionNames(language, (name,), frozenset({code}), (), 2023)
        given = f"{named_later(f'{code}-{name}', came, names, own)}.xlsx"
        assert f"{code}-{name}" in given
        assert all(is_later(names.marks(given, own), names.marks(each, own)) for each in came)


@pytest.mark.parametrize(
    ("own", "earlier", "later"),
    [
        (RENEWAL, "湖滨市城市更新局", "A005填报表(2)"),
        (RENEWAL, "城市更新局", "城市更新局 （2）"),  # a part of the name, which the roster has not
        (RENEWAL, "湖滨市 城市 更新局", "湖滨市城市更新局（更新）"),
        (PARKS, "V12-湖滨市园林局", "园林局 (2)"),
        (PARKS, "V12-湖滨市园林局V2", "V12-湖滨市园林局V10"),
        (PORT, "Newport Council", "new port (1)"),
        (PORT, "Newport Council", "Newport Council new"),
        (SCHOOL, "2-第二中学", "2-第二中学(2)"),
        (REFORM, "湖滨市发展和改革局（最终版）", "湖滨市发展和改革局（最终版改）"),
        (REFORM, "发改局2023年度", "发改局2023年度V2"),
        (REFORM, "发改局20240115", "发改局20240118"),
        (REFORM, "发改局2024-01-15", "发改局2024年1月18日"),
        (REFORM, "发改局20231230", "发改局240115"),
        (REFORM, "发改局_20240118093000", "发改局_20240118153000"),
        (REFORM, "发改局1月15日", "发改局1月18日"),
        (REFORM, "发改局0115", "发改局0118"),
        (REFORM, "发改局 二稿", "发改局 三稿"),
        (REFORM, "发改局第九稿", "发改局第十稿"),
        (REFORM, "发改局二次修改", "发改局三次修改"),
        (REFORM, "发改局修改稿", "发改局修改稿2"),
        (REFORM, "发改局初稿", "发改局"),
        (REFORM, "发改局V1.2", "发改局V1.10"),
        (REFORM, "发改局", "发改局 - 副本"),
        (REFORM, "发改局 - 副本", "发改局 - 副本 (2)"),
        (REFORM, "发改局(2)", "发改局（更正稿）"),
        (REFORM, "发改局20240115", "发改局（更正稿）"),
        (REFORM, "发改局V3", "发改局更正第4稿"),
        (REFORM, "发改局一月十五日", "发改局元月18日"),
        (REFORM, "发改局二〇二四年一月十五日", "发改局2024-01-18"),
        (REFORM, "发改局Jan 15", "发改局18 Jan"),
        (REFORM, "发改局24.1.15", "发改局24.1.18"),
        (REFORM, "发改局1月15日上午", "发改局1月15日下午"),
        (REFORM, "发改局20240115 下午2点30", "发改局20240115 晚上"),
        (REFORM, "发改局-1", "发改局-2"),
        (REFORM, "发改局①", "发改局②"),
        (REFORM, "发改局（一）", "发改局（二）"),
        (REFORM, "发改局", "发改局（新）"),
        (REFORM, "发改局旧版", "发改局"),
        (REFORM, "发改局一改", "发改局二改"),
        (REFORM, "发改局final", "发改局final2"),
        (REFORM, "发改局", "发改局二次上报"),
        (REFORM, "发改局修改", "发改局（以此为准）"),
        (REFORM, "发改局", "发改局 corrected"),
    ],
)
def test_file_names_order_versions_where_they_speak_alike(own: Department, earlier: str, later: str) -> None:
    first, second = NAMES.marks(f"{earlier}.xlsx", own), NAMES.marks(f"{later}.xlsx", own)
    assert is_later(second, first)
    assert not is_later(first, second)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("发改局V2", "发改局三稿"),
        ("发改局20240115", "发改局V2"),
        ("发改局20240115", "发改局"),
        ("发改局20240115", "发改局20240115 0930"),
        ("发改局12月30日", "发改局1月15日"),
        ("发改局V2", "发改局V1（修改稿）"),
        ("发改局V1", "发改局(2)"),
        ("发改局最终版", "发改局修改稿2"),
        ("发改局", "城市更新局"),
        ("发改局V2", "发改局V2.0"),
        ("发改局附件1", "发改局附件2"),
        ("发改局", "发改局2"),
        ("发改局（创新）", "发改局"),
        ("发改局1.0", "发改局1.1"),
        ("发改局15日", "发改局18日"),
    ],
)
def test_file_names_that_speak_of_versions_in_two_ways_order_nothing(one: str, other: str) -> None:
    marks, others = NAMES.marks(f"{one}.xlsx", REFORM), NAMES.marks(f"{other}.xlsx", REFORM)
    assert not is_later(marks, others)
    assert not is_later(others, marks)


def in_two_ways(name: str, here: str, elsewhere: str) -> SourceFile:
    return replace(came(name, date=here), readings=(elsewhere, here.replace("Z", "+00:00")))


def test_a_zone_of_several_places_is_a_doubt_only_where_it_turns_the_order() -> None:
    first = in_two_ways("甲.xlsx", "2024-01-10T02:00:00Z", "2024-01-10T16:00:00+00:00")
    late, near = came("乙.xlsx", date="2024-01-12T08:00:00Z"), came("乙.xlsx", date="2024-01-10T08:00:00Z")
    assert verdict([first, late], NAMES).latest == late
    assert verdict([first, near], NAMES).latest is None
    assert verdict([first, near], NAMES, has_zone=True).latest == near
    named = replace(near, name="乙V1.xlsx"), replace(first, name="甲V2.xlsx")
    assert verdict(named, NAMES, has_zone=True).latest == named[1]
    asked = entries_of(replace(desk(), form=replace(disclosure(), zone=None)), examined(first), examined(near))
    assert "时区有几种读法" in asked["甲.xlsx"].review.findings[0].message


@pytest.mark.parametrize(
    ("source", "said"), [("发件人 a", "没有写明日期，或写法读不出"), (None, "不是每份都随邮件收到")]
)
def test_why_the_dates_say_nothing_is_true(source: str | None, said: str) -> None:
    undated = replace(came("乙.xlsx"), source=source)
    found = entries_of(desk(), examined(came("甲.xlsx", date=EARLY)), examined(undated))
    assert said in found["乙.xlsx"].review.findings[0].message
