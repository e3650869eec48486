"""Sheets read without a parser: as calamine and the parser have them, or not at all."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsreport.forms import builtin_forms
from xlsreport.forms.library import example_workspace
from xlsreport.model.workbook import Cell, ErrorValue
from xlsreport.reading.guard import unpacked
from xlsreport.reading.ooxml import MAIN, SHARED_STRINGS, STYLES
from xlsreport.reading.plain_piece import FAR, piece_of
from xlsreport.reading.plain_sheet import plain_cells
from xlsreport.reading.plain_tables import plain_tables
from xlsreport.reading.spreadsheet import Spreadsheet, spreadsheet
from xlsreport.reading.worksheets import by_calamine

EXAMPLES = sorted([*example_workspace().rglob("*.xlsx"), *(folder / "workbook.xlsx" for folder in builtin_forms())])
_STYLES = (
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="4">'
    '<xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="10"/><xf numFmtId="46"/></cellXfs></styleSheet>'
)
_SHARED = (
    '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>合计</t></si>'
    '<si><t xml:space="preserve"> 两端 </t><phoneticPr fontId="1" type="noConversion"/></si>{}</sst>'
)
_WRITTEN = st.sampled_from(
    [
        "0",
        "1",
        "-3",
        "12.5",
        "1e3",
        "1E400",
        "007",
        "",
        " 5",
        "0x1",
        "nan",
        "甲&amp;乙",
        "甲\n乙",
        "甲&#13;乙",
        "&#65;",
        "&bad;",
        "_x000D_",
        "甲 ",
        "𠀀",
        "\ufffe",
        "<b/>",
        "]]>",
        "#REF!",
        "true",
        "9",
        "-0",
        "0.1",
        "123456789012345678",
    ]
)
_BODIES = st.sampled_from(
    [
        "<v>{}</v>",
        "<v/>",
        "<v />",
        '<v xml:space="preserve">{}</v>',
        "<is><t>{}</t></is>",
        "<is><r><t>{}</t></r></is>",
        '<is><t xml:space="preserve">{}</t></is>',
        "<f>A1&amp;1</f><v>{}</v>",
        '<f aca="false">SUM(A1)</f><v>{}</v>',
        "",
        '<f t="shared" ref="A1:C3" si="0">A1+1</f><v>{}</v>',
        '<f t="shared" si="0"/><v>{}</v>',
        "<f>A1</f>",
        "<f/><v>{}</v>",
    ]
)
_TYPES = st.sampled_from(["", ' t="n"', ' t="s"', ' t="str"', ' t="inlineStr"', ' t="b"', ' t="e"', ' t="d"', ' t="x"'])
_LOOKS = st.sampled_from(["", ' s="0"', ' s="1"', ' s="2"', ' s="3"', ' s="9"'])


_USUAL = st.sampled_from(
    [
        "><v>{}</v></c>",
        ' s="2"><v>{}</v></c>',
        ' t="s"><v>1</v></c>',
        ' s="0" t="str"><v>{}</v></c>',
        ' t="inlineStr"><is><t xml:space="preserve">{}</t></is></c>',
        ' t="inlineStr"><is><t>{}</t></is></c>',
        "><f>A1&amp;1</f><v>{}</v></c>",
        ' t="str"><f aca="false">A1</f><v>{}</v></c>',
        ' s="1"/>',
        ' t="b"><v>{}</v></c>',
        ' t="e"><f>A1</f><v>#REF!</v></c>',
        '><f t="shared" ref="A1:C3" si="0">A1+1</f><v>{}</v></c>',
        '><f t="shared" si="0"/><v>{}</v></c>',
    ]
)


@st.composite
def cells(draw: st.DrawFn, row: int, odd: bool) -> str:
    places = draw(st.lists(st.sampled_from("ABCDE"), max_size=4, unique=not odd))
    told = "".join(f'<c r="{place}{row}"{draw(odd_cell() if odd else usual_cell())}' for place in sorted(places))
    return f'<row r="{row}">{told}</row>'


@st.composite
def usual_cell(draw: st.DrawFn) -> str:
    return draw(_USUAL).format(draw(_WRITTEN))


@st.composite
def odd_cell(draw: st.DrawFn) -> str:
    return f"{draw(_LOOKS)}{draw(_TYPES)}>{draw(_BODIES).format(draw(_WRITTEN))}</c>"


@st.composite
def books(draw: st.DrawFn) -> Spreadsheet:
    text = draw(st.sampled_from(["", "<si><r><t>甲</t></r><r><t>乙</t></r></si>", "<si><t/></si>", "<si/>"]))
    odd = draw(st.booleans())
    return book("".join(draw(cells(row, odd)) for row in range(1, draw(st.integers(1, 3)) + 1)), text)


def book(rows: str, text: str = "") -> Spreadsheet:
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
    tables = {SHARED_STRINGS: _SHARED.format(text).encode(), STYLES: _STYLES.encode()}
    return Spreadsheet({"S": sheet.encode()}, tables, (), since_1904=False)


def told(found: Spreadsheet) -> dict[tuple[int, int], Cell] | None:
    """Return the cells of the sheet as they are read without a parser."""
    tables = plain_tables(found.tables)
    assert tables is not None
    return plain_cells(found.sheets["S"] or b"", tables)


@given(books())
def test_what_is_read_without_a_parser_is_what_calamine_reads(found: Spreadsheet) -> None:
    plain = told(found)
    if plain is not None:
        cells = by_calamine(found, ["S"])["S"].cells
        assert plain == cells
        assert {place: type(cell.value) for place, cell in plain.items()} == {
            p: type(c.value) for p, c in cells.items()
        }


_STARTS = [
    "",
    "<f>SUM(A1:A2)</f>",
    "<f/>",
    '<f t="shared" si="0"/>',
    '<f t="shared" ref="A1:A3" si="0">B1+1</f>',
    "<f>A1<</f>",
]
_ENDS = ["</c>", "</c></row>", '</c></row><row r="2">', '</c></row><row r="2"/><row r="3" ht="4">', "</c><c>", ""]


@given(
    place=st.sampled_from(["A1", "AB99", "A0", "a1", "XFD1"]),
    more=st.sampled_from(["", ' s="1"', ' s="2" t="n"', ' t="str"', ' t="s"', ' t="b"', ' t="e"', ' x="1"']),
    start=st.sampled_from(_STARTS),
    value=_WRITTEN,
    end=st.sampled_from(_ENDS),
)
def test_a_value_behind_what_is_known_of_its_cell_is_read_as_the_whole_piece_is(
    place: str, more: str, start: str, value: str, end: str
) -> None:
    written = f'{place}"{more}>{start}<v>{value}</v>{end}'.encode()
    assert piece_of(written) == piece_of(written, FAR)


def test_a_list_of_twelve_thousand_is_read_without_a_parser_as_calamine_reads_it() -> None:
    rows = "".join(
        f'<row r="{n}"><c r="A{n}" t="s"><v>1</v></c><c r="B{n}" s="2"/><c r="C{n}"><v>{n}</v></c></row>'
        for n in range(1, 12_001)
    )
    plain = told(book(rows))
    assert plain is not None
    assert len(plain) == 24_000
    assert plain == by_calamine(book(rows), ["S"])["S"].cells


def test_a_long_list_with_a_cell_far_from_the_others_is_left_to_calamine() -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 10_001))
    assert told(book(f'{rows}<row r="90000"><c r="C90000"><v>1</v></c></row>')) is not None
    assert told(book(f'{rows}<row r="90000"><c r="ZZ90000"><v>1</v></c></row>')) is None


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_sheets_of_the_examples_are_read_the_same(path: Path) -> None:
    found, plain = both(path)
    read = {name: cells for name, cells in plain.items() if cells is not None}
    assert read == {name: sheet.cells for name, sheet in by_calamine(found, list(read)).items()}


def test_nearly_all_sheets_of_the_examples_need_no_parser() -> None:
    sheets = [cells for path in EXAMPLES for cells in both(path)[1].values()]
    assert len(sheets) > 100
    assert sum(cells is None for cells in sheets) * 20 < len(sheets)


def both(path: Path) -> tuple[Spreadsheet, dict[str, dict[tuple[int, int], Cell] | None]]:
    """Return a workbook's sheets, and what is read of each without a parser."""
    found = spreadsheet(unpacked(path.read_bytes()))
    tables = plain_tables(found.tables)
    assert tables is not None
    return found, {name: plain_cells(part, tables) for name, part in found.sheets.items() if part is not None}


def test_the_usual_cells_need_no_parser() -> None:
    rows = (
        '<row r="1" spans="1:9"><c r="A1" s="2"><v>1.50</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" s="1"/></row>'
        '<row r="2"/><row r="3"><c r="A3" t="str"><f>A1&amp;"x"</f><v>1.5x</v></c><c r="B3"><f>A1*2</f><v>3</v></c>'
        '<c r="C3" t="e"><v>#REF!</v></c><c r="D3" t="b"><v>1</v></c><c r="E3"><f>A1</f><v/></c></row>'
    )
    assert told(book(rows)) == {
        (1, 1): Cell(Decimal("1.5")),
        (1, 2): Cell(" 两端 "),
        (3, 1): Cell("1.5x", '=A1&"x"'),
        (3, 2): Cell(Decimal(3), "=A1*2"),
        (3, 3): Cell(ErrorValue("#REF!")),
        (3, 4): Cell(True),
        (3, 5): Cell(None, "=A1", stored=False),
    }


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="A1" s="1"><v>45000</v></c></row>',
        '<row r="1"><c r="A1" s="99"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c></row></sheetData><sheetData><row r="2"><c r="A2"><v>2</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c>',
        '<row r="1"><c r="A1"><v>1</v></c></row>x',
        "<row><c><v>1</v></c></row>",
        '<row r="1"><c r="A1" t="s"><v>7</v></c></row>',
        '<row r="1"><c r="XFD1048576"><v>1</v></c></row>',
    ],
    ids=["a-day", "no-style", "twice", "two-tables", "open-row", "words", "no-place", "no-text", "far-away"],
)
def test_what_is_not_certain_is_left_to_the_parser(rows: str) -> None:
    assert told(book(rows)) is None
