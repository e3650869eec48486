"""Lists joined: rows with one key are one, the others follow each other, and nothing is cut in silence."""

import random
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.small_form import at, part, small_form
from xlsreport.consolidation import Values, consolidate
from xlsreport.consolidation.lists import joined_list
from xlsreport.errors import FormError
from xlsreport.model.consolidation import Hole
from xlsreport.model.form import Field, Form, Kind, Role
from xlsreport.model.joining import Joining
from xlsreport.model.lists import FormList
from xlsreport.model.workbook import UNKNOWN, Value

D = Decimal
UNHURRIED = settings(deadline=None)
INPUTS = {"A8:B11": "any", "C8:E11": "whole", "A15:B17": "any"}
STATUTES = """
[lists.Statutes]
rows = "Data!A8:E11"
key = ["A"]
columns = { D = "max", E = "same" }
required = ["C"]
[lists.Projects]
rows = "Data!A15:B17"
"""


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Form:
    """Return a form with a list that has a key and one that has none, and a total over the former."""
    return small_form(tmp_path_factory.mktemp("lists") / "form", INPUTS, formulas={"C5": "=SUM(C8:C11)"}, toml=STATUTES)


def rows(first: int, *entries: Sequence[Value | int]) -> dict[str, Value]:
    """Return the cells of rows from `first` on."""
    return {
        f"{'ABCDE'[column]}{row}": D(value) if isinstance(value, int) else value
        for row, entry in enumerate(entries, first)
        for column, value in enumerate(entry)
    }


def shown(form: Form, parts: Sequence[Values], area: str) -> list[list[str]]:
    whole = consolidate(form, parts)
    first, last = (int(end[1:]) for end in area.split(":"))
    cells = [[whole.value(at(f"{c}{row}")) for c in "ABCDE"] for row in range(first, last + 1)]
    return [["" if value is None else str(value) for value in row] for row in cells]


def test_rows_with_one_key_are_joined_as_their_columns_say(form: Form) -> None:
    one = part(**rows(8, ["8 U.S.C. 1202", "visas", 5, 3, 7], ["26 U.S.C. 6103", "tax", 2, 9, 1]))
    other = part(**rows(8, ["26 u.s.c.  6103", "tax\nreturns", 4, 1, 1]))
    assert shown(form, [one, other], "A8:A10") == [
        ["26 U.S.C. 6103", "returns\ntax", "6", "9", "1"],
        ["8 U.S.C. 1202", "visas", "5", "3", "7"],
        ["", "", "", "", ""],
    ]
    assert consolidate(form, [one, other]).value(at("C5")) == 11


def test_rows_without_a_key_follow_each_other(form: Form) -> None:
    one, other = part(**rows(15, ["Bridge", "done"], ["Road"])), part(**rows(16, ["Bridge", "begun"]))
    assert [row[:2] for row in shown(form, [one, other], "A15:A17")] == [
        ["Bridge", "done"],
        ["Road", ""],
        ["Bridge", "begun"],
    ]


def test_a_column_that_should_be_the_same_and_differs_is_not_known(form: Form) -> None:
    whole = consolidate(form, [part(**rows(8, ["A", "x", 1, 1, 1])), part(**rows(8, ["A", "x", 1, 1, 2]))])
    assert whole.value(at("E8")) is None
    assert whole.holes[at("E8")] is Hole.DIFFERS


def test_more_rows_than_the_form_has_room_for_make_unknown_and_are_never_cut(form: Form) -> None:
    whole = consolidate(
        form, [part(**rows(8, ["A", "", 1], ["B", "", 1], ["C", "", 1], ["D", "", 1])), part(**rows(8, ["E", "", 1]))]
    )
    assert whole.without_room == {"Statutes": 1}
    assert whole.value(at("A8")) is None
    assert whole.value(at("C5")) == UNKNOWN


def test_the_wholes_own_workbook_gives_no_row(form: Form) -> None:
    whole = consolidate(form, [part(**rows(8, ["A", "", 1]))], part(**rows(8, ["Z", "", 99])))
    assert whole.value(at("A8")) == "A"


CELLS = tuple(tuple(at(f"{c}{row}") for c in "ABCD") for row in range(1, 21))
LIST = FormList("L", CELLS, (Joining.SUM, Joining.SUM, Joining.SUM, Joining.MIN), keys=(0,))
KINDS = (Kind.TEXT, Kind.TEXT, Kind.COUNT, Kind.COUNT)
FIELDS = {cell: Field(cell, kind, Role.LISTED) for row in CELLS for cell, kind in zip(row, KINDS, strict=True)}
ROWS = st.tuples(
    st.sampled_from(["Act", "ACT", "Bill", "  bill", "Code"]),
    st.sampled_from([None, "tax", "visas\ntax"]),
    st.none() | st.integers(0, 9).map(D),
    st.none() | st.integers(0, 9).map(D),
)


@UNHURRIED
@given(st.lists(st.lists(ROWS, max_size=3), max_size=5), st.integers(0, 5), st.randoms())
def test_lists_of_lists_are_the_list_of_all_in_any_order(
    written: list[list[tuple[Value, ...]]], cut: int, shuffle: random.Random
) -> None:
    parts = [
        {
            cell: v
            for cells, row in zip(CELLS, some, strict=False)
            for cell, v in zip(cells, row, strict=True)
            if v is not None
        }
        for some in written
    ]
    whole = joined_list(LIST, FIELDS, parts).values
    groups = [joined_list(LIST, FIELDS, some).values for some in (parts[:cut], parts[cut:])]
    assert joined_list(LIST, FIELDS, groups).values == whole
    shuffle.shuffle(parts)
    assert joined_list(LIST, FIELDS, parts).values == whole


@pytest.mark.parametrize(
    "toml",
    [
        '[lists.L]\nrows = "Data!A8:E12"',
        '[lists.L]\nrows = "Data!A8:E11"\nkey = ["F"]',
        '[lists.L]\nrows = "Data!A8:E11"\ncolumns = { C = "text" }',
        '[lists.L]\nrows = "Data!A8:E11"\n[lists.M]\nrows = "Data!A11:B15"',
        '[consolidate]\n"Data!C8" = "max"\n[lists.L]\nrows = "Data!A8:E11"',
    ],
)
def test_a_list_that_cannot_be_is_refused(tmp_path: Path, toml: str) -> None:
    with pytest.raises(FormError):
        small_form(tmp_path / "form", INPUTS, toml=toml)
