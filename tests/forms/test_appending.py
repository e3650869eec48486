"""Rows added to a table in a workbook of the coordinator's own: nothing that stands in it is lost."""

import io
from datetime import date
from decimal import Decimal

import xlsxwriter

from kit.rich import png
from xlsreport.forms.appending import appended
from xlsreport.forms.workbook_file import opened_workbook
from xlsreport.package import members

HEADS = ("Code", "What", "Figure", "Day")


def decisions() -> bytes:
    """Return a table that Excel keeps as a table, with a picture, a choice from another sheet and a coloured rule."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet, lists = book.add_worksheet("Accepted"), book.add_worksheet("Lists")
    lists.write_column(0, 0, ["yes", "no"])
    sheet.add_table(0, 0, 1, 3, {"columns": [{"header": head} for head in HEADS], "data": [["M301", "so", 4, None]]})
    sheet.data_validation(1, 1, 1, 1, {"validate": "list", "source": "=Lists!$A$1:$A$2"})
    sheet.conditional_format(1, 2, 1, 2, {"type": "data_bar", "data_bar_2010": True})
    sheet.insert_image(5, 6, "seal.png", {"image_data": io.BytesIO(png())})
    book.close()
    return out.getvalue()


def test_every_part_but_the_table_itself_stays_byte_for_byte() -> None:
    before = decisions()
    after = members(appended(before, "Accepted", HEADS, [{1: "M302", 3: Decimal(5), 4: date(2026, 3, 4)}]))
    old = members(before)
    assert {name for name in old if old[name] != after.get(name)} <= {
        "xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/tables/table1.xml", "docProps/core.xml",
    }  # fmt: skip
    assert b"x14:dataBar" in after["xl/worksheets/sheet1.xml"]
    assert b'ref="A1:D3"' in after["xl/tables/table1.xml"]


def test_what_is_added_stands_below_and_says_what_it_is() -> None:
    data = appended(decisions(), "Accepted", HEADS, [{1: "=M302", 3: Decimal("5.5"), 4: date(2026, 3, 4)}])
    sheet = opened_workbook("it", data)["Accepted"]
    code, _, figure, day = sheet[3]
    assert (code.value, code.data_type, figure.value, day.number_format) == ("=M302", "s", 5.5, "yyyy-mm-dd")
    assert day.value.date() == date(2026, 3, 4)
    assert "C3" in str(next(iter(sheet.conditional_formatting)).sqref)


def test_a_sheet_that_is_missing_is_made_with_its_heads() -> None:
    book = opened_workbook("it", appended(decisions(), "Others", HEADS, [{2: "why"}]))
    assert [[cell.value for cell in row] for row in book["Others"]] == [[*HEADS], [None, "why", None, None]]
    assert book.sheetnames == ["Accepted", "Lists", "Others"]
