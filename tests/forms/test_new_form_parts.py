"""A form made of an ordinary workbook keeps whatever stands in it: pictures, charts, choices from other sheets."""

import io
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter

from kit.office import converted
from kit.rich import png
from xlsreport.forms.folder import read_form
from xlsreport.forms.new.making import NewForm, form_from
from xlsreport.forms.newer_validations import add_newer_validations
from xlsreport.forms.workbook_file import opened_workbook
from xlsreport.model.address import Address
from xlsreport.package import members

EXPECTED_NEW = {"xl/worksheets/sheet4.xml", "xl/worksheets/sheet5.xml"}


def ordinary(first: int) -> bytes:
    """Return a table with heads in row `first`, a picture, a chart, a comment and a choice from a hidden sheet."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet, lists, other = book.add_worksheet("Vans"), book.add_worksheet("Lists"), book.add_worksheet("More")
        box, row = book.add_format({"border": 1}), first - 1
        if first > 1:
            sheet.write(0, 0, "Vans of the branches 2023")
        sheet.write_row(row, 0, ["Branch", "Vans", "Drivers", "Kind"], box)
        for number, name in enumerate(("North", "South", "East"), row + 1):
            sheet.write(number, 0, name, box)
            for column in range(1, 4):
                sheet.write_blank(number, column, None, box)
        sheet.write(row + 4, 0, "Total", box)
        sheet.write_formula(row + 4, 1, f"=SUM(B{row + 2}:B{row + 4})", box, 0)
        sheet.write_blank(row + 4, 2, None, box)
        sheet.write_comment(row + 1, 1, "those on the road")
        sheet.data_validation(row + 1, 3, row + 3, 3, {"validate": "list", "source": "=Lists!$A$1:$A$2"})
        sheet.insert_image(row + 8, 5, "seal.png", {"image_data": io.BytesIO(png())})
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": f"=Vans!$B${row + 2}:$B${row + 4}"})
        sheet.insert_chart(row + 12, 0, chart)
        sheet.freeze_panes(row + 1, 0)
        lists.write_column(0, 0, ["diesel", "electric"])
        lists.hide()
        other.write(0, 0, "Vans in all")
        other.write_formula(0, 1, f"=Vans!B{row + 5}*1", None, 0)
    return newer(out.getvalue(), row)


def newer(data: bytes, row: int) -> bytes:
    """Have the choice written as Excel writes one of another sheet since 2010."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    text = parts["xl/worksheets/sheet1.xml"].decode()
    before, _, rest = text.partition("<dataValidations")
    after = rest.partition("</dataValidations>")[2]
    listed = (
        '<extLst><ext xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" '
        'uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"><x14:dataValidations count="1" '
        'xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:dataValidation type="list" allowBlank="1">'
        f"<x14:formula1><xm:f>Lists!$A$1:$A$2</xm:f></x14:formula1><xm:sqref>D{row + 2}:D{row + 4}</xm:sqref>"
        "</x14:dataValidation></x14:dataValidations></ext></extLst></worksheet>"
    )
    parts["xl/worksheets/sheet1.xml"] = f"{before}{after.replace('</worksheet>', listed)}".encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


@pytest.fixture(scope="module", params=[3, 1], ids=["heads below a title", "heads in the first row"])
def pair(request: pytest.FixtureRequest) -> tuple[bytes, NewForm]:
    data = ordinary(request.param)
    return data, form_from(data, Path("vans.xlsx"), "vans", "en")


def test_what_is_not_written_into_stays_byte_for_byte(pair: tuple[bytes, NewForm]) -> None:
    data, form = pair
    before, after = members(data), members(form.files["workbook.xlsx"])
    assert after.keys() - before.keys() == EXPECTED_NEW
    assert before.keys() - after.keys() == set()
    kept = {"xl/media/image1.png", "xl/sharedStrings.xml", "xl/theme/theme1.xml"}
    assert {name for name in kept if before[name] != after[name]} == set()


def test_pictures_charts_and_comments_lie_where_their_cells_are(pair: tuple[bytes, NewForm]) -> None:
    after = members(pair[1].files["workbook.xlsx"])
    assert b"<xdr:row>10</xdr:row>" in after["xl/drawings/drawing1.xml"]
    assert b"Vans!$B$4:$B$6" in after["xl/charts/chart1.xml"]
    assert b'ref="B4"' in after["xl/comments1.xml"]
    assert b"<x:Row>3</x:Row>" in after["xl/drawings/vmlDrawing1.vml"]


def test_a_choice_of_another_sheet_is_kept_in_the_newer_form_and_stands_once(pair: tuple[bytes, NewForm]) -> None:
    workbook = pair[1].files["workbook.xlsx"]
    assert b"<xm:sqref>D4:D6</xm:sqref>" in members(workbook)["xl/worksheets/sheet1.xml"]
    book = opened_workbook("it", workbook)
    plain = {str(area) for each in book["Vans"].data_validations.dataValidation for area in each.sqref.ranges}
    assert not any(area.startswith("D") for area in plain)
    add_newer_validations(book, workbook)
    assert book["Lists"].sheet_state == "hidden"


def test_the_form_is_written_into_the_authors_sheet(pair: tuple[bytes, NewForm]) -> None:
    book = opened_workbook("it", pair[1].files["workbook.xlsx"])
    vans = book["Vans"]
    assert [vans[cell].protection.locked for cell in ("A4", "B4", "D6", "B7")] == [True, False, False, True]
    assert (vans["B7"].value, vans["C7"].value) == ("=SUM(B4:B6)", "=SUM(C4:C6)")
    assert book["More"]["B1"].value == "=Vans!B7*1"
    assert all(sheet.protection.sheet for sheet in book)


def test_the_form_loads_and_fills(pair: tuple[bytes, NewForm], tmp_path: Path) -> None:
    for name, content in pair[1].files.items():
        (tmp_path / name).write_bytes(content)
    form = read_form(tmp_path)
    assert form.fields[Address.parse("Vans!D4")].choices == ("diesel", "electric")
    filled = members(form.engine.fill({Address.parse("Vans!B4"): Decimal(3)}))
    assert filled["xl/media/image1.png"] == members(pair[0])["xl/media/image1.png"]


def test_libreoffice_opens_it_with_its_picture(pair: tuple[bytes, NewForm], tmp_path: Path) -> None:
    file = tmp_path / "vans.xlsx"
    file.write_bytes(pair[1].files["workbook.xlsx"])
    again = members(converted(file, "xlsx", tmp_path / "out").read_bytes())
    assert any(name.startswith("xl/media/") for name in again)
