"""Every format of a workbook, whatever the name's ending says; and two other libraries that read the same."""

import io
import re
import zipfile
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from msoffcrypto.format.ooxml import OOXMLFile
from python_calamine import CalamineWorkbook

from kit.filled import saved, workbook
from kit.office import all_converted
from kit.package import one_sheet, packed
from xlsreport.forms.library import example_workspace
from xlsreport.model.workbook import ErrorValue, Remark, Unreadable, Workbook
from xlsreport.package import members
from xlsreport.reading import read_workbook
from xlsreport.reading.repack import repacked

EXCELS_OWN = "VelvetSweatshop"
ERRORS = ("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!")
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
EXAMPLES = sorted(example_workspace().rglob("*.xlsx"))


def read(path: Path) -> Workbook:
    book = read_workbook(path)
    assert isinstance(book, Workbook), book
    return book


def with_parts(data: bytes, more: Mapping[str, bytes]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return packed({name: package.read(name) for name in package.namelist()} | dict(more))


def encrypted(data: bytes, password: str) -> bytes:
    out = io.BytesIO()
    OOXMLFile(io.BytesIO(data)).encrypt(password, out)
    return out.getvalue()


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return one filled workbook in the formats that LibreOffice writes."""
    folder = tmp_path_factory.mktemp("formats")
    file = saved(folder, "报表.xlsx", workbook({"表三!D6": 7}))
    return {ending: all_converted([file], ending, folder / ending)[0] for ending in ("xls", "ods")}


@pytest.mark.office
@pytest.mark.parametrize("ending", ["xls", "ods"])
def test_an_older_format_has_the_same_values(ending: str, converted: Mapping[str, Path], tmp_path: Path) -> None:
    new, old = read(saved(tmp_path, "a.xlsx", workbook({"表三!D6": 7}))), read(converted[ending])
    assert not old.formulas_visible
    assert list(old.sheets) == list(new.sheets)
    for name, sheet in new.sheets.items():
        expected = {place: cell for place, cell in sheet.cells.items() if cell.value not in (None, "")}
        found = old.sheets[name].cells
        assert found.keys() == expected.keys()
        for place, cell in expected.items():
            text_of_formula = ending == "xls" and cell.formula and isinstance(cell.value, str)
            assert text_of_formula or found[place].value == cell.value, place  # LibreOffice stores 0 for such a text


@pytest.mark.office
def test_wps_calls_it_et(converted: Mapping[str, Path], tmp_path: Path) -> None:
    assert not read(saved(tmp_path, "报表.et", converted["xls"].read_bytes())).formulas_visible


@pytest.mark.office
@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
@pytest.mark.parametrize("ending", ["xls", "ods"])
def test_an_older_format_cut_off(ending: str, share: float, converted: Mapping[str, Path], tmp_path: Path) -> None:
    data = converted[ending].read_bytes()
    book = read_workbook(saved(tmp_path, "a", data[: int(len(data) * share)]))
    assert isinstance(book, Unreadable)


def test_macros_are_told_and_cells_are_read(tmp_path: Path) -> None:
    data = with_parts(workbook({"表三!D6": 7}), {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0macros"})
    book = read(saved(tmp_path, "报表.xlsm", data))
    assert book.remarks == (Remark("F109"),)
    assert book.sheets["表三"].cell(6, 4).value == Decimal(7)


def test_links_to_other_files_are_told_and_never_followed(tmp_path: Path) -> None:
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/externalLinkPath" TargetMode="External" Target="file:///C:/局/去年.xlsx"/></Relationships>'
    )
    parts = {
        "xl/externalLinks/externalLink1.xml": b"<x/>",
        "xl/externalLinks/_rels/externalLink1.xml.rels": links.encode(),
    }
    book = read(saved(tmp_path, "a.xlsx", with_parts(workbook(), parts)))
    assert book.remarks == (Remark("F110", "去年.xlsx"),)


def test_strict_ooxml_has_its_sheets(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(workbook({"表三!D6": 7}))) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    strict = {
        name: content.replace(MAIN.encode(), b"http://purl.oclc.org/ooxml/spreadsheetml/main").replace(
            OFFICE.encode(), b"http://purl.oclc.org/ooxml/officeDocument/relationships"
        )
        for name, content in parts.items()
    }
    assert strict != parts
    found, plain = (read(saved(tmp_path, name, packed(each))) for name, each in (("s.xlsx", strict), ("t.xlsx", parts)))
    assert found == plain
    assert found.sheets["表三"].cells[6, 10].formula


def test_the_password_that_excel_itself_uses(tmp_path: Path) -> None:
    data = workbook({"表三!D6": 7})
    locked = read(saved(tmp_path, "a.xlsx", encrypted(data, EXCELS_OWN)))
    assert locked == read(saved(tmp_path, "b.xlsx", data))


def test_any_other_password(tmp_path: Path) -> None:
    assert read_workbook(saved(tmp_path, "a.xlsx", encrypted(workbook(), "秘密"))) == Unreadable("F103", "")


def test_an_ods_with_a_password(tmp_path: Path) -> None:
    parts = {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": b"\x00\x8f\x1c" * 50,
        "META-INF/manifest.xml": "<manifest:manifest><manifest:encryption-data/></manifest:manifest>",
    }
    assert read_workbook(saved(tmp_path, "a.ods", packed(parts))) == Unreadable("F103", "")


def ods(table: str) -> bytes:
    spaces = " ".join(
        f'xmlns:{each}="urn:oasis:names:tc:opendocument:xmlns:{each}:1.0"' for each in ("office", "table", "text")
    )
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": "<manifest/>",
            "content.xml": f"<office:document-content {spaces}><office:body><office:spreadsheet>"
            f'<table:table table:name="S">{table}</table:table></office:spreadsheet></office:body>'
            "</office:document-content>",
        }
    )


def ods_row(cells: str, times: int = 1) -> str:
    return f'<table:table-row table:number-rows-repeated="{times}">{cells}</table:table-row>'


def ods_cell(times: int = 1, number: int | None = None) -> str:
    value = "" if number is None else f' office:value-type="float" office:value="{number}"'
    return f'<table:table-cell table:number-columns-repeated="{times}"{value}/>'


def test_blank_ods_cells_may_be_repeated_to_the_sheets_end(tmp_path: Path) -> None:
    table = ods_row(ods_cell(2, 5) + ods_cell(16382)) + ods_row(ods_cell(16384), 1048575)
    book = read(saved(tmp_path, "a.ods", ods(table)))
    assert {place: cell.value for place, cell in book.sheets["S"].cells.items()} == {(1, 1): 5, (1, 2): 5}


@pytest.mark.parametrize(
    "table",
    [
        ods_row(ods_cell(9, 1), 1_000_000),
        ods_row(ods_cell(16000) + ods_cell(1, 1), 600),
        ods_row(ods_cell(1, 1)) + ods_row(ods_cell(1), 999_999) + ods_row(ods_cell(20, 1)),
    ],
)
def test_filled_ods_cells_without_end(table: str, tmp_path: Path) -> None:
    book = read_workbook(saved(tmp_path, "a.ods", ods(table)))
    assert isinstance(book, Unreadable)
    assert book.code == "F129"


def test_cells_at_both_ends_of_a_sheet(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    assert read_workbook(saved(tmp_path, "a.xlsx", one_sheet(rows))) == Unreadable("F129", "S!XFD1048576")


def test_shared_formulas_that_are_written_out_without_end(tmp_path: Path) -> None:
    first = f'<row r="1"><c r="A1"><f t="shared" si="0" ref="A1:A900">{"A1+" * 9000}1</f></c></row>'
    rows = "".join(f'<row r="{each}"><c r="A{each}"><f t="shared" si="0"/></c></row>' for each in range(2, 900))
    book = read_workbook(saved(tmp_path, "a.xlsx", one_sheet(first + rows)))
    assert isinstance(book, Unreadable)
    assert book.code == "F107"


def test_cells_that_have_a_look_alone_take_no_room(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="1"/></row>'
    assert list(read(saved(tmp_path, "a.xlsx", one_sheet(rows))).sheets["S"].cells) == [(1, 1)]


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('<c r="A1" t="inlineStr"><is><t xml:space="preserve"> 甲 </t></is></c>', " 甲 "),
        ('<c r="A1" t="inlineStr"><is><r><t>甲</t></r><r><rPr/><t>乙</t></r></is></c>', "甲乙"),
        ('<c r="A1" t="inlineStr"><is><t>漢</t><rPh sb="0" eb="1"><t>カン</t></rPh></is></c>', "漢"),
        ('<c r="A1" t="inlineStr"><is><t>甲_x000D_乙</t></is></c>', "甲\r乙"),
        ('<c r="A1" t="str"><v>&lt;b&gt;</v></c>', "<b>"),
        ('<c r="A1" t="inlineStr"><is><t></t></is></c>', None),
    ],
)
def test_texts(cell: str, value: str | None, tmp_path: Path) -> None:
    found = read(saved(tmp_path, "a.xlsx", one_sheet(f'<row r="1">{cell}</row>'))).sheets["S"].cell(1, 1)
    assert (found.value or None) == value


def test_years_that_begin_in_1904(tmp_path: Path) -> None:
    data = one_sheet('<row r="1"><c r="A1" s="1"><v>1</v></c></row>')
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        book = package.read("xl/workbook.xml").replace(b"<sheets>", b'<workbookPr date1904="1"/><sheets>')
    found = read(saved(tmp_path, "a.xlsx", with_parts(data, {"xl/workbook.xml": book})))
    assert found.sheets["S"].cell(1, 1).value == date(1904, 1, 2)


@pytest.mark.parametrize(
    ("cell", "stored"),
    [
        ('<c r="A1"><f>1+1</f><v></v></c>', False),
        ('<c r="A1"><f>1+1</f><v/></c>', False),
        ('<c r="A1"><f>1+1</f></c>', False),
        ('<c r="A1" t="str"><f>""</f><v></v></c>', True),
        ('<c r="A1"><f>1-1</f><v>0</v></c>', True),
    ],
)
def test_an_empty_result_is_none_but_for_an_empty_text(cell: str, stored: bool, tmp_path: Path) -> None:
    found = read(saved(tmp_path, "a.xlsx", one_sheet(f'<row r="1">{cell}</row>'))).sheets["S"].cell(1, 1)
    assert found.stored is stored


@pytest.mark.parametrize("rows", ['<row r="1">{}</row>', '<row r="1" x=">">{}</row>', "<row>{}</row><!-- c -->"])
def test_both_ways_of_finding_formulas_find_the_same(rows: str, tmp_path: Path) -> None:
    cells = '<c r="A1"><v>1</v></c><c r="B1"><f>A1</f><v>1</v></c><c r="C1" t="e"><v>#N/A</v></c><c r="D1" s="1"/>'
    slow = cells.replace('<c r="A1">', '<c  r="A1">')
    fast, parsed = (
        read(saved(tmp_path, f"{number}.xlsx", one_sheet(rows.format(each))))
        for number, each in enumerate((cells, slow))
    )
    assert fast == parsed
    assert fast.sheets["S"].cell(1, 2).formula == "=A1"
    assert fast.sheets["S"].cell(1, 3).value == ErrorValue("#N/A")


def by_xlsxwriter() -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet, day = book.add_worksheet("数"), book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        for row, number in enumerate((0, -1, 0.1, 1 / 3, 96171.6, 1e15, 123456789012345, 1e-7, 2**53)):
            sheet.write_number(row, 0, number)
            sheet.write_formula(row, 1, f"=A{row + 1}*2", None, number * 2)
        for row, error in enumerate(ERRORS):
            sheet.write_formula(row, 2, f"=NA()+{row}", None, error)
        sheet.write_column(0, 3, ["甲", " 乙 ", "丙\n丁", "_x000D_", "<&>", "=1+1x"])
        sheet.write_datetime(0, 4, datetime(2024, 2, 29, 12, 30), day)
        sheet.write_boolean(1, 4, True)
        sheet.write_boolean(2, 4, False)
        sheet.write_array_formula("F1:F2", "{=A1:A2*2}", None, 0)
        book.add_worksheet("空")
    return out.getvalue()


def by_openpyxl() -> bytes:
    out, book = io.BytesIO(), openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in ([1, 2.5, "甲", True, date(2024, 1, 1)], ["=A1+B1", "#N/A", None, "", datetime(2024, 1, 1, 8)]):
        sheet.append(row)
    sheet["C9"] = "=SUM(A:A)"
    book.create_sheet("第二")["ZZ100"] = -0.5
    book.save(out)
    return out.getvalue()


@pytest.fixture(params=["xlsxwriter", "openpyxl", *EXAMPLES], ids=lambda each: Path(each).name)
def file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Return a workbook by another library, or one of the examples."""
    made = {"xlsxwriter": by_xlsxwriter, "openpyxl": by_openpyxl}.get(request.param)
    return request.param if made is None else saved(tmp_path, f"{request.param}.xlsx", made())


def comparable(value: Any) -> Any:
    """Return a value as every library has it: numbers as decimals, dates with a time, no blank text."""
    match value:
        case bool() | datetime() | None:
            return value
        case date():
            return datetime(value.year, value.month, value.day)
        case int() | float():
            return Decimal(repr(value)).normalize()
        case Decimal():
            return value.normalize()
        case timedelta() | ErrorValue():
            return str(value)
        case _:
            return value.replace("\r\n", "\n") or None


def test_openpyxl_reads_the_same(file: Path) -> None:
    ours = read(file)
    values, formulas = openpyxl.load_workbook(file, data_only=True), openpyxl.load_workbook(file)
    assert list(ours.sheets) == values.sheetnames
    for sheet in values.worksheets:
        mine = ours.sheets[sheet.title]
        for row in formulas[sheet.title].iter_rows():
            for cell in row:
                place = (cell.row, cell.column)
                text = getattr(cell.value, "text", cell.value) if cell.data_type == "f" else None
                found = mine.cell(*place)
                assert found.formula == text, place
                assert comparable(found.value) == comparable(sheet.cell(*place).value), place
                assert isinstance(found.value, ErrorValue) == (sheet.cell(*place).data_type == "e"), place
        assert all(r <= sheet.max_row and c <= sheet.max_column for r, c in mine.cells)


def test_calamine_reads_the_same_values(file: Path) -> None:
    ours, book = read(file), CalamineWorkbook.from_path(str(file))
    assert list(ours.sheets) == book.sheet_names
    for name in book.sheet_names:
        sheet = book.get_sheet_by_name(name)
        top, left = sheet.start or (0, 0)
        for row, cells in enumerate(sheet.to_python(), top + 1):
            for column, value in enumerate(cells, left + 1):
                found = ours.sheets[name].cell(row, column).value
                if not isinstance(found, ErrorValue):
                    assert comparable(found) == comparable(value), (name, row, column)


def test_the_examples_are_there() -> None:
    assert len(EXAMPLES) >= 15
    assert re.search("xlsx", EXAMPLES[0].name)


def test_an_instruction_in_a_part_without_a_declaration(tmp_path: Path) -> None:
    parts = members(one_sheet('<row r="1"><c r="A1"><v><?x y?>7</v></c></row>'))
    part = parts["xl/worksheets/sheet1.xml"]
    bare = part[part.index(b"?>") + 2 :]
    book = read(saved(tmp_path, "a.xlsx", repacked(parts | {"xl/worksheets/sheet1.xml": bare})))
    assert book.sheets["S"].cell(1, 1).value == Decimal(7)
