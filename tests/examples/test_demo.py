"""The example district: every finding that it is meant to give, and not one besides; and figures to be believed."""

import re
from decimal import Decimal

import pytest

from kit.filled import disclosure
from xlsreport.forms.library import example_workspace
from xlsreport.model.address import Address, cell_range
from xlsreport.model.outcome import Entry, Outcome, Standing
from xlsreport.model.review import Review
from xlsreport.model.workbook import Value
from xlsreport.pipeline.consolidate import Options, consolidate_workspace
from xlsreport.pipeline.workspace import open_workspace_at
from xlsreport.reading import read_workbook

DISTRICT = "赣州经开区"
FINDINGS = """
    财政局               V204  error  表二!D6
    教育局               H401  note   上年
    社会事务局           F104  note   file
    社会事务局           F122  note   file
    住房和城乡建设局     N501  query  文字!A8
    自然资源分局         T-R08 error  表三!D7
    生态环境分局         M303  error  表三!D29
    政务服务中心         M301  error  表三!J29
    政务服务中心         V201  error  表四!A6
    政务服务中心         V201  error  表四!B6
    政务服务中心         V201  error  表四!C6
    政务服务中心         V201  error  表四!D6
    政务服务中心         M305  error  表四!E6
    政务服务中心         N501  query  文字!A8
    望溪镇人民政府       S104  error  表三
    明澄街道办事处       M301  error  表三!J8
"""
STANDINGS = {
    "党政办公室": "accepted",
    "财政局": "held",
    "教育局": "accepted",
    "社会事务局": "accepted",
    "住房和城乡建设局": "accepted",
    "自然资源分局": "held",
    "生态环境分局": "held",
    "市场监督管理局": "accepted",
    "卫生健康局": "accepted",
    "综合行政执法局": "accepted",
    "政务服务中心": "held",
    "青榆镇人民政府": "accepted",
    "望溪镇人民政府": "held",
    "明澄街道办事处": "held",
    "云桥街道办事处": "missing",
}
CONTRADICTS = ("住房和城乡建设局", "新收", 138, 146)

# What the words of the prose count: a phrase before its number, and the cells that it sums.
PHRASES = {
    r"新收政府信息公开申请|收到政府信息公开申请": "表三!J6",
    r"上年度?结转": "表三!J7",
    r"收办(?:合计|共)?|合计收办": "表三!J6 表三!J7",
    r"办结|答复": "表三!J29",
    r"予以公开": "表三!J8",
    r"部分公开": "表三!J9",
    r"不予公开": "表三!J10:J17",
    r"无法提供": "表三!J18:J20",
    r"不予处理": "表三!J21:J25",
    r"其他处理": "表三!J26:J28",
    r"结转下年度(?:继续办理)?|顺延": "表三!J30",
    r"自然人(?:提出)?": "表三!D6",
    r"行政复议": "表四!E6",
    r"行政诉讼": "表四!J6 表四!O6",
    r"制发行政规范性文件": "表二!B6",
    r"废止(?:行政规范性文件)?": "表二!C6",
    r"现行有效": "表二!D6",
    r"行政许可": "表二!B9",
    r"行政处罚": "表二!B12",
    r"行政强制": "表二!B13",
    r"行政事业性收费|不动产登记费等": "表二!B16",
    r"信息": "补充!B12",
    r"政务动态": "补充!B4",
    r"公示公告": "补充!B5",
    r"财政预决算": "补充!B6",
    r"年度报告": "补充!B7",
    r"政策文件": "补充!B8",
    r"政策解读": "补充!B9",
    r"回应关切": "补充!B10",
}


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    return consolidate_workspace(open_workspace_at(example_workspace()), Options())


@pytest.fixture(scope="module")
def chosen(outcome: Outcome) -> dict[str, Review]:
    """Return the review of each department's workbook that counts, by the department's short name."""
    with_figures = (e for e in outcome.entries if e.standing in (Standing.ACCEPTED, Standing.HELD))
    return {short(entry): entry.review for entry in with_figures}


def short(entry: Entry) -> str:
    return (entry.name or "nobody").removeprefix(DISTRICT)


def at(text: str) -> Address:
    return Address.parse(text)


def found_of(outcome: Outcome, department: str, code: str) -> tuple[Value, Value, Decimal | None]:
    finding = next(f for e, f in outcome.findings if e and short(e) == department and f.code == code)
    return finding.found, finding.expected, finding.difference


def test_every_finding_and_not_one_besides(outcome: Outcome) -> None:
    expected = [tuple(line.split()) for line in FINDINGS.strip().splitlines()]
    found = [
        (short(entry) if entry else "whole", f.code, str(f.severity), str(f.address or f.sheet or "file"))
        for entry, f in outcome.findings
    ]
    assert found == expected


def test_the_standing_of_every_department(outcome: Outcome) -> None:
    names = {entry.code: short(entry) for entry in outcome.entries}
    assert {names[code]: str(standing) for code, standing in outcome.departments.items()} == STANDINGS
    assert all(entry.department for entry in outcome.entries)
    assert not outcome.of(Standing.UNREADABLE)


def test_it_is_a_district_of_departments_towns_and_streets(outcome: Outcome) -> None:
    names = [short(entry) for entry in outcome.entries]
    assert len(STANDINGS) >= 12
    for kind in ("局", "中心", "镇人民政府", "街道办事处"):
        assert any(name.endswith(kind) for name in names), kind


def test_one_sent_nothing_and_one_sent_two_versions(outcome: Outcome) -> None:
    assert [short(entry) for entry in outcome.of(Standing.MISSING)] == ["云桥街道办事处"]
    (older,) = outcome.of(Standing.SUPERSEDED)
    newer = next(e for e in outcome.of(Standing.ACCEPTED) if e.code == older.code)
    assert older.file is not None
    assert newer.file is not None
    assert older.file.name != newer.file.name
    assert older.file.sha256 != newer.file.sha256
    assert newer.review.values[at("表三!D8")] == 12


def test_a_total_was_typed_over(outcome: Outcome) -> None:
    assert found_of(outcome, "明澄街道办事处", "M301") == (32, 23, 9)
    assert found_of(outcome, "政务服务中心", "M301") == (0, 4, -4)


def test_text_stands_in_a_number(outcome: Outcome) -> None:
    assert found_of(outcome, "财政局", "V204") == ("22（其中修订16件）", None, None)


def test_what_last_year_handed_on_was_not_carried_over(outcome: Outcome) -> None:
    assert found_of(outcome, "自然资源分局", "T-R08") == (21, 12, 9)


def test_who_carried_it_over_rightly_is_compared_with_last_year_too(chosen: dict[str, Review]) -> None:
    market = chosen["市场监督管理局"]
    assert (market.values[at("上年!J4")], market.value(at("表三!J7"))) == (5, 5)
    assert market.results[at("校验!H18")] == "通过"


def test_a_range_was_shortened(outcome: Outcome) -> None:
    assert found_of(outcome, "生态环境分局", "M303")[:2] == ("=SUM(D8:D27)", "=SUM(D8:D28)")


def test_one_is_on_the_2019_edition() -> None:
    book = read_workbook(example_workspace() / "2023" / "inbox" / "乡镇街道" / "望溪镇2023年度报告.xlsx")
    labels = [book.at(at(cell)).value for cell in ("表三!B26", "表三!B27", "表三!A28")]
    assert labels == ["（六）其他处理", "（七）总计", "四、结转下年度继续办理"]


def test_eight_departments_have_25_figures_that_are_not_0(chosen: dict[str, Review]) -> None:
    figures = [field.address for field in disclosure().figures]
    counts = {name: sum(bool(found.values.get(cell)) for cell in figures) for name, found in chosen.items()}
    assert sum(count >= 25 for count in counts.values()) >= 8, counts


def test_two_departments_have_fees_with_decimals(chosen: dict[str, Review]) -> None:
    fees = [found.values.get(at("表二!B16")) for found in chosen.values()]
    assert sum(isinstance(fee, Decimal) and fee % 1 != 0 for fee in fees) >= 2


@pytest.mark.parametrize("name", [name for name, standing in STANDINGS.items() if standing != "missing"])
def test_every_part_has_its_prose(name: str, chosen: dict[str, Review]) -> None:
    parts = [field.address for field in disclosure().prose if field.required]
    prose = [str(chosen[name].values.get(part, "")) for part in parts]
    assert len(prose) == 7
    assert all(prose), name
    assert sum(len(text) >= 40 for text in prose) >= 6, name  # 六、 may say 无


def test_no_two_departments_tell_the_same(chosen: dict[str, Review]) -> None:
    cells = [field.address for field in disclosure().prose if field.address != at("文字!A18")]
    texts = [found.values[cell] for found in chosen.values() for cell in cells if cell in found.values]
    assert len(texts) == len(set(texts))


def prose_figures(found: Review) -> list[tuple[str, Decimal, str]]:
    """Return (phrase, number, cells) of every figure in the prose whose phrase is known."""
    text = "".join(str(found.values.get(at(f"文字!A{row}"), "")) for row in (6, 8, 10))
    number = r"([0-9]+(?:\.[0-9]+)?)(?:件|条|万元)"
    return [
        (match[0], Decimal(match[1]), cells)
        for phrase, cells in PHRASES.items()
        for match in re.finditer(f"(?:{phrase}){number}", text)
    ]


def in_table(found: Review, cells: str) -> Decimal:
    values = [found.value(cell) for part in cells.split() for cell in cell_range(part)]
    return sum((value for value in values if isinstance(value, Decimal)), Decimal(0))


@pytest.mark.parametrize(
    "name", [name for name, standing in STANDINGS.items() if standing != "missing" and name != "望溪镇人民政府"]
)
def test_the_figures_of_the_prose_fit_the_tables(name: str, chosen: dict[str, Review]) -> None:
    found = chosen[name]
    figures = prose_figures(found)
    odd = [(phrase, said, in_table(found, cells)) for phrase, said, cells in figures if said != in_table(found, cells)]
    department, phrase, said, counted = CONTRADICTS
    meant = [(f"{phrase}政府信息公开申请{said}件", said, counted)] if name == department else []
    text_in_a_number = [each for each in odd if name == "财政局" and each[0].startswith("现行有效")]
    assert [each for each in odd if each not in text_in_a_number] == meant
    assert len(figures) >= (4 if name == "政务服务中心" else 12)


def test_the_prose_of_the_published_report_counts_one_request_for_four(chosen: dict[str, Review]) -> None:
    centre = chosen["政务服务中心"]
    assert "办件一次其中包括三名自然人、一家企业" in str(centre.values[at("文字!A8")])
    assert centre.results[at("表三!J6")] == 4


def test_the_whole_exceeds_every_single_department(outcome: Outcome, chosen: dict[str, Review]) -> None:
    for cell in ("表三!J6", "表三!J29", "表二!B9"):
        total = outcome.total.value(at(cell))
        assert isinstance(total, Decimal)
        assert all(total > value for f in chosen.values() if isinstance(value := f.value(at(cell)), Decimal)), cell


def test_nothing_in_it_names_a_real_mailbox_or_mobile() -> None:
    roster = read_workbook(example_workspace() / "单位名单.xlsx")
    cells = [str(cell.value) for sheet in roster.sheets.values() for cell in sheet.cells.values()]
    assert all(text.endswith("@jkq.example") for text in cells if "@" in text)
    assert not [text for text in cells if re.fullmatch(r"1[3-9]\d{9}", text)]


def test_last_years_workbooks_are_clean_and_of_last_year() -> None:
    folder = example_workspace() / "2022" / "inbox"
    books = [read_workbook(path) for path in sorted(folder.iterdir())]
    assert [book.at(at("基本信息!B5")).value for book in books] == [2022, 2022]
    assert [book.at(at("表三!J30")).value for book in books] == [5, 13]
