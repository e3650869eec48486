"""Persons in a sheet of the sender's own, whatever the sheet is called and however its table is laid out."""

import pytest

from xlsreport.checking.text.persons import Persons, PersonWords, persons_in
from xlsreport.language import language_named

LISTS = language_named("zh").lists
KEYS = ("person_heads", "no_person_heads", "identity_heads", "telephone_heads")
WORDS = PersonWords(*(LISTS[key] for key in KEYS))


def persons(*rows: str, known: frozenset[str] = frozenset()) -> Persons:
    """Return what is told of a sheet whose `rows` have their cells between bars."""
    cells = {(row, at): text for row, line in enumerate(rows, 1) for at, text in enumerate(line.split("|"), 1) if text}
    return persons_in(cells, WORDS, known)


@pytest.mark.parametrize(
    "rows",
    [
        ("序号|姓名", "1|王小明"),
        ("序号|申请人姓名或者名称", "1|王小明", "2|华信公司"),
        ("序号|申请人（公民）", "", "1|王 小 明"),
        ("姓名|王小明",),
        ("负责人：王小明　日期",),
        ("填表人:王小明",),
        ("姓名 *|事项", "王小明|调档", "某某|调档", "王某|调档", "合计|3"),
    ],
)
def test_a_name_is_told_under_beside_or_behind_its_head(rows: tuple[str, ...]) -> None:
    assert persons(*rows) == Persons(names=1)


@pytest.mark.parametrize("rows", [("申请人类型", "自然人"), ("申请人人数", "三百人"), ("机关|科室", "财政局|办公室")])
def test_what_is_no_person_has_no_name(rows: tuple[str, ...]) -> None:
    assert persons(*rows) == Persons()


def test_a_number_is_told_by_its_own_form_or_by_the_head_over_it() -> None:
    assert persons("明细", "11010519491231002X") == Persons(identities=1)
    assert persons("证件号码", "E12345678", "110105194912310000") == Persons(identities=2)
    assert persons("编号", "110105194912310000") == Persons()
    assert persons("电话", "84501234", "8450 1235", "13912345678") == Persons(telephones=3)
    assert persons("数量", "84501234") == Persons()


def test_what_the_forms_own_sheets_hold_is_not_told_again_of_a_copy() -> None:
    rows = ("填表人|王小明", "联系电话|0517-81234567")
    assert persons(*rows) == Persons(names=1, telephones=1)
    assert persons(*rows, known=frozenset(["王小明", "0517-81234567"])) == Persons()
