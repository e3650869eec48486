"""Rows added to a table in a workbook of the coordinator's own; everything else in it stays byte for byte."""

from collections.abc import Mapping, Sequence
from datetime import date

from lxml import etree

from xlsreport.forms.copying.cells import Cells, type_value
from xlsreport.forms.copying.longer_lists import Longer, reach
from xlsreport.forms.copying.looks import Look, Looks
from xlsreport.forms.copying.new_sheet import add_sheet
from xlsreport.forms.copying.parts import LANGUAGE, Book, made, main
from xlsreport.forms.workbook_file import opened_workbook
from xlsreport.model.address import Address
from xlsreport.model.workbook import Value
from xlsreport.package import settled

_DAY = Look(number_format="yyyy-mm-dd")


def appended(workbook: bytes, sheet: str, heads: Sequence[str], rows: Sequence[Mapping[int, Value]]) -> bytes:
    """Return `workbook` with `rows` (column → value) written below what stands on `sheet`.

    A sheet that is missing is made with `heads` in row 1; a table, validation or colour that ends with the last row
    goes on to the new one.
    """
    book, last = Book(workbook), _last_row(workbook, sheet)
    if sheet not in book.pages:
        add_sheet(book, sheet, _with_heads(sheet, heads))
        book = Book(book.parts.packed())
    cells, looks = Cells(book.sheet(sheet)), Looks(book)
    reach(book, sheet, Longer(tuple(Address(sheet, last, column + 1) for column in range(len(heads))), len(rows)))
    for number, row in enumerate(rows, last + 1):
        for column, value in row.items():
            cell = cells.at(number, column)
            if type(value) is date and not looks.is_date(int(cell.get("s") or 0)):
                looks.put_on(cell, _DAY)
            type_value(cell, value, Address(sheet, number, column))
    return settled(book.parts.packed())


def _last_row(workbook: bytes, sheet: str) -> int:
    book = opened_workbook(sheet, workbook)
    if sheet not in book.sheetnames:
        return 1
    filled = (cell.row for row in book[sheet].iter_rows() for cell in row if cell.value not in (None, ""))
    return max(filled, default=1)


def _with_heads(sheet: str, heads: Sequence[str]) -> etree._Element:
    root = etree.Element(main("worksheet"), nsmap=LANGUAGE)
    made(root, "sheetData")
    cells = Cells(root)
    for column, head in enumerate(heads, 1):
        type_value(cells.at(1, column), head, Address(sheet, 1, column))
    return root
