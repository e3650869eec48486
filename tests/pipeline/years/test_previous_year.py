"""Last year's figures as they are taken from last year's workbooks: only what was read with certainty."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kit.checked import places, review_of
from kit.crews import InProcess
from kit.filled import damaged, disclosure, saved, workbook
from kit.mails import attached, mail
from xlsreport.forms import example_workspace
from xlsreport.model.address import Address
from xlsreport.model.previous_year import PreviousYear
from xlsreport.model.review import Identity
from xlsreport.model.workbook import Value
from xlsreport.pipeline.years.previous_year import PreviousSource, find_previous_year
from xlsreport.workers import Work

LAST = {"基本信息!B5": 2022, "表三!D6": 9, "表三!D8": 5, "表三!D30": 4, "表三!E6": 1, "表三!E30": 1, "表二!D6": 7}
NOW = {"表三!D7": 4, "表三!E7": 1, "表三!D8": 4, "表三!E8": 1, "表二!D6": 7}
SENDER = Identity("T01", "测试局", 2023)


def earlier(folder: Path, period: int) -> PreviousYear:
    return find_previous_year(disclosure(), PreviousSource(folder, period), InProcess())


def carried(folder: Path, typed_over: Mapping[str, Any]) -> dict[str, Value]:
    inbox = folder / "2022"
    saved(inbox, "上年.xlsx", damaged(workbook(LAST), typed_over))
    before = earlier(inbox, 2023).carried(disclosure(), SENDER)
    assert before is not None
    return {str(cell): value for cell, value in before.items()}


def at(cells: Mapping[str, Value]) -> dict[Address, Value]:
    return {Address.parse(cell): value for cell, value in cells.items()}


def test_what_last_year_handed_on(tmp_path: Path) -> None:
    found = carried(tmp_path, {})
    assert [found[f"上年!{column}4"] for column in "DEFGHIJ"] == [4, 1, 0, 0, 0, 0, 5]
    assert (found["上年!D5"], found["上年!D6"]) == (0, 7)


def test_a_typed_over_total_of_last_year_is_computed_again(tmp_path: Path) -> None:
    assert carried(tmp_path, {"表三!J30": 50})["上年!J4"] == 5


@pytest.mark.parametrize("typed", ["—", None, "4（含1件）"])
def test_a_total_over_a_figure_that_was_not_read_is_not_known(typed: str | None, tmp_path: Path) -> None:
    found = carried(tmp_path, {"表三!D30": typed})
    assert (found["上年!D4"], found["上年!E4"], found["上年!J4"]) == (None, 1, None)


def test_a_table_of_the_edition_before_hands_on_what_its_map_names(tmp_path: Path) -> None:
    (file,) = (example_workspace() / "2023" / "inbox").rglob("望溪镇*.xlsx")
    saved(tmp_path, file.name, file.read_bytes())
    town = Identity("36079913", "赣州经开区望溪镇人民政府", 2024)
    found = earlier(tmp_path, 2024).carried(disclosure(), town)
    assert found is not None
    assert {found[Address.parse(f"上年!{column}4")] for column in "DEFGHI"} == {0}  # its own row 28
    assert found[Address.parse("上年!D6")] == 0


def test_what_is_not_known_of_last_year_accuses_nobody(tmp_path: Path) -> None:
    known = carried(tmp_path, {"表三!D30": "—"})
    now = saved(tmp_path, "本年.xlsx", workbook(NOW))
    assert places(review_of(now, disclosure(), at(known))) == set()


def test_a_workbook_of_another_year_is_passed_over(tmp_path: Path) -> None:
    saved(tmp_path / "2022", "上年.xlsx", workbook(LAST))
    known = {period: earlier(tmp_path / "2022", period) for period in (2022, 2023)}
    assert known[2022].of(SENDER) is None
    assert known[2023].of(SENDER) is not None
    assert known[2023].of(Identity("X", "别的局")) is None


class Counting(InProcess):
    """Counts what it is given to do."""

    def __init__(self) -> None:
        super().__init__()
        self.done = 0

    def map(self, work: Work[Any, Any], items: Sequence[Any], owners: Sequence[str] = ()) -> Iterator[Any]:
        """Count the items."""
        self.done += len(items)
        return super().map(work, items, owners)


def test_of_last_years_workbooks_only_those_that_changed_are_reviewed_again(tmp_path: Path) -> None:
    inbox, crew = tmp_path / "2022" / "inbox", Counting()
    saved(inbox, "甲.xlsx", workbook({**LAST, "基本信息!B3": "甲局"}))
    saved(inbox, "乙.xlsx", workbook({**LAST, "基本信息!B3": "乙局"}))
    saved(inbox, "丙.eml", mail([attached("填报表.xlsx", workbook({**LAST, "基本信息!B3": "丙局"}))]))
    source = PreviousSource(inbox, 2023, tmp_path, keep_reviews=True)
    first = find_previous_year(disclosure(), source, crew)
    assert first.by_name.keys() == {"甲局", "乙局", "丙局"}
    assert (find_previous_year(disclosure(), source, crew), crew.done) == (first, 4)  # the mail, and three workbooks
    saved(inbox, "乙.xlsx", workbook({**LAST, "表三!D6": 10, "基本信息!B3": "乙局"}))
    changed = find_previous_year(disclosure(), source, crew)
    assert crew.done == 5
    assert changed == find_previous_year(disclosure(), replace(source, keep_reviews=False), crew) != first


def test_two_workbooks_in_one_mail_under_one_name_stay_two(tmp_path: Path) -> None:
    inbox = tmp_path / "2022" / "inbox"
    books = [workbook({**LAST, "基本信息!B3": name}) for name in ("丙局", "丁局")]
    saved(inbox, "来信.eml", mail([attached("填报表.xlsx", each) for each in books]))
    source = PreviousSource(inbox, 2023, tmp_path, keep_reviews=True)
    first, second = (find_previous_year(disclosure(), source, InProcess()) for _ in range(2))
    assert first == second
    assert first.by_name.keys() == {"丙局", "丁局"}
