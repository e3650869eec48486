"""Which sheet is which: how many of its labels a sheet must have under its own, a near and any other name."""

from decimal import Decimal

import pytest

from kit.filled import disclosure
from xlsreport.checking.layout.labels import flat
from xlsreport.checking.layout.sheet_names import Names, copied_in_part, sheet_names
from xlsreport.model.workbook import Cell, Sheet, Workbook


def sheet(name: str, of: str, labels: int, *, below: int = 0) -> Sheet:
    """Return a sheet called `name` that holds so many labels of the form's sheet `of`, and nothing else."""
    anchors = disclosure().layouts[of].anchors
    first = {flat(text): place for place, text in reversed(anchors.items())}
    places = sorted(first.values())[:labels]
    return Sheet(name, {(row + below, column): Cell(anchors[row, column]) for row, column in places})


def found(*sheets: Sheet, of: str = "封面") -> Names:
    layouts = [disclosure().layouts[name] for name in of.split()]
    return sheet_names(layouts, Workbook({each.name: each for each in sheets}))


@pytest.mark.parametrize(
    ("name", "labels", "expected"),
    [
        ("封面", 0, True),
        (" 封 面 ", 0, True),
        ("封面页", 5, True),  # half of ten, under a name that holds its own
        ("封面页", 4, False),
        ("甲", 8, True),  # four fifths, under any name
        ("甲", 7, False),
    ],
)
def test_the_less_a_name_says_the_more_labels_must_stand_there(name: str, labels: int, expected: bool) -> None:
    assert found(sheet(name, "封面", labels)).found == ({"封面": name} if expected else {})


@pytest.mark.parametrize(("others", "several"), [(10, ("甲", "乙")), (8, ())])
def test_clearly_more_labels_tell_two_sheets_apart(others: int, several: tuple[str, ...]) -> None:
    names = found(sheet("甲", "封面", 10), sheet("乙", "封面", others))
    assert names.several.get("封面", ()) == several
    assert names.found == ({} if several else {"封面": "甲"})


def test_a_sheet_is_only_one_of_the_forms() -> None:
    names = found(sheet("甲", "封面", 10), sheet("乙", "上年", 10), of="封面 上年")
    assert names.found == {"封面": "甲", "上年": "乙"}
    assert found(sheet("甲", "封面", 10), of="封面 上年").found == {"封面": "甲"}


@pytest.mark.parametrize(("below", "expected"), [(190, True), (400, False)])
def test_labels_far_below_are_not_looked_for(below: int, expected: bool) -> None:
    assert bool(found(sheet("甲", "封面", 10, below=below)).found) is expected


@pytest.mark.parametrize(("labels", "places", "expected"), [(6, 4, True), (5, 4, False), (6, 2, False)])
def test_a_part_of_a_table_is_known_by_labels_and_numbers_that_stand_just_where_the_form_has_them(
    labels: int, places: int, expected: bool
) -> None:
    own = [(each.row, each.column) for each in disclosure().fields if each.sheet == "表三"]
    filled = {place: Cell(Decimal(1)) for place in sorted(own, reverse=True)[:places]}
    elsewhere = {(row, 40): Cell(Decimal(1)) for row in range(1, 5 - places + 1)}
    part = Sheet("甲", {**filled, **elsewhere, **sheet("甲", "表三", labels).cells})
    assert (copied_in_part([disclosure().layouts["表三"]], part) is not None) is expected
