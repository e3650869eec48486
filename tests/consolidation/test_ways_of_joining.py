"""Each way of joining against results worked out by hand, with operands that are not known too."""

from decimal import Decimal
from pathlib import Path

import pytest

from kit.small_form import at, part, small_form
from xlsreport.consolidation import consolidate
from xlsreport.errors import FormError
from xlsreport.model.consolidation import Hole
from xlsreport.model.form import Form
from xlsreport.model.workbook import UNKNOWN

D = Decimal


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Form:
    """Return a form that joins in every way: fees over costs, a median, the three longest, the text of each."""
    return small_form(
        tmp_path_factory.mktemp("form") / "ways",
        {"B5:B6": "decimal", "B7": "decimal", "B8": "decimal", "B10": "any", "B12:D12": "any", "B13:D13": "whole"},
        formulas={"B9": "=B5+B6", "B15": "=B8*2", "B16": "=B7+1"},
        toml="""
[consolidate]
"Data!B7" = "ratio Data!B5 / Data!B9 * 100"
"Data!B8" = "own"
"Data!B10" = "text"
"Data!B13:D13" = "own or largest last with Data!B12:D12"
[values]
"Data!B12:D12" = { words = { "N/A" = "left out" } }
""",
    )


def test_a_ratio_is_that_of_the_sums(form: Form) -> None:
    """Fees 10 of 40 and 30 of 60: 40 of 100, and not the mean of 25 and 50."""
    one, other = part(B5=D(10), B6=D(30), B7=D(25)), part(B5=D(30), B6=D(30), B7=D(50))
    whole = consolidate(form, [one, other])
    assert whole.value(at("B7")) == 40
    assert whole.value(at("B16")) == 41


def test_a_ratio_keeps_the_digits_of_a_workbook(form: Form) -> None:
    whole = consolidate(form, [part(B5=D(1), B6=D(2), B7=D(33))])
    assert whole.value(at("B7")) == D("33.3333333333333")


def test_a_ratio_over_nothing_is_unknown_and_so_is_what_rests_on_it(form: Form) -> None:
    whole = consolidate(form, [part(B7=D(0)), part(B5=D(0), B6=D(0), B7=D(0))])
    assert whole.value(at("B7")) is None
    assert whole.holes[at("B7")] is Hole.NO_RATIO
    assert whole.value(at("B16")) == UNKNOWN


def test_the_wholes_own_entry_stands_and_its_lack_makes_unknown(form: Form) -> None:
    parts = [part(B8=D(4)), part(B8=D(9))]
    assert consolidate(form, parts, part(B8=D(6))).value(at("B15")) == 12
    missing = consolidate(form, parts)
    assert missing.holes[at("B8")] is Hole.NOT_ENTERED
    assert missing.value(at("B15")) == UNKNOWN


def test_figures_of_the_whole_that_are_joined_are_not_taken_from_its_workbook(form: Form) -> None:
    assert consolidate(form, [part(B5=D(4))], part(B5=D(99))).value(at("B5")) == 4


def days(*pending: int) -> dict[str, str | Decimal | None]:
    """Return a block of up to three entries, the largest last, with the day of each and N/A where there is none."""
    cells: dict[str, str | Decimal | None] = {}
    for column, number in zip("DCB", (*sorted(pending, reverse=True), 0, 0, 0), strict=False):
        cells[f"{column}13"] = D(number)
        cells[f"{column}12"] = f"day {number}" if number else "N/A"
    return cells


def test_the_largest_of_all_come_with_what_stands_beside_them(form: Form) -> None:
    whole = consolidate(form, [part(**days(7, 900, 30)), part(**days(800, 31))])
    assert [whole.value(at(f"{c}13")) for c in "BCD"] == [31, 800, 900]
    assert [whole.value(at(f"{c}12")) for c in "BCD"] == ["day 31", "day 800", "day 900"]


def test_places_without_an_entry_hold_what_departments_write_there(form: Form) -> None:
    whole = consolidate(form, [part(**days(7)), part(**days()), part(**days(5))])
    assert [whole.value(at(f"{c}13")) for c in "BCD"] == [0, 5, 7]
    assert [whole.value(at(f"{c}12")) for c in "BCD"] == ["N/A", "day 5", "day 7"]


def test_a_block_that_the_whole_enters_stands_alone_and_is_compared(form: Form) -> None:
    whole = consolidate(form, [part(**days(7, 8, 9))], part(**days(5)))
    assert [whole.value(at(f"{c}13")) for c in "BCD"] == [0, 0, 5]
    assert whole.departures[at("D13")] == 9


def test_texts_follow_each_other_with_the_names_and_the_own_one_stands_instead(form: Form) -> None:
    parts = [part(B1="North", B10="Slow."), part(B1="South"), part(B1="East", B10="Fast.")]
    assert consolidate(form, parts).value(at("B10")) == "North: Slow.\nEast: Fast."
    assert consolidate(form, parts, part(B10="All is well.")).value(at("B10")) == "All is well."


def test_texts_that_no_cell_holds_together_are_not_joined(form: Form) -> None:
    whole = consolidate(form, [part(B1="North", B10="x" * 20_000), part(B1="South", B10="y" * 20_000)])
    assert whole.value(at("B10")) is None
    assert whole.holes[at("B10")] is Hole.TOO_LONG


@pytest.mark.parametrize(
    "how",
    [
        "ratio Data!B5",
        "ratio Data!B5 / Data!B6 / Data!B7",
        "mean",
        "sum with Data!B6",
        "own and max",
        "oldest",
        "text",
        "largest with Data!B6:B7",
        "ratio Data!B99 / Data!B6",
        "ratio Data!B7 / Data!B6",
    ],
)
def test_what_cannot_be_joined_so_is_refused(tmp_path: Path, how: str) -> None:
    with pytest.raises(FormError):
        small_form(
            tmp_path / "form",
            {"B5:B7": "decimal"},
            toml=f'[consolidate]\n"Data!B7" = "ratio Data!B5 / Data!B6"\n"Data!B5" = "{how}"\n',
        )
