"""The figures over the archived years: departments followed, sums exact, what is not known left unknown."""

import io
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from kit.bags import NEW, bag
from kit.desks import FINANCE, SCHOOLS, opened
from xlsreport.cli.sparkline import sparkline
from xlsreport.errors import WorkspaceError
from xlsreport.language import language_named
from xlsreport.model.history import DescentKind
from xlsreport.model.roster import Department, Roster
from xlsreport.pipeline.workspace import PeriodWorkspace
from xlsreport.pipeline.years.history import history
from xlsreport.writing.history import history_bytes, notes

ZH = language_named("zh")


def at(folder: Path, *departments: Department) -> PeriodWorkspace:
    return opened(folder, Roster(departments))


def test_a_merger_is_the_exact_sum_of_those_that_it_came_from(tmp_path: Path) -> None:
    bag(tmp_path, "2021", {"": ("某区", 8), "A01": ("区财政局", 3), "B01": ("区国资局", 4)})
    bag(tmp_path, "2022", {"": ("某区", 9), "A01": ("区财政局", 9)})
    told = history(at(tmp_path, replace(FINANCE, predecessors=("区国资局",))), ["表三!D6"])

    assert told.units[0].series[NEW] == (7, 9)
    assert [each.change for each in told.units[0].origins] == [DescentKind.MERGED]
    assert (told.whole[NEW], told.summed[NEW], told.differences(NEW)) == ((8, 9), (7, 9), (1, 0))


def test_figures_of_a_divided_unit_are_its_own_and_no_successors(tmp_path: Path) -> None:
    bag(tmp_path, "2021", {"B01": ("区科教局", 4)})
    parts = [replace(each, predecessors=("B01",)) for each in (FINANCE, SCHOOLS)]
    told = history(at(tmp_path, *parts), ["表三!D6"])

    assert [each.series[NEW] for each in told.units if each.listed] == [(None,), (None,)]
    assert [(each.code, each.series[NEW]) for each in told.units if not each.listed] == [("B01", (4,))]
    assert {o.change for each in told.units for o in each.origins} == {DescentKind.DIVIDED}
    assert told.whole[NEW] == (4,)


def test_a_part_of_a_merger_without_a_sum_stays_in_sight(tmp_path: Path) -> None:
    data = bag(tmp_path, "2021", {"B01": ("区国资局", 4), "B02": ("区金融局", 5)})
    kept = [line for line in (data / "values.csv").read_text(encoding="utf-8").splitlines() if ",B02," not in line]
    (data / "values.csv").write_text("\n".join((*kept, "")), encoding="utf-8")
    told = history(at(tmp_path, replace(FINANCE, predecessors=("B01", "B02"))), ["表三!D6"])

    assert [(each.code, each.series[NEW]) for each in told.units] == [("A01", (None,)), ("B01", (4,))]


CITY = Department("C", "某市")
UNDER = (replace(FINANCE, parent="C"), replace(SCHOOLS, parent="C"))


def test_a_node_has_the_figures_of_all_that_stand_under_it_today(tmp_path: Path) -> None:
    bag(tmp_path, "2021", {"": ("某省", 30), "A01": ("区财政局", 3), "B01": ("区教育局", 4), "B02": ("别的市", 20)})
    bag(tmp_path, "2022", {"": ("某省", 40), "A01": ("区财政局", 5), "A02": ("区教育局", 6), "C": ("某市", 7)})
    told = history(at(tmp_path, CITY, *UNDER, Department("D", "别的市")), ["表三!D6"])

    city, *units = told.units
    assert (city.node, city.series[NEW]) == (True, (7, 18))
    assert not any(each.node for each in units)
    assert [each.series[NEW] for each in units] == [(3, 5), (4, 6), (20, None)]


@pytest.mark.parametrize("shared", [False, True])
def test_a_node_of_which_one_lacks_or_is_not_its_own_alone_has_no_sum(tmp_path: Path, shared: bool) -> None:
    data = bag(tmp_path, "2021", {"A01": ("区财政局", 3), "A02": ("区教育局", 4)})
    other = Department("D", "别的市", predecessors=("A02",) if shared else ())
    if not shared:
        kept = [line for line in (data / "values.csv").read_text(encoding="utf-8").splitlines() if ",A02," not in line]
        (data / "values.csv").write_text("\n".join((*kept, "")), encoding="utf-8")
    told = history(at(tmp_path, CITY, *UNDER, other), ["表三!D6"])

    city = told.units[0]
    assert city.series[NEW] == (None,)
    assert [(each.change, each.names) for each in city.origins] == [(DescentKind.LACKING_BELOW, ("区教育局",))]
    assert any("区教育局" in note.text and note.whose == "某市" for note in notes(told, ZH))


def test_a_unit_that_is_gone_without_a_successor_stays_in_sight(tmp_path: Path) -> None:
    bag(tmp_path, "2021", {"A01": ("区财政局", 3), "B01": ("区国资局", 4)})
    told = history(at(tmp_path, FINANCE), ["表三!D6"])

    assert [(each.code, each.listed, each.series[NEW]) for each in told.units] == [
        ("A01", True, (3,)),
        ("B01", False, (4,)),
    ]


def test_the_revision_in_force_is_read(tmp_path: Path) -> None:
    for name, number in (("2021", 3), ("2021-r2", 4), ("2021-r10", 5)):
        bag(tmp_path, name, {"A01": ("区财政局", number)})

    assert history(at(tmp_path, FINANCE), ["表三!D6"]).whole[NEW] == (5,)


def test_another_edition_is_mapped_by_labels_and_named_where_it_is_not(tmp_path: Path) -> None:
    here = at(tmp_path, FINANCE)
    bag(tmp_path, "2020", {"": ("某区", 3)}, "2019", "没有这一项")
    bag(tmp_path, "2021", {"": ("某区", 4)}, "2019", here.form.label(NEW))
    told = history(here, ["表三!D6"])

    assert (told.whole[NEW], told.unmapped) == ((None, 4), {2020: (NEW,)})


def test_nothing_archived_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match="还没有归档"):
        history(at(tmp_path, FINANCE))


def test_the_workbook_has_live_formulas_and_is_the_same_again(tmp_path: Path) -> None:
    bag(tmp_path, "2021", {"": ("某区", 4), "A01": ("区财政局", 4)})
    bag(tmp_path, "2022", {"": ("某区", 5), "A01": ("区财政局", 5)})
    here = at(tmp_path, FINANCE)
    told = history(here, ["表三!D6"])
    made = history_bytes(told, here.language)
    stored = load_workbook(io.BytesIO(made), data_only=True)["总体"]
    live = load_workbook(io.BytesIO(made))["总体"]

    assert [stored.cell(4, column).value for column in range(3, 7)] == [4, 5, 1, 0.25]
    assert str(live.cell(4, 5).value).startswith("=IF(AND(ISNUMBER(")
    assert made == history_bytes(told, here.language)


def test_a_sparkline_starts_at_zero_and_leaves_a_gap() -> None:
    series = (Decimal(0), None, Decimal(7), Decimal(14))

    assert (sparkline(series), sparkline(series, plain=True)) == ("▁ ▅█", "_ =#")
