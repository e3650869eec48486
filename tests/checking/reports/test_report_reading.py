"""A report is read back whole, and what is damaged in it is found at its place or named as not certain."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.filled import disclosure, values
from kit.reported import (
    Cells,
    document,
    evaluated,
    pattern,
    read,
    swapped_columns,
    with_text,
    without_row,
)
from xlsreport.checking.reports.reading import read_report
from xlsreport.forms import load_form
from xlsreport.forms.report_pattern import report_pattern
from xlsreport.model.address import Address
from xlsreport.model.document import DocumentTable, ReportDocument, TableCell
from xlsreport.model.form import Kind
from xlsreport.model.report_reading import Doubt, ReportReading
from xlsreport.model.workbook import Value

TOY = Path(__file__).resolve().parents[2] / "forms" / "toy"


def at(cell: str) -> Address:
    return Address.parse(cell)


def told(**cells: int) -> dict[Address, Value]:
    """Return a filling in which no two figures of a table are alike, with its totals."""
    form = disclosure()
    filled = values()
    counted = [f for f in form.figures if f.required and f.kind is Kind.COUNT]
    filled |= {field.address: Decimal(1000 + 7 * number) for number, field in enumerate(counted)}
    return evaluated(form, filled | {at(cell): Decimal(figure) for cell, figure in cells.items()})


def wrong(reading: ReportReading, known: Mapping[Address, Value]) -> list[str]:
    return [str(cell) for cell, each in reading.figures.items() if each.value != known[cell]]


@settings(max_examples=15, deadline=None)
@given(st.data())
def test_every_figure_of_a_report_is_read_back_and_none_wrong(data: st.DataObject) -> None:
    form = disclosure()
    numbers = st.integers(0, 2_000_000).map(Decimal)
    filled = values() | {
        f.address: data.draw(numbers) / (100 if f.kind is Kind.AMOUNT else 1) for f in form.figures if f.required
    }
    known = evaluated(form, filled)

    reading = read(known)

    assert len(reading.figures) == 200
    assert wrong(reading, known) == []


@settings(max_examples=10, deadline=None)
@given(visits=st.integers(1, 90_000), days=st.integers(1, 300))
def test_the_report_of_another_form_is_read_back_by_the_same_code(visits: int, days: int) -> None:
    form = load_form(TOY)
    figures = {cell for table in report_pattern(form).tables for cell in table.figures.values()}
    filled: dict[Address, Value] = {
        f.address: Decimal(visits if f.kind is Kind.COUNT else days) for f in form.fields.values() if f.kind.numeric
    }
    known = evaluated(form, filled)

    reading = read_report(form, report_pattern(form), document(known, report_pattern(form).tables, form))

    shown = {cell: form.shown(cell, known.get(cell)) for cell in figures if known.get(cell) is not None}
    assert {cell: each.text for cell, each in reading.figures.items()} == shown


def test_a_changed_figure_fits_no_total_any_more_and_is_not_certain() -> None:
    known = told()

    reading = read(known, {1: with_text(8, 4, "5")})

    assert [(str(c), u.doubt, u.text) for c, u in reading.unsure.items()] == [("表三!D10", Doubt.LAW, "5")]
    assert wrong(reading, known) == []


def test_of_a_deleted_row_each_figure_is_named_and_the_others_are_read() -> None:
    known = told()

    reading = read(known, {1: without_row("2.重复申请")})

    lost = {cell for cell, each in reading.unsure.items() if each.doubt is Doubt.ROW}
    assert lost == {at(f"表三!{column}22") for column in "DEFGHIJ"}
    assert wrong(reading, known) == []


def test_columns_that_moved_with_their_heads_are_read_where_they_are() -> None:
    known = told()

    reading = read(known, {1: swapped_columns(6, 8, heads=True)})

    assert len(reading.figures) == 200
    assert wrong(reading, known) == []


def test_figures_that_moved_without_their_heads_break_the_form_s_laws_or_are_printed_so() -> None:
    known = told()

    reading = read(known, {1: swapped_columns(4, 10, heads=False)})

    assert reading.broken
    assert not {at("表三!D8"), at("表三!J8"), at("表三!D29")} & reading.figures.keys()


def test_a_table_cut_in_two_by_a_page_is_one_with_or_without_its_heads_again() -> None:
    known = told()
    whole = document(known, pattern().tables, disclosure())
    first, table, last = whole.tables
    for again in (0, 3):
        reading = read_report(disclosure(), pattern(), ReportDocument((first, *cut(table, 12, again), last)))
        assert len(reading.figures) == 200
        assert wrong(reading, known) == []
        assert reading.figures[at("表三!D30")].place.table == 9


def cut(table: DocumentTable, row: int, heads: int) -> tuple[DocumentTable, DocumentTable]:
    """Cut a table before a row; the second piece repeats as many rows of heads."""
    upper = [replace(c, rows=min(c.rows, row - c.row)) for c in table.cells if c.row < row]
    lower = [
        replace(c, row=max(c.row, row) - row + 1 + heads, rows=c.row + c.rows - max(c.row, row))
        for c in table.cells
        if c.row + c.rows > row
    ]
    repeated = [c for c in table.cells if c.row + c.rows - 1 <= heads]
    return replace(table, cells=tuple(upper)), DocumentTable(9, (*repeated, *lower))


def test_merged_heads_that_were_taken_apart_are_read() -> None:
    known = told()

    def apart(cells: Cells) -> Cells:
        return [
            TableCell(row, column, cell.text if (row, column) == (cell.row, cell.column) else "")
            for cell in cells
            for row in range(cell.row, cell.row + cell.rows)
            for column in range(cell.column, cell.column + cell.columns)
        ]

    def repeated(cells: Cells) -> Cells:
        return [replace(each, text=text) for each, text in zip(apart(cells), texts(cells), strict=True)]

    def texts(cells: Cells) -> list[str]:
        return [cell.text for cell in cells for _ in range(cell.rows * cell.columns)]

    for damage in (apart, repeated):
        reading = read(known, {1: damage, 2: damage})
        assert wrong(reading, known) == []
        assert len(reading.figures) == 200, [(str(c), u.doubt) for c, u in reading.unsure.items()]


def test_a_misprinted_head_is_read_and_a_head_that_may_be_two_is_not() -> None:
    known = told()

    misprinted = read(known, {1: with_text(9, 3, "2.其他法律行政止公开")})
    other = read(known, {1: with_text(9, 3, "其他")})

    assert misprinted.figures[at("表三!D11")].misprinted
    assert wrong(misprinted, known) == []
    assert other.unsure[at("表三!D11")].doubt is Doubt.ROW
    assert wrong(other, known) == []


@pytest.mark.parametrize(
    ("printed", "read_as"), [("1,049", 1049), ("１０４９", 1049), ("10\n49", 1049), (" 1049 ", 1049)]
)
def test_a_figure_is_read_however_it_is_set(printed: str, read_as: int) -> None:
    known = told(**{"表三!D10": 1049})

    reading = read(known, {1: with_text(8, 4, printed)})

    assert reading.figures[at("表三!D10")].value == read_as


@pytest.mark.parametrize("text", ["/", "—", "无", "22（其中修订16件）", "3件", "12⁅1⁆", "1 4, 5"])
def test_what_is_no_sure_number_is_named_and_no_zero(text: str) -> None:
    reading = read(told(), {1: with_text(8, 4, text)})

    assert reading.unsure[at("表三!D10")].doubt is Doubt.TEXT


def test_two_lines_that_nothing_confirms_are_no_number() -> None:
    reading = read(told(), {1: with_text(8, 4, "10\n50")})

    assert reading.unsure[at("表三!D10")].doubt is Doubt.PARTED


def test_the_single_row_of_an_older_edition_says_nothing_of_its_parts_but_that_all_are_none() -> None:
    known = told(**{f"表三!{c}{row}": 0 for c in "EFGHI" for row in (26, 27, 28)})

    def single(cells: Cells) -> Cells:
        for label in (
            "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
            "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
        ):
            cells = list(without_row(label)(cells))
        row = next(cell.row for cell in cells if cell.text == "3.其他")
        sums = {c: sum(known[at(f"表三!{c}{n}")] for n in (26, 27, 28)) for c in "DEFGHIJ"}  # type: ignore[misc]
        made = [c for c in cells if c.row != row]
        made += [TableCell(row, 2, "（六）其他处理", 1, 2)]
        return made + [TableCell(row, 4 + n, str(each)) for n, each in enumerate(sums.values())]

    reading = read(known, {1: single})

    assert reading.unsure[at("表三!D26")].doubt is Doubt.GROUP
    assert reading.figures[at("表三!E27")].value == 0
    assert wrong(reading, known) == []


def test_two_reports_in_one_file_are_read_of_neither() -> None:
    known, form = told(), disclosure()
    one = document(known, pattern().tables, form)

    reading = read_report(form, pattern(), ReportDocument((*one.tables, *one.tables)))

    assert reading.twice
    assert not reading.figures


def test_a_document_of_something_else_has_no_table_of_the_form() -> None:
    other = ReportDocument((DocumentTable(1, (TableCell(1, 1, "序号"), TableCell(1, 2, "12"))),))

    assert not read_report(disclosure(), pattern(), other).is_form


def test_a_head_that_reaches_over_its_neighbour_is_known_by_its_lowest_line() -> None:
    known = told()

    def slipped(cells: Cells) -> Cells:
        """Widen the fifth column by a sliver that the head beside it covers too, as programs do that convert."""
        moved = [replace(each, column=each.column + (each.column > 5)) for each in cells]
        wide = [replace(each, columns=2) if each.column == 5 and each.columns == 1 else each for each in moved]
        return [replace(each, column=6, columns=11) if each.text == "行政诉讼" else each for each in wide]

    reading = read(known, {2: slipped})

    assert len(reading.figures) == 200
    assert wrong(reading, known) == []


@pytest.mark.parametrize(
    "heading",
    [
        "五、存在的主要问题及改进情况",
        "五、存在的主要问题及改进情况（提示：每个数据必须填）",
        "五、存在的主要问题和改进情况",
    ],
)
def test_a_section_begins_at_its_heading_whatever_a_bracket_adds_to_it(heading: str) -> None:
    paragraphs = ("（五）监督保障", "甲。", heading, "乙。", "六、其他需要报告的事项（可选）", "无")

    texts = read_report(disclosure(), pattern(), ReportDocument(paragraphs)).texts

    assert {str(cell): text for cell, text in texts.items()} == {
        "文字!A14": "甲。",
        "文字!A16": "乙。",
        "文字!A18": "无",
    }
