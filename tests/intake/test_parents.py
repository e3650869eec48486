"""The roster's column of parents: read by code or name, and refused with a sentence that names the cell."""

import pytest

from xlsreport.errors import WorkspaceError
from xlsreport.intake.roster import read_roster
from xlsreport.language import language_named
from xlsreport.model.roster import Roster
from xlsreport.model.workbook import Cell, Sheet, Workbook


def read(*rows: tuple[str, str, str], head: str = "上级") -> Roster:
    cells = {(1, 1): Cell("代码"), (1, 2): Cell("单位名称"), (1, 3): Cell(head)}
    cells |= {(n, c): Cell(text) for n, row in enumerate(rows, 2) for c, text in enumerate(row, 1) if text}
    return read_roster(Workbook({"单位名单": Sheet("单位名单", cells)}), "单位名单.xlsx", language_named("zh"))


def refused(*rows: tuple[str, str, str]) -> str:
    with pytest.raises(WorkspaceError) as caught:
        read(*rows)
    return str(caught.value)


def test_a_parent_is_named_by_code_or_name_and_known_by_its_code() -> None:
    roster = read(("001", "青屿省", ""), ("002", "东州市", "1"), ("003", "西州市", "青屿省"))
    assert [each.parent for each in roster.departments] == ["", "001", "001"]


def test_without_the_column_nobody_has_a_parent() -> None:
    assert read(("1", "甲", ""), ("2", "乙", "1"), head="备注").tree is None


def test_a_parent_that_is_nobody_is_named_with_its_cell() -> None:
    said = refused(("1", "甲", ""), ("2", "乙", "9"))
    assert "C3" in said
    assert "乙" in said
    assert "“9”不在名单里" in said


def test_a_ring_is_told_step_by_step() -> None:
    said = refused(("0", "省", ""), ("1", "甲", "3"), ("2", "乙", "1"), ("3", "丙", "2"), ("4", "丁", "3"))
    assert "甲→丙→乙→甲" in said
    assert "C3" in said


def test_nobody_stands_under_itself() -> None:
    assert "甲→甲" in refused(("1", "甲", "1"))


def test_two_parents_in_one_cell_are_refused() -> None:
    assert "几个上级：1、2" in refused(("1", "甲", ""), ("2", "乙", ""), ("3", "丙", "1、2"))


def test_one_code_under_two_parents_is_refused() -> None:
    said = refused(("1", "甲", ""), ("2", "乙", "1"), ("3", "丙", "1"), ("3", "丙", "2"))
    assert "上级却不同" in said
    assert "A4" in said
    assert "A5" in said
