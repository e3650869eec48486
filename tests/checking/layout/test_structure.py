"""S: whether a workbook is this form, this edition and this year, and its sheets as they were issued."""

from dataclasses import replace

import pytest

from kit import shifted
from kit.filled import disclosure
from kit.submission import formulas_hidden, only, reviewed, said, sent
from kit.table import table
from xlsreport.checking.layout.labels import Labels
from xlsreport.model.address import Address
from xlsreport.model.finding import Severity

EDITION_2019 = """
    表三 | B              | C
    26   | （六）其他处理 |
    27   | （七）总计     |
"""


def test_another_workbook_is_not_this_form() -> None:
    finding = only(reviewed(table("花名册 | A\n1 | 姓名")))
    assert (finding.code, finding.sheet, finding.severity) == ("S101", None, Severity.ERROR)
    assert "花名册" in finding.message


def test_an_empty_workbook_is_not_this_form() -> None:
    assert said(reviewed(table("Sheet1 | A\n1 |"))) == ["S101 file"]


@pytest.mark.parametrize("sheet", ["封面", "基本信息", "文字", "补充", "表二", "表三", "表四", "校验"])
def test_a_missing_sheet_is_one_finding(sheet: str) -> None:
    assert said(reviewed(sent(without=[sheet]))) == [f"S102 {sheet}"]


def test_the_guide_may_be_missing() -> None:
    assert said(reviewed(sent(without=["填报说明"]))) == []


def test_a_single_sheet_sent_alone_names_every_other() -> None:
    others = [name for name in disclosure().layouts if name not in ("填报说明", "表三")]
    assert said(reviewed(sent({"表三!D6": 1, "表三!D8": 1}, without=others))) == [f"S102 {name}" for name in others]


def test_figures_of_a_missing_sheet_are_not_zero() -> None:
    found = reviewed(sent({"表三!D6": 3}, without=["表三"]))
    assert not [address for address in found.values if address.sheet == "表三"]


def test_a_moved_table_is_not_read() -> None:
    moved = "表三 | A\n6 | 二、上年结转政府信息公开申请数量\n7 | 三、本年度办理结果\n8 | "
    found = reviewed(sent({"表三!D6": 3}, moved))
    finding = only(found)
    assert (finding.code, str(finding.address)) == ("S111", "表三!A6")
    assert not [address for address in found.values if address.sheet == "表三"]


def test_two_rows_that_changed_places_are_no_misprints() -> None:
    # The two labels are alike; read as usual, each row would be taken for the other.
    swapped = "表三 | A\n6 | 二、上年结转政府信息公开申请数量\n7 | 一、本年新收政府信息公开申请数量"
    assert said(reviewed(sent({"表三!D6": 3}, swapped))) == ["S103 表三!A6"]


def test_an_inserted_row_is_no_misprint() -> None:
    labels = {row: disclosure().layouts["表三"].texts[row, 3] for row in range(10, 18)}
    shifted = "表三 | C\n10 | \n" + "\n".join(f"{row + 1} | {label}" for row, label in labels.items())
    assert said(reviewed(sent(typed=shifted))) == ["S111 表三!C18"]


def test_a_misprinted_label_is_a_note_and_the_sheet_is_read() -> None:
    misprints = "表三 | C\n11 | 2.其他法律行政止公开\n\n表二 | A\n6 | 规范性文件"
    found = reviewed(sent({"表三!D6": 1, "表三!D8": 1}, misprints))
    assert said(found) == ["S107 表二!A6", "S107 表三!C11"]
    assert {f.severity for f in found.findings} == {Severity.NOTE}


def test_spaces_and_widths_in_a_label_do_not_matter() -> None:
    assert said(reviewed(sent(typed="表三 | B | C\n29 | (七) 总计 | \n8 | （一） 予以公开 |"))) == []


def test_the_2019_edition_is_named() -> None:
    finding = only(reviewed(sent(typed=EDITION_2019)))
    assert (finding.code, finding.sheet, finding.address) == ("S104", "表三", None)
    assert "2019" in finding.message


def test_the_2019_edition_is_named_however_its_marks_are_spaced() -> None:
    marks = "表三 | B              | C\n26   | (六) 其他处理  |\n27   | （七）  总 计 |"
    assert said(reviewed(sent(typed=marks))) == ["S104 表三"]


def test_one_mark_of_the_2019_edition_alone_is_not_that_edition() -> None:
    assert said(reviewed(sent(typed="表三 | B\n26 |\n27 | （七）总计"))) == ["S103 表三!B26"]


def test_the_period_is_the_one_that_is_consolidated() -> None:
    finding = only(reviewed(sent({"基本信息!B5": 2022}), period=2023))
    assert (finding.code, str(finding.address), finding.found, finding.expected) == ("S105", "基本信息!B5", 2022, 2023)
    assert said(reviewed(sent(), period=2023)) == []
    assert said(reviewed(sent({"基本信息!B5": 2022}))) == []  # any will do where none is asked for


def test_a_format_that_hides_formulas_is_judged_by_its_figures() -> None:
    book = sent({"表三!D6": 4, "表三!D8": 4}, "表三 | D | J\n8 | 4 | 4\n29 | 5 | 5\n9 | 0 |")
    assert said(reviewed(formulas_hidden(book))) == ["M307 表三!D29", "F111 file"]  # J29 only follows from D29


def test_a_label_without_its_bracket_is_that_label_and_is_asked_about() -> None:
    found = reviewed(sent({"表三!D6": 3, "表三!D9": 3}, "表三 | B\n9 | （二）部分公开"))
    assert said(found) == ["S119 表三!B9"]
    assert found.values[Address.parse("表三!D9")] == 3
    assert not found.tentative


def test_a_table_that_moved_is_found_by_a_label_without_its_bracket_too() -> None:
    book = shifted.rows_inserted(sent({"表三!D6": 3, "表三!D9": 3}), "表三", 5)
    found = reviewed(shifted.typed(book, {"表三!B10": "（二）部分公开"}))
    assert [finding.code for finding in found.findings] == ["S109", "S119"]
    assert found.values[Address.parse("表三!D9")] == 3


def test_a_label_that_could_be_two_without_their_brackets_is_neither() -> None:
    layout = replace(disclosure().layouts["表三"], anchors={(8, 2): "收费（次）", (9, 2): "收费（元）"}, texts={})
    labels = Labels(layout)
    assert labels.likeness((8, 2), "收费") == 0
    assert labels.likeness((8, 2), "收费(次)") == 1


def test_figures_of_a_table_that_cannot_be_read_are_kept_to_be_confirmed() -> None:
    found = reviewed(sent({"表三!D6": 3, "表三!E9": 3}, "表三 | B\n9 | 完全别的说法"))
    assert said(found) == ["S103 表三!B9"]
    assert {str(cell) for cell, value in found.tentative.items() if value == 3} == {"表三!D6", "表三!E9"}
    assert not [cell for cell in found.values if cell.sheet == "表三"]


def test_where_a_row_is_gone_the_figures_are_kept_with_their_labels_and_its_own_is_nobodys() -> None:
    found = reviewed(shifted.row_deleted(sent({"表三!D11": 11, "表三!D12": 12, "表三!D13": 13}), "表三", 12))
    kept = {str(cell): value for cell, value in found.tentative.items() if value}
    assert kept == {"表三!D11": 11, "表三!D13": 13}


def test_of_another_edition_what_both_have_is_kept_where_it_stands_now_to_be_confirmed() -> None:
    kept = reviewed(sent({"表三!D6": 3, "表三!D26": 4, "表三!D28": 5}, EDITION_2019)).tentative

    assert kept[Address.parse("表三!D6")] == 3
    assert kept[Address.parse("表三!D30")] == 5  # two rows further up then
    assert Address.parse("表三!D26") not in kept  # one row then, three now
