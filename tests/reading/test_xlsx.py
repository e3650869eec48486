"""The reader of .xlsx: against openpyxl on every workbook of the examples, and on what other programs write."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from kit.filled import saved, with_chart_sheet
from kit.package import one_sheet
from xlsreport.forms import builtin_forms
from xlsreport.forms.library import example_workspace
from xlsreport.model.address import Address
from xlsreport.model.workbook import Cell, ErrorValue, Remark, Unreadable, Value, Workbook
from xlsreport.package import members
from xlsreport.reading import read_workbook
from xlsreport.reading.repack import repacked

EXAMPLES = sorted([*example_workspace().rglob("*.xlsx"), *(f / "workbook.xlsx" for f in builtin_forms())])


def read(path: Path) -> Workbook:
    book = read_workbook(path)
    assert isinstance(book, Workbook), book
    return book


def by_hand(folder: Path, rows: str, **more: str) -> dict[str, Cell]:
    book = read(saved(folder, "hand.xlsx", one_sheet(rows, **more)))
    return {Address("S", *place).cell: cell for place, cell in book.sheets["S"].cells.items()}


def plain(value: Any) -> Value:
    """Return what openpyxl reads as the model has it."""
    match value:
        case bool() | datetime() | None:
            return value
        case int() | float():
            return Decimal(repr(value))
        case str() if value.startswith("#"):
            return ErrorValue(value)
        case _:
            return str(value) or None


def at_midnight(value: Value) -> Value:
    """Return a date as openpyxl has it, and an empty text, which it does not tell from a blank, as a blank."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return datetime(value.year, value.month, value.day)
    return value if value != "" else None


def test_the_examples_are_there() -> None:
    assert len(EXAMPLES) >= 20


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_openpyxl_reads_the_same(path: Path) -> None:
    ours = read(path)
    values, formulas = load_workbook(path, data_only=True), load_workbook(path)
    assert list(ours.sheets) == values.sheetnames
    for sheet in values.worksheets:
        expected, found = {}, {}
        for row in formulas[sheet.title].iter_rows():
            for cell in row:
                formula = cell.value if cell.data_type == "f" else None
                stored = plain(sheet.cell(cell.row, cell.column).value)
                if formula is not None or stored is not None:
                    expected[cell.row, cell.column] = (formula, stored)
        for place, each in ours.sheets[sheet.title].cells.items():
            found[place] = (each.formula, at_midnight(each.value))
        assert found == expected


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('<c r="B2"><v>3</v></c>', Decimal(3)),
        ('<c r="B2"><v>3.0</v></c>', Decimal(3)),
        ('<c r="B2"><v>96171.60001</v></c>', Decimal("96171.60001")),
        ('<c r="B2"><v>0.1</v></c>', Decimal("0.1")),
        ('<c r="B2"><v>0.30000000000000004</v></c>', Decimal("0.30000000000000004")),
        ('<c r="B2"><v>123456789012345</v></c>', Decimal(123456789012345)),
        ('<c r="B2"><v>1.0E+15</v></c>', Decimal(10**15)),
        ('<c r="B2"><v>1E-7</v></c>', Decimal("1E-7")),
        ('<c r="B2"><v>-0</v></c>', Decimal(0)),
        ('<c r="B2" t="b"><v>1</v></c>', True),
        ('<c r="B2" t="b"><v>0</v></c>', False),
        ('<c r="B2" t="s"><v>0</v></c>', "甲"),
        ('<c r="B2" t="s"><v>1</v></c>', "乙丙"),
        ('<c r="B2" t="inlineStr"><is><t>行内</t></is></c>', "行内"),
        ('<c r="B2" t="str"><v>文字</v></c>', "文字"),
        ('<c r="B2" s="1"><v>45292</v></c>', date(2024, 1, 1)),
        ('<c r="B2" t="d" s="1"><v>2024-01-01</v></c>', date(2024, 1, 1)),
        ('<c r="B2" t="e"><v>#DIV/0!</v></c>', ErrorValue("#DIV/0!")),
        ('<c r="B2" t="e"><v>#N/A</v></c>', ErrorValue("#N/A")),
        ('<c r="B2" t="e"/>', ErrorValue("#VALUE!")),
    ],
)
def test_a_typed_cell(cell: str, value: Value, tmp_path: Path) -> None:
    found = by_hand(tmp_path, f'<row r="2">{cell}</row>')
    assert found == {"B2": Cell(value)}
    assert type(found["B2"].value) in (type(value), datetime)


@pytest.mark.parametrize("number", ["1E999", "-1E999"])
def test_a_number_beyond_a_double_is_an_error_value(number: str, tmp_path: Path) -> None:
    assert by_hand(tmp_path, f'<row r="2"><c r="B2"><v>{number}</v></c></row>') == {"B2": Cell(ErrorValue("#NUM!"))}


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ('<c r="B2"><f>SUM(A1:A2)</f><v>3</v></c>', Cell(Decimal(3), "=SUM(A1:A2)")),
        ('<c r="B2"><f>SUM(A1:A2)</f></c>', Cell(None, "=SUM(A1:A2)", stored=False)),
        ('<c r="B2"><f>SUM(A1:A2)</f><v>0</v></c>', Cell(Decimal(0), "=SUM(A1:A2)")),
        ('<c r="B2" t="e"><f>A1/0</f><v>#DIV/0!</v></c>', Cell(ErrorValue("#DIV/0!"), "=A1/0")),
        ('<c r="B2" t="str"><f>A1&amp;"x"</f><v>甲x</v></c>', Cell("甲x", '=A1&"x"')),
        ('<c r="B2" t="b"><f>A1=1</f><v>1</v></c>', Cell(True, "=A1=1")),
        ('<c r="B2"><f t="array" ref="B2">SUM(A1:A2*1)</f><v>5</v></c>', Cell(Decimal(5), "=SUM(A1:A2*1)")),
    ],
)
def test_a_formula(cell: str, expected: Cell, tmp_path: Path) -> None:
    assert by_hand(tmp_path, f'<row r="2">{cell}</row>') == {"B2": expected}


def test_a_formula_with_an_empty_text_as_its_result_is_stored(tmp_path: Path) -> None:
    found = by_hand(tmp_path, '<row r="2"><c r="B2" t="str"><f>IF(A1="","",A1)</f><v></v></c></row>')["B2"]
    assert (found.value or "", found.stored) == ("", True)


def test_a_shared_formula_is_written_out_for_each_cell(tmp_path: Path) -> None:
    rows = (
        '<row r="2"><c r="J2"><f t="shared" ref="J2:J4" si="0">SUM(D2:I2)+$A$1</f><v>1</v></c></row>'
        '<row r="3"><c r="J3"><f t="shared" si="0"/><v>2</v></c></row>'
        '<row r="4"><c r="J4"><f t="shared" si="0"/></c></row>'
    )
    assert by_hand(tmp_path, rows) == {
        "J2": Cell(Decimal(1), "=SUM(D2:I2)+$A$1"),
        "J3": Cell(Decimal(2), "=SUM(D3:I3)+$A$1"),
        "J4": Cell(None, "=SUM(D4:I4)+$A$1", stored=False),
    }


@pytest.mark.parametrize("dimension", ["A1", "A1:A1", "B2:C3", "A1:XFD1048576"])
def test_a_declared_range_is_not_trusted(dimension: str, tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="5"><c r="D5"><v>2</v></c></row>'
    found = by_hand(tmp_path, rows, dimension=dimension)
    assert found == {"A1": Cell(Decimal(1)), "D5": Cell(Decimal(2))}


def test_a_table_that_begins_below_the_first_row_keeps_its_places(tmp_path: Path) -> None:
    assert list(by_hand(tmp_path, '<row r="7"><c r="C7"><v>1</v></c></row>')) == ["C7"]


def test_cells_and_rows_without_addresses_follow_each_other(tmp_path: Path) -> None:
    found = by_hand(tmp_path, '<row><c><v>1</v></c><c><f>A1</f><v>1</v></c></row><row><c t="e"><v>#REF!</v></c></row>')
    assert found == {
        "A1": Cell(Decimal(1)),
        "B1": Cell(Decimal(1), "=A1"),
        "A2": Cell(ErrorValue("#REF!")),
    }


def test_an_empty_sheet_is_empty(tmp_path: Path) -> None:
    assert by_hand(tmp_path, "") == {}


def test_a_part_may_be_named_from_the_root(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c></row>'
    assert by_hand(tmp_path, rows, target="/xl/worksheets/sheet1.xml") == {"A1": Cell(Decimal(2), "=1+1")}


@pytest.mark.parametrize("kind", ["chartsheet", "dialogsheet", "xlMacrosheet"])
def test_a_sheet_without_cells_is_named_and_costs_nothing(kind: str, tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c></row>'
    book = read(saved(tmp_path, "a.xlsx", with_chart_sheet(one_sheet(rows), "Chart1", kind)))
    assert {name: dict(sheet.cells) for name, sheet in book.sheets.items()} == {"S": {(1, 1): Cell(Decimal(2), "=1+1")}}
    assert book.remarks == (Remark("F142", "Chart1"),)


@pytest.mark.parametrize("link", ["sharedStrings.xml", "styles.xml"])
def test_a_link_to_nowhere_that_no_cell_needs_costs_nothing(link: str, tmp_path: Path) -> None:
    parts = members(one_sheet('<row r="1"><c r="A1"><v>2</v></c></row>'))
    del parts[f"xl/{link}"]
    assert read(saved(tmp_path, "a.xlsx", repacked(parts))).sheets["S"].cells == {(1, 1): Cell(Decimal(2))}


def test_links_of_the_package_that_are_damaged_cost_nothing(tmp_path: Path) -> None:
    parts = members(one_sheet('<row r="1"><c r="A1"><v>2</v></c></row>')) | {"_rels/.rels": b"<x>"}
    assert read(saved(tmp_path, "a.xlsx", repacked(parts))).sheets["S"].cells == {(1, 1): Cell(Decimal(2))}


def test_days_since_1904_are_days_since_1904(tmp_path: Path) -> None:
    parts = members(one_sheet('<row r="1"><c r="A1" s="1"><v>1</v></c></row>'))
    name = "xl/workbook.xml"
    parts[name] = parts[name].replace(b"<sheets>", b'<workbookPr date1904="1"/><sheets>')
    cells = read(saved(tmp_path, "a.xlsx", repacked(parts))).sheets["S"].cells
    assert at_midnight(cells[1, 1].value) == datetime(1904, 1, 2)


def test_a_sheet_that_is_no_worksheet_does_no_harm(tmp_path: Path) -> None:
    book = read_workbook(saved(tmp_path, "hand.xlsx", one_sheet("", target="worksheets/none.xml")))
    assert isinstance(book, Unreadable | Workbook)
