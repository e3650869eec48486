"""What is guessed of an ordinary workbook, and the form that comes of it."""

import io
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import pytest
from docx import Document
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Protection
from openpyxl.worksheet.datavalidation import DataValidation

from kit.ordinary import mixed, monthly, put, saved, statistics
from xlsreport.errors import FormError
from xlsreport.forms.folder import read_form
from xlsreport.forms.new.guess import SheetGuess, guess_of
from xlsreport.forms.new.lines import Line, parts_of
from xlsreport.forms.new.making import NewForm, form_from
from xlsreport.forms.new.picture import picture_of
from xlsreport.forms.new.remarks import guessed_on
from xlsreport.language import language_named
from xlsreport.model.address import Address, cell_range
from xlsreport.model.form import Form, Kind, Role
from xlsreport.model.joining import Joining

BOOKS = {"statistics": statistics, "monthly": monthly, "mixed": mixed}


@lru_cache(maxsize=4)
def made(name: str) -> NewForm:
    return form_from(saved(BOOKS[name]()), Path(f"{name}.xlsx"), name)


@pytest.fixture(scope="module")
def forms(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Form]:
    """Load the three forms from their files."""
    loaded = {}
    for name in BOOKS:
        folder = tmp_path_factory.mktemp("new") / name
        folder.mkdir()
        for file, data in made(name).files.items():
            (folder / file).write_bytes(data)
        loaded[name] = read_form(folder)
    return loaded


def kinds(form: Form, cells: str) -> set[Kind]:
    return {form.fields[cell].kind for cell in cell_range(cells)}


def on(book: Workbook) -> SheetGuess:
    return guess_of(picture_of(book.worksheets[0]))


def test_a_table_with_heads_on_two_levels_gets_its_totals_by_row_and_by_column(forms: Mapping[str, Form]) -> None:
    form = forms["statistics"]
    own = {cell.cell: formula for cell, formula in form.formulas.items() if cell.sheet == "就业情况"}

    assert own["C6"] == "=SUM(D6:G6)"  # neither the women among them nor the money
    assert own["D5"] == "=SUM(D6:D7,D9)"  # not what is only a part of the row above
    assert own["C5"] == "=SUM(D5:G5)"
    assert own["I5"] == "=SUM(I6:I7,I9)"
    assert own["A1"] == '=""&单位信息!B4&"年度城乡就业和培训情况统计表"'


def test_figures_are_whole_or_not_by_their_units_and_must_be_there(forms: Mapping[str, Form]) -> None:
    form = forms["statistics"]

    assert kinds(form, "就业情况!D6:H9") == {Kind.COUNT}
    assert kinds(form, "就业情况!I6:I9") == {Kind.AMOUNT}
    assert {form.fields[c].measure.unit for c in cell_range("就业情况!D6:H9")} == {"人"}
    assert form.fields[Address.parse("就业情况!I6")].measure.unit == "万元"
    assert all(field.required and field.minimum == 0 for field in form.figures)
    assert form.label(Address.parse("就业情况!D6")) == "一、第一产业 × 城镇 新增"


def test_sentences_are_prose_and_whose_it_is_is_asked_where_the_workbook_asks_it(forms: Mapping[str, Form]) -> None:
    form = forms["statistics"]

    assert [str(field.address) for field in form.prose] == ["情况说明!A4", "情况说明!A12"]
    assert str(form.identity.name) == "就业情况!B2"
    assert [str(form.identity.code), str(form.identity.period)] == ["单位信息!B3", "单位信息!B4"]
    assert form.title == "城乡就业和培训情况统计表"
    assert made("statistics").period == 2023


def test_no_part_may_be_more_than_its_whole(forms: Mapping[str, Form]) -> None:
    form = forms["statistics"]
    told = {(form.formulas[rule.left], form.formulas[rule.right]) for rule in form.rules if rule.relation == "≤"}

    assert ("=就业情况!D8", "=就业情况!D7") in told
    assert ("=就业情况!H6", "=就业情况!C6") in told
    assert form.rules[0].relation == "="  # all is filled in


def test_heads_in_the_first_row_are_moved_down_with_every_formula(forms: Mapping[str, Form]) -> None:
    form = forms["monthly"]

    assert form.label(Address.parse("Return!C4")) == "Hot drinks × This month"
    assert form.formulas[Address.parse("Return!C9")] == "=IF(C8=0,0,C7/C8)"
    assert form.formulas[Address.parse("Return!B7")] == "=SUM(B4:B6)"
    assert form.title == "monthly"


def test_a_rate_is_neither_summed_nor_joined_and_an_example_is_emptied(forms: Mapping[str, Form]) -> None:
    form = forms["monthly"]
    texts = [str(each) for each in made("monthly").guesses]

    assert form.fields[Address.parse("Return!E7")].joining is Joining.NONE
    assert form.fields[Address.parse("Return!C4")].joining is Joining.SUM
    assert any(text.startswith("Return!E7") and "what it adds up is not clear" in text for text in texts)
    assert any(text.startswith("Return!C4") and "9.5" in text for text in texts)
    book = load_workbook(io.BytesIO(made("monthly").files["workbook.xlsx"]))
    assert book["Return"]["C4"].value is None


def test_a_sheet_of_small_tables_keeps_them_apart(forms: Mapping[str, Form]) -> None:
    form = forms["mixed"]

    assert form.formulas[Address.parse("Overview!D12")] == "=SUM(B12:C12)"
    assert form.label(Address.parse("Overview!B16")) == "Income (thousand) × 2023"  # a year that was a number
    assert kinds(form, "Overview!C29:C30") == {Kind.CHOICE}
    assert form.fields[Address.parse("Overview!A22")].role is Role.PROSE
    assert form.fields[Address.parse("Overview!B29")].joining is Joining.NONE  # a row that nothing names
    assert not form.fields[Address.parse("Overview!B29")].required
    assert str(form.identity.period) == "Overview!B5"


def test_a_formula_that_no_form_can_keep_becomes_a_cell_to_fill_and_is_named(forms: Mapping[str, Form]) -> None:
    form = forms["mixed"]
    dropped = next(str(each) for each in made("mixed").guesses if each.cells == "C19")

    assert Address.parse("Overview!C19") in form.fields
    assert "TODAY" in dropped
    assert Address.parse("Overview!B19") in form.formulas


def test_the_report_has_a_tag_at_every_figure(forms: Mapping[str, Form]) -> None:
    for name, form in forms.items():
        text = " ".join(passage for _, passage in form.passages)
        figures = [*(f.address for f in form.figures), *form.totals]
        lacking = [str(a) for a in figures if f"{{{{ {a.sheet}.{a.cell} }}}}" not in text]
        assert lacking == [], name


def test_what_was_guessed_stands_in_a_workbook_beside_the_form() -> None:
    book = load_workbook(io.BytesIO(made("mixed").files["guesses.xlsx"]))
    rows = list(book.worksheets[0].iter_rows(min_row=2, max_col=3, values_only=True))

    assert len(rows) == len(made("mixed").guesses) > 10
    assert ("Overview", "B4", "taken for: Name") in rows
    assert not any(cell.data_type == "f" for row in book.worksheets[0] for cell in row)


def test_a_label_with_the_marks_of_a_tag_is_no_tag(tmp_path: Path) -> None:
    book = Workbook()
    put(
        book.worksheets[0], {"A1": "T", "A3": "x", "B3": "a {{ b }}", "A4": "{% if %} n", "A5": "Total"}, (), ("A3:B5",)
    )
    for file, data in form_from(saved(book), Path("x.xlsx"), tmp_path.name).files.items():
        (tmp_path / file).write_bytes(data)

    read_form(tmp_path)
    cells = [cell.text for row in Document(str(tmp_path / "report.docx")).tables[0].rows for cell in row.cells]
    assert "a { { b } }" in cells


def test_a_workbook_without_blanks_is_refused() -> None:
    book = Workbook()
    put(book.worksheets[0], {"A1": "Only words", "A3": "and no table"})

    with pytest.raises(FormError, match="No cell to fill"):
        form_from(saved(book), Path("x.xlsx"), "x")


def test_cells_that_the_author_unlocked_are_the_ones_to_fill() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    put(sheet, {"A1": "T", "A3": "Item", "B3": "Number", "C3": "Plan", "A4": "x", "A5": "y"}, (), ("A3:C5",))
    sheet.protection.sheet = True
    for cell in ("B4", "B5"):
        sheet[cell].protection = Protection(locked=False)

    assert sorted(on(book).entries) == [(4, 2), (5, 2)]


def test_a_cell_with_a_list_of_its_own_is_told_by_that_list_and_is_no_number() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    put(sheet, {"A1": "T", "A3": "Item", "B3": "Number", "A4": "x", "A5": "y"}, (), ("A3:B5",))
    own = DataValidation("list", formula1='"many,few"')
    own.add("B4")
    sheet.add_data_validation(own)

    guess = on(book)
    told = {each.cells: each.text for each in guessed_on(guess, language_named("en"))}

    assert (guess.entries[4, 2].kind, guess.entries[5, 2].kind) == (Kind.CHOICE, Kind.COUNT)
    assert told["B4"] == "to be filled: one of its own drop-down list (many,few)"


@pytest.mark.parametrize(
    ("labels", "at", "parts"),
    [
        (("a", "b", "Total"), 2, (0, 1)),
        (("合计", "甲组", "乙组"), 0, (1, 2)),
        (("a", "b", "小计", "c", "d", "小计", "合计"), 6, (2, 5)),
        (("a", "b", "小计", "c", "d", "小计", "合计"), 5, (3, 4)),
        (("a", "b", "Subtotal", "c", "Total"), 4, (2, 3)),
        (("a", "of which: x", "b", "Total"), 3, (0, 2)),
        (("一、收入", "1.税收", "2.非税", "二、其他", "合计"), 4, (0, 3)),
        (("Total", "a"), 0, ()),
    ],
)
def test_a_total_adds_up_what_its_label_and_its_neighbours_say(
    labels: tuple[str, ...], at: int, parts: tuple[int, ...]
) -> None:
    lines = [Line(number, label) for number, label in enumerate(labels)]

    assert parts_of(lines, at) == parts


def test_a_total_under_a_head_adds_up_what_stands_under_the_same_head() -> None:
    lines = [Line(0, "男", ("城镇",)), Line(1, "女", ("城镇",)), Line(2, "小计", ("城镇",)), Line(3, "男", ("农村",))]
    lines += [Line(4, "女", ("农村",)), Line(5, "小计", ("农村",)), Line(6, "总计")]

    assert parts_of(lines, 2) == (0, 1)
    assert parts_of(lines, 6) == (2, 5)
    alike = [
        Line(0, "男", ("合计",)),
        Line(1, "女", ("合计",)),
        *(Line(n + 2, each.label, each.group) for n, each in enumerate(lines[:2])),
    ]
    alike += [Line(4, "男", ("农村",)), Line(5, "女", ("农村",))]
    assert parts_of(alike, 0) == (2, 4)


def test_a_long_list_costs_no_more_than_its_length() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    put(sheet, {"A1": "T", "A3": "Name", "B3": "Amount", "C3": "Number"}, (), ("A3:C1003",))
    guess = on(book)

    assert len(guess.entries) == 3000
    assert not guess.sums
    assert not any(entry.required for entry in guess.entries.values())
