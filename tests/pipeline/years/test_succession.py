"""Last year's units as this year's departments: merged, renamed and split, and what may not be guessed."""

from pathlib import Path

from kit.desks import desk
from kit.filled import saved
from kit.past_bags import NEW, TOTAL, Other, archived
from kit.workspace import sent_by
from xlsreport.model.address import Address
from xlsreport.model.previous_year import PreviousYear
from xlsreport.model.review import Identity
from xlsreport.model.roster import Department, Roster
from xlsreport.pipeline.years.previous_year import PreviousSource, find_previous_year
from xlsreport.workers import Crew

FEES = Address.parse("表二!B16")
A, B, C = Department("A", "甲局"), Department("B", "乙局"), Department("C", "丙局")


def before(folder: Path, *departments: Department) -> PreviousYear:
    with Crew(1) as crew:
        return find_previous_year(desk().form, PreviousSource(None, 2023, folder, Roster(departments)), crew)


def of(year: PreviousYear, who: Department) -> tuple[object, object] | None:
    figures = year.of(Identity(who.code, who.name))
    return None if figures is None else (figures[NEW], figures[TOTAL])


def test_the_same_code_has_its_own_figures_and_the_whole_the_published_ones(tmp_path: Path) -> None:
    archived(tmp_path, {"A": 3, "B": 4, "": 9})
    year = before(tmp_path, A, B)

    assert (of(year, A), of(year, B)) == ((3, 3), (4, 4))
    assert year.whole is not None
    assert (year.whole[NEW], year.notes) == (9, ())


def test_a_merger_has_the_sum(tmp_path: Path) -> None:
    archived(tmp_path, {"A": 3, "B": 4})

    assert of(before(tmp_path, Department("C", "丙局", predecessors=("A", "B局"))), C) == (7, 7)


def test_a_department_that_took_another_in_has_both(tmp_path: Path) -> None:
    archived(tmp_path, {"A": 3, "B": 4})

    assert of(before(tmp_path, Department("B", "乙局", predecessors=("A",))), B) == (7, 7)


def test_nobody_has_the_figures_of_a_unit_that_was_split(tmp_path: Path) -> None:
    archived(tmp_path, {"A": 3})
    year = before(tmp_path, A, Department("C", "丙局", predecessors=("A",)))

    assert (of(year, A), of(year, C), len(year.notes)) == (None, None, 1)


def test_half_a_merger_is_no_figure(tmp_path: Path) -> None:
    archived(tmp_path, {"A": 3}, silent="B")
    year = before(tmp_path, Department("C", "丙局", predecessors=("A", "B")))

    assert (of(year, C), len(year.notes)) == (None, 1)


OTHER_FORM = "归档 2022 用的是另一种表样（other-form 7），"
MOVED = Other("2019", cells=("E9", "K9"))


def test_another_edition_is_mapped_by_its_labels(tmp_path: Path) -> None:
    archived(tmp_path, {"A": 3}, of=MOVED)
    year = before(tmp_path, A)

    assert (of(year, A), year.notes) == ((3, 3), ())


def test_a_merger_over_another_edition_has_the_sum_of_what_both_editions_have(tmp_path: Path) -> None:
    archived(tmp_path, {"A": 3, "B": 4, "": 9}, of=MOVED)
    year = before(tmp_path, Department("C", "丙局", predecessors=("A", "B")))
    figures = year.of(Identity("C", "丙局"))

    assert of(year, C) == (7, 7)
    assert year.whole == {NEW: 9, TOTAL: 9}
    assert figures is not None
    told = {each for each in figures if each.sheet != desk().form.rules_sheet}
    assert told == {NEW, TOTAL}  # a result behind which nothing is known is not worked out


def test_a_split_over_another_edition_is_unknown_and_both_are_said(tmp_path: Path) -> None:
    archived(tmp_path, {"A": 3, "B": 4}, of=Other("2019", labels=("", "没有这一项")))
    year = before(tmp_path, A, Department("C", "丙局", predecessors=("A",)))
    lost, divided = year.notes

    assert (of(year, A), of(year, C)) == (None, None)
    assert year.by_code["B"] == {NEW: 4}
    assert "另一版表样（2019），有 1 个栏目在本表样中没有对应：表三 没有这一项。" in lost
    assert "数据无法拆分" in divided


def test_what_is_called_alike_and_measured_otherwise_is_another_cell(tmp_path: Path) -> None:
    for unit, known in (("元", {NEW: 3}), ("万元", {NEW: 3, FEES: 3})):
        archived(tmp_path / unit, {"A": 3}, of=Other("2019", places=(NEW, FEES), cells=("D6", "C99"), unit=unit))

        assert before(tmp_path / unit, A).of(Identity("A", "甲局")) == known


def test_a_bag_of_another_form_is_told_in_one_sentence(tmp_path: Path) -> None:
    archived(tmp_path, {"A": 3}, of=Other("7", id="other-form", labels=("", "没有这一项")))
    year = before(tmp_path, A)

    assert year.by_code == {"A": {NEW: 3}}
    assert year.notes == (
        "归档 2022 用的是另一种表样（other-form 7），有 1 个栏目在本表样中没有对应：表三 没有这一项。",
    )


def test_a_bag_of_a_form_without_a_common_cell_leaves_the_word_to_the_workbooks(tmp_path: Path) -> None:
    archived(tmp_path, {"A": 3}, of=Other("7", id="other-form", labels=("甲", "乙")))
    kept = saved(tmp_path, "去年/甲.xlsx", sent_by("A", "甲局", {"基本信息!B5": 2022, "表三!D6": 5})).parent
    with Crew(1) as crew:
        year = find_previous_year(desk().form, PreviousSource(kept, 2023, tmp_path, Roster((A,)), named=True), crew)

    assert of(year, A) == (5, 5)
    assert year.notes == (
        "归档 2022 用的是另一种表样（other-form 7），有 2 个栏目在本表样中没有对应：表三 甲、表三 乙。",
    )
