"""Real reports: what was published wrong is found in its cell, and what was published right is left alone.

The figures are those of `tests/facts`, printed by the authorities named there; the prose is ours.
"""

import json
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

import pytest

from kit.checked import places, review_of
from kit.filled import damaged as typed_over
from kit.filled import disclosure, saved, values, workbook
from kit.printed import Printed, printed
from xlsreport.cli.app import run
from xlsreport.forms.library import example_workspace
from xlsreport.model.address import Address
from xlsreport.model.review import Review

CENTRE = "赣州经开区政务服务中心.xlsx"
INBOX = example_workspace() / "2023" / "inbox"
CORRECTED = example_workspace() / "2023" / "corrected"
PUBLISHED_WRONG = {
    ("M301", "表三!J29"),
    *(("V201", f"表四!{column}6") for column in "ABCD"),
    ("M305", "表四!E6"),
}
PUBLISHED_PROSE = {("N501", "文字!A8")}  # 办件一次, where the table says 3 + 1
BLANK = [f"表四!{column}6" for column in "ABCDE"]
WHOLE = ("huaian-2024", "hangzhou-style-2025")
SUPPLIED = {"表三!D6": 3, "表三!E6": 1, "表三!D8": 3, "表三!E8": 1}  # 三名自然人、一家企业; the text lost rows 6–9


@pytest.fixture(scope="module", params=["published", "rebuilt"])
def centre(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the published workbook: as the example holds it, and as the facts make it."""
    if request.param == "published":
        return INBOX / CENTRE
    facts = printed("ganzhou-jkq-zwfwzx-2023")
    filled = workbook(facts.inputs | SUPPLIED | {"基本信息!B3": facts.department, "基本信息!B6": "县级"})
    printed_so = dict.fromkeys(BLANK) | {"表三!J29": facts.cells["表三!J29"]}
    return saved(tmp_path_factory.mktemp("centre"), CENTRE, typed_over(filled, printed_so))


def test_the_published_report_has_just_its_known_errors(centre: Path) -> None:
    said = PUBLISHED_PROSE if centre.parent == INBOX else set()  # the facts hold no prose
    assert places(review_of(centre, disclosure()), "error", "query") == PUBLISHED_WRONG | said
    assert places(review_of(centre, disclosure())) == PUBLISHED_WRONG | said  # and not a note besides


def test_the_published_total_is_0_where_its_parts_sum_to_4(centre: Path) -> None:
    total = next(f for f in review_of(centre, disclosure()).findings if f.code == "M301")
    assert (total.found, total.expected, total.difference) == (0, 4, -4)
    assert [o.value for o in total.operands] == [3, 1, 0, 0, 0, 0]


def test_the_example_holds_what_was_printed() -> None:
    facts = printed("ganzhou-jkq-zwfwzx-2023")
    found = review_of(INBOX / CENTRE, disclosure())
    here = {c: v for c, v in facts.inputs.items() if found.value(Address.parse(c)) != v}
    assert here == {}
    assert [v for c, v in facts.cells.items() if c in BLANK] == [""] * 5
    counts = [found.values[Address.parse(f"补充!B{row}")] for row in range(4, 8)]
    assert counts == [v for k, v in facts.publication_counts.items() if k != "合计"]
    assert found.value(Address.parse("补充!B12")) == facts.publication_counts["合计"]


def test_check_says_so_on_the_screen(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", str(INBOX / CENTRE)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        f"{CENTRE}:表三!J29: 错误 M301 公式被数字替换：填 0，应为 4（少 4）",
        f"{CENTRE}:表四!A6:D6: 错误 V201 必填，但为空白；没有的请填 0。",
        f"{CENTRE}:表四!E6: 错误 M305 公式被删除：此格空白，应为 =SUM(A6:D6)。",
        f"{CENTRE}:文字!A8: 核实 N501 “接到依申请公开办件一次”：正文写 1，表三!J6 为 4（少 3）。",
        "1 个文件：6 处错误，1 处需核实，0 条提示。",
    ]


def test_check_says_so_to_programs(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", str(INBOX / CENTRE), "--format", "json"]) == 1
    found = json.loads(capsys.readouterr().out)
    total = next(f for f in found["findings"] if f["code"] == "M301")
    assert (total["sheet"], total["cell"]) == ("表三", "J29")
    assert (total["found"], total["expected"], total["difference"]) == (0, 4, -4)
    assert total["operands"][0] == {"cell": "表三!D29", "value": 3}
    assert found["totals"]["表三!J29"] == 4
    assert {found["totals"][cell] for cell in BLANK} == {None}  # a total over blank cells is no 0 either


def test_the_corrected_report_is_clean(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", str(CORRECTED / CENTRE)]) == 0
    assert capsys.readouterr().out == "1 个文件：0 处错误，0 处需核实，0 条提示。\n"
    assert places(review_of(CORRECTED / CENTRE, disclosure())) == set()


def test_the_correction_touches_only_what_was_wrong() -> None:
    before, after = (review_of(folder / CENTRE, disclosure()).values for folder in (INBOX, CORRECTED))
    changed = {str(cell) for cell in before.keys() | after.keys() if before.get(cell) != after.get(cell)}
    assert changed == {"文字!A8", *BLANK[:4]}
    prose = Address.parse("文字!A8")
    assert str(before[prose]).replace("办件一次", "办件四件") == after[prose]


@lru_cache(maxsize=2)
def whole(name: str) -> tuple[Printed, bytes]:
    """Return the facts called `name`, and the workbook that holds their inputs."""
    facts = printed(name)
    level = {"基本信息!B3": facts.department, "基本信息!B5": facts.period, "基本信息!B6": "设区的市级"}
    carried = {str(cell): value for cell, value in facts.previous_year.items()}
    return facts, workbook(facts.inputs | level | carried)


def reviewed(name: str, data: bytes, folder: Path) -> Review:
    find_previous_year = {cell: Decimal(value) for cell, value in whole(name)[0].previous_year.items()}
    return review_of(saved(folder, f"{name}.xlsx", data), disclosure(), find_previous_year)


@pytest.mark.parametrize("name", WHOLE)
def test_a_whole_citys_figures_have_no_error(name: str, tmp_path: Path) -> None:
    # R19 alone asks: requests lapsed over an unpaid fee, and 补充!B15 was never printed.
    facts, data = whole(name)
    assert places(reviewed(name, data, tmp_path)) == {("T-R19", "补充!B15")}
    assert facts.known_errors == ()


@pytest.mark.parametrize("name", WHOLE)
def test_every_printed_total_is_the_sum_of_its_parts(name: str, tmp_path: Path) -> None:
    facts, data = whole(name)
    found = reviewed(name, data, tmp_path)
    assert {c: v for c, v in facts.totals.items() if found.value(Address.parse(c)) != v} == {}
    assert len(facts.totals) == 34


@pytest.mark.parametrize("total", [str(total) for total in disclosure().totals])
@pytest.mark.parametrize("name", WHOLE)
def test_one_total_changed_gives_just_that_one(name: str, total: str, tmp_path: Path) -> None:
    facts, data = whole(name)
    wrong = facts.totals.get(total, 0) + 7
    found = reviewed(name, typed_over(data, {total: wrong}), tmp_path)
    assert places(found) == {("M301", total), ("T-R19", "补充!B15")}
    finding = next(f for f in found.findings if f.code == "M301")
    assert (finding.found, finding.expected, finding.difference) == (wrong, wrong - 7, 7)


@pytest.mark.parametrize("name", WHOLE)
def test_all_totals_as_printed_typed_over_the_formulas_are_notes(name: str, tmp_path: Path) -> None:
    facts, data = whole(name)
    found = reviewed(name, typed_over(data, facts.totals), tmp_path)
    assert places(found) == {("T-R19", "补充!B15"), *(("M302", cell) for cell in facts.totals)}


def test_a_clean_workbook_out_of_the_kit_has_no_finding(tmp_path: Path) -> None:
    assert places(review_of(saved(tmp_path, "clean.xlsx", workbook()), disclosure())) == set()
    assert len(values()) > 170
