"""What departments write into the list that they were sent back with: whose finding it is told by code and cell."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from kit.submission import reviewed, sent
from xlsreport.checking import is_list_of_ours, with_statements
from xlsreport.language import language_named
from xlsreport.model.address import Address
from xlsreport.model.finding import Finding, Severity
from xlsreport.model.review import Review
from xlsreport.model.statement import Statement
from xlsreport.model.workbook import Cell, Sheet, Workbook

ZH = language_named("zh")
HEADS = ZH.lists["marks_heads"]
BROKEN = {"表二!B6": 3, "表二!D6": 2}  # R17 at 表二!D6
BLANK = {"基本信息!B7": None}  # V202
WHY = "年内搬迁，新址尚未启用。"
Line = tuple[str, str, str, str]


def listed(*lines: Line, heads: Sequence[str] = HEADS) -> Sheet:
    """Return a list as it comes back: (place, what was wrong, what is said of it, code) a line."""
    rows = [("甲局：需要处理的 2 处",), ("点“位置”……",), heads]
    rows += [("1", "核实", place, "", problem, "", answer, code) for place, problem, answer, code in lines]
    cells = {(r, c): Cell(text) for r, row in enumerate(rows, 1) for c, text in enumerate(row, 1) if text}
    return Sheet("问题", cells)


def back(cells: dict[str, object], *lines: Line, sheet: Sheet | None = None) -> Review:
    book = sent(cells)
    return reviewed(replace(book, sheets={"问题 (2)": sheet or listed(*lines), **book.sheets}))


def of(found: Review, code: str) -> Finding:
    (finding,) = [each for each in found.findings if each.code == code]
    return finding


def test_what_is_written_beside_a_query_explains_it() -> None:
    finding = of(back(BLANK, ("基本信息!B7", "必填，但为空白。", WHY, "V202")), "V202")
    assert (finding.explanation, finding.open) == (WHY, False)


def test_a_rule_is_explained_in_the_list_as_on_its_own_sheet() -> None:
    finding = of(back(BROKEN, ("表二!D6", "", "其中1件已废止", "T-R17")), "T-R17")
    assert (finding.explanation, finding.said, finding.open) == ("其中1件已废止", "其中1件已废止", False)
    own = of(back({**BROKEN, "校验!I21": "因机构改革移交"}, ("表二!D6", "", "其中1件已废止", "T-R17")), "T-R17")
    assert own.explanation == "因机构改革移交"


@pytest.mark.parametrize("line", [("基本信息!B8", "", WHY, "V202"), ("基本信息!B7", "", WHY, "V210")])
def test_a_line_of_another_cell_or_code_explains_nothing(line: Line) -> None:
    assert of(back(BLANK, line), "V202").open


def test_the_order_of_lines_and_columns_does_not_matter() -> None:
    turned = listed(("V202", WHY, "基本信息!B7", "必填"), heads=("", "", "代码", "", "情况说明", "", "位置", "问题"))
    cells = {**turned.cells, (4, 8): Cell("必填"), (4, 5): Cell(WHY), (4, 3): Cell("V202"), (4, 7): Cell("基本信息!B7")}
    assert not of(back(BLANK, sheet=Sheet("随便", cells)), "V202").open


def test_words_that_explain_nothing_are_judged_as_on_the_rules_sheet() -> None:
    finding = of(back(BLANK, ("基本信息!B7", "", "情况属实", "V202")), "V202")
    assert finding.open
    assert finding.message.endswith("（情况说明“情况属实”没有说明原因）")


def test_one_sentence_for_queries_of_several_kinds_explains_none() -> None:
    lines = [("基本信息!B7", "", WHY, "V202"), ("文字!A4", "", WHY, "N507")]
    found = back({**BLANK, "文字!A4": "总体情况：此处填写"}, *lines)
    assert all(of(found, code).open for code in ("V202", "N507"))


def test_what_is_said_of_an_error_is_shown_and_excuses_nothing() -> None:
    finding = of(back({"表三!D6": "三"}, ("表三!D6", "", "系统升级，实为3件", "V204")), "V204")
    assert (finding.explanation, finding.said) == (None, "系统升级，实为3件")
    assert finding.blocks
    assert finding.message.endswith("（单位说明：“系统升级，实为3件”）")


def test_two_findings_of_one_code_at_one_cell_are_told_apart_by_what_is_wrong() -> None:
    first = of(reviewed(sent(BLANK)), "V202")
    second = replace(first, message="另一处。")
    said = (Statement("V202", "基本信息!B7", "另一处。有误请更正。", WHY),)
    assert [each.said for each in with_statements(ZH, (first, second), said)] == ["", WHY]


def test_a_sheet_of_their_own_is_no_list_of_ours() -> None:
    assert is_list_of_ours(listed(), ZH)
    assert not is_list_of_ours(Sheet("问题", {(1, 1): Cell("位置"), (1, 2): Cell("问题")}), ZH)
    assert not is_list_of_ours(Workbook({"a": Sheet("a")}).sheets["a"], ZH)


def test_text_of_theirs_stays_text_and_notes_need_no_answer() -> None:
    hostile = '=HYPERLINK("http://evil.example")因故'
    finding = of(back(BLANK, ("基本信息!B7", "", hostile, "V202")), "V202")
    assert finding.explanation == hostile
    assert finding.severity is Severity.QUERY


def test_what_is_said_of_all_texts_stands_wherever_they_are_most_alike_now() -> None:
    alike = Finding("A601", Severity.QUERY, "有 81% 的文字相同。", "文字", Address.parse("文字!A12"))
    said = Statement("A601", "文字!A16", "有 100% 的文字相同。", "两局合署办公，文字由专班统一起草。")
    (finding,) = with_statements(ZH, [alike], [said])
    assert not finding.open
    (other,) = with_statements(ZH, [replace(alike, code="A602")], [replace(said, code="A602")])
    assert other.open
