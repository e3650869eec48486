"""Rows added to a table in a workbook of the coordinator's own; everything else in it stays as it is."""

import io
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from openpyxl import load_workbook

from xlsreport.model.workbook import Value
from xlsreport.package import settled


def appended(workbook: bytes, sheet: str, heads: Sequence[str], rows: Sequence[Mapping[int, Value]]) -> bytes:
    """Return `workbook` with `rows` (column → value) written below what stands on `sheet`.

    A sheet that is missing is made with `heads` in row 1.
    """
    book = load_workbook(io.BytesIO(workbook))
    if sheet not in book.sheetnames:
        book.create_sheet(sheet).append(list(heads))
    table = book[sheet]
    last = max((cell.row for row in table.iter_rows() for cell in row if cell.value not in (None, "")), default=1)
    for number, row in enumerate(rows, last + 1):
        for column, value in row.items():
            cell = table.cell(number, column)
            cell.value = float(value) if isinstance(value, Decimal) else value  # type: ignore[assignment]
            if isinstance(value, Decimal) and value == value.to_integral_value():
                cell.value = int(value)
            if isinstance(value, str):
                cell.data_type = "s"  # a text that begins with = stays a text
            if type(value) is date:
                cell.number_format = "yyyy-mm-dd"
    out = io.BytesIO()
    book.save(out)
    return settled(out.getvalue())
