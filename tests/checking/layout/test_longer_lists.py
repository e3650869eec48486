"""A list may be as long as its department needs: rows below the prepared ones are its rows, or are told not to be."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

import pytest

from kit.small_form import at, small_form
from xlsreport.checking import Case, review
from xlsreport.language import language_named
from xlsreport.model.form import Form
from xlsreport.model.review import Review
from xlsreport.model.workbook import Cell, Sheet, Value, Workbook

INPUTS = {"A8:A11": "any", "B8:C11": "whole"}
FORMULAS = {
    "D8": "=B8*2",
    "D9": "=B9*2",
    "D10": "=B10*2",
    "D11": "=B11*2",
    "B5": "=SUM(B8:B11)",
    "C5": '=COUNTIF(B8:B11,">5")',
}
HEADS = {"A7": "Statute", "B7": "Times", "C7": "Cases", "D7": "Twice"}
LIST = '[lists.Statutes]\nrows = "Data!A8:D11"\nkey = ["A"]\nrequired = ["B"]'
Row = tuple[str | int | None, ...]
FIVE: tuple[Row, ...] = (("a", 1), ("b", 2), ("c", 3), ("d", 4), ("e", 7))


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Form:
    """Return a form with room for four statutes, a formula in each of their rows, and totals over them."""
    folder = tmp_path_factory.mktemp("longer") / "form"
    return small_form(folder, INPUTS, formulas=FORMULAS, texts=HEADS, toml=LIST)


def sent(form: Form, rows: Sequence[Row], formulas: Mapping[str, tuple[str, Value]], down: int = 0) -> Review:
    """Return the review of a workbook with `rows` from row 8 on, `down` rows lower than in the form."""
    texts = form.layouts["Data"].texts.items()
    cells = {(row + down * (row > 3), column): Cell(text) for (row, column), text in texts}
    cells |= {(1, 2): Cell("North"), (2, 2): Cell("C1"), (3, 2): Cell(Decimal(2023))}
    for number, row in enumerate(rows, 8 + down):
        typed = ((column, value) for column, value in enumerate(row, 1) if value is not None)
        cells |= {(number, c): Cell(Decimal(v) if isinstance(v, int) else v) for c, v in typed}
        if len(row) > 1 and isinstance(row[1], int):
            cells[number, 4] = Cell(Decimal(2 * row[1]), f"=B{number}*2")
    cells |= {
        (at(place).row, at(place).column): Cell(result, text or None) for place, (text, result) in formulas.items()
    }
    rules = {place: Cell(text) for place, text in form.layouts["Rules"].texts.items()}
    rules |= {(a.row, a.column): Cell(Decimal(1), text) for a, text in form.formulas.items() if a.sheet == "Rules"}
    return review(
        Case(form, language_named("en"), Workbook({"Data": Sheet("Data", cells), "Rules": Sheet("Rules", rules)}))
    )


def codes(found: Review) -> list[str]:
    return [each.code for each in found.findings if each.code not in ("M310",)]


def inserted(last: int, total: int, many: int) -> dict[str, tuple[str, Value]]:
    """Return the totals as Excel has them after rows were inserted inside the list."""
    return {"B5": (f"=SUM(B8:B{last})", Decimal(total)), "C5": (f'=COUNTIF(B8:B{last},">5")', Decimal(many))}


def test_rows_inserted_inside_a_list_are_its_rows(form: Form) -> None:
    found = sent(form, FIVE, inserted(12, 17, 1))
    assert codes(found) == []
    assert (found.values[at("A12")], found.values[at("B12")], found.results[at("D12")]) == ("e", 7, 14)
    assert (found.results[at("B5")], found.results[at("C5")]) == (17, 1)


def test_a_wrong_total_over_a_longer_list_is_told(form: Form) -> None:
    found = sent(form, FIVE, inserted(12, 18, 1))
    assert [(each.code, str(each.address), each.expected) for each in found.findings] == [("M307", "Data!B5", 17)]


def test_totals_that_leave_out_rows_below_a_list_are_a_note(form: Form) -> None:
    found = sent(form, FIVE, inserted(11, 10, 0))
    assert codes(found) == ["S127"]
    assert (found.results[at("B5")], found.results[at("C5")]) == (17, 1)


def test_rows_inserted_and_left_blank_alter_no_formula(form: Form) -> None:
    assert codes(sent(form, FIVE[:3], inserted(14, 6, 0) | {"D11": ("=B11*2", Decimal(0))})) == []


def test_a_row_below_a_list_is_checked_as_any_other(form: Form) -> None:
    rows = {"D13": ("=B13*2", Decimal(0))}
    found = sent(form, [*FIVE, ("f", "six")], inserted(13, 17, 1) | rows)
    assert [(each.code, str(each.address)) for each in found.findings] == [("V204", "Data!B13")]


def test_a_row_without_the_formula_of_the_others_is_computed(form: Form) -> None:
    found = sent(form, FIVE, inserted(12, 17, 1) | {"D12": ("", None)})
    assert codes(found) == ["S127"]
    assert found.results[at("D12")] == 14


def test_a_list_that_goes_on_after_a_gap_is_not_read_on(form: Form) -> None:
    found = sent(form, [*FIVE, (None,), ("f", 6)], inserted(12, 17, 1))
    assert [(each.code, each.message.count("row 14")) for each in found.findings] == [("S125", 1)]
    assert at("B14") not in found.values


def test_what_looks_like_a_total_is_not_read(form: Form) -> None:
    found = sent(form, [*FIVE, ("Total", 17)], inserted(12, 17, 1))
    assert codes(found) == ["S125"]
    assert found.results[at("B5")] == 17


def test_a_sum_of_the_senders_own_below_a_list_counts_nothing_twice(form: Form) -> None:
    own = {"A13": ('="All"', "All"), "B13": ("=SUM(B8:B12)", Decimal(17))}
    found = sent(form, FIVE, inserted(12, 17, 1) | own)
    assert codes(found) == []
    assert at("B13") not in found.values


def test_a_text_below_a_list_is_taken_for_a_remark(form: Form) -> None:
    found = sent(form, [*FIVE, ("As counted by hand.",)], inserted(12, 17, 1))
    assert codes(found) == ["S126"]
    assert at("A13") not in found.values


def test_a_list_goes_on_below_when_the_sheet_has_moved(form: Form) -> None:
    moved = {
        f"{cell[0]}7": (text.replace("12", "14").replace("8", "10"), value)
        for cell, (text, value) in inserted(12, 17, 1).items()
    }
    found = sent(form, FIVE, moved, down=2)
    assert codes(found) == ["S109"]
    assert found.results[at("B5")] == 17


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Form:
    """Return a form with a total just below its list."""
    folder, texts = tmp_path_factory.mktemp("closed") / "form", {"A7": "Statute", "B7": "Times", "A12": "All"}
    toml = LIST.replace("D11", "B11")
    inputs = {"A8:A11": "any", "B8:B11": "whole"}
    return small_form(folder, inputs, formulas={"B12": "=SUM(B8:B11)"}, texts=texts, toml=toml)


def sent_closed(form: Form, rows: Sequence[Row], added: int) -> Review:
    """Return the review of a workbook in which `added` rows were inserted in the list."""
    cells = {
        (row + added * (row > 11), column): Cell(text) for (row, column), text in form.layouts["Data"].texts.items()
    }
    cells |= {(1, 2): Cell("North"), (2, 2): Cell("C1"), (3, 2): Cell(Decimal(2023))}
    for number, (name, times) in enumerate(rows, 8):
        if name is not None:
            cells |= {(number, 1): Cell(name), (number, 2): Cell(Decimal(times))}
    total = Decimal(sum(times for name, times in rows if name is not None))
    cells[12 + added, 2] = Cell(total, f"=SUM(B8:B{11 + added})")
    rules = {place: Cell(text) for place, text in form.layouts["Rules"].texts.items()}
    rules |= {(a.row, a.column): Cell(Decimal(1), text) for a, text in form.formulas.items() if a.sheet == "Rules"}
    book = Workbook({"Data": Sheet("Data", cells), "Rules": Sheet("Rules", rules)})
    return review(Case(form, language_named("en"), book))


def test_rows_inserted_above_a_total_are_read_into_the_prepared_room(closed: Form) -> None:
    found = sent_closed(closed, [("a", 1), (None, 0), ("b", 2), (None, 0), ("c", 3), ("d", 4)], 2)
    assert codes(found) == ["S109"]
    assert [found.values.get(at(f"B{row}")) for row in range(8, 12)] == [1, 2, 3, 4]
    assert found.results[at("B12")] == 10


def test_a_finding_in_such_a_row_names_the_senders_own_cell(closed: Form) -> None:
    found = sent_closed(closed, [("a", 1), (None, 0), (None, 0), ("b", 2), ("b", 3)], 2)
    told = [each for each in found.findings if each.code == "V232"]
    assert [(str(each.address), "A12" in each.message) for each in told] == [("Data!A11", True)]


def test_more_rows_than_are_prepared_above_a_total_are_refused(closed: Form) -> None:
    found = sent_closed(closed, [("a", 1), ("b", 2), ("c", 3), ("d", 4), ("e", 5)], 1)
    assert codes(found) == ["S128"]
    assert at("B8") not in found.values
