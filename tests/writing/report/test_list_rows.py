"""A list in Word: a row that repeats as often as something stands in it."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from docx import Document

from kit.small_form import at, part, small_form
from xlsreport.forms.folder import read_form
from xlsreport.model.address import Address
from xlsreport.model.form import Form
from xlsreport.model.room import with_room_for
from xlsreport.model.workbook import Value
from xlsreport.writing.report.cells import TemplateContext
from xlsreport.writing.report.report import report_bytes

LIST = '[lists.L]\nrows = "Data!A8:C11"\nkey = ["A"]'


def test_a_row_repeats_for_each_filled_row_of_the_list_however_long_it_is(tmp_path: Path) -> None:
    inputs, formulas = {"A8:A11": "any", "B8:B11": "whole"}, {f"C{row}": f"=B{row}*2" for row in range(8, 12)}
    small_form(tmp_path, inputs, formulas=formulas, toml=LIST)
    document = Document()
    table = document.add_table(rows=3, cols=2)
    table.cell(0, 0).text = "{%tr for row in Data['A8:C11'].rows %}"
    table.cell(1, 0).text, table.cell(1, 1).text = "{{ row.A }}", "{{ row.C }}"
    table.cell(2, 0).text = "{%tr endfor %}"
    document.save(str(tmp_path / "report.docx"))
    form = read_form(tmp_path)
    values = part(A8="8 U.S.C. <1202>", B8=Decimal(3), A10="26 U.S.C. 6103", B10=Decimal(0))
    assert rows_of(form, values, tmp_path) == [["8 U.S.C. <1202>", "6"], ["26 U.S.C. 6103", "0"]]
    assert form.totals == tuple(at(f"C{row}") for row in range(8, 12))
    longer = {**values, **part(A12="6 U.S.C. 1", B12=Decimal(5))}
    assert rows_of(form, longer, tmp_path)[-1] == ["6 U.S.C. 1", "10"]


def rows_of(form: Form, values: Mapping[Address, Value], folder: Path) -> list[list[str]]:
    told = TemplateContext({**values, **with_room_for(form, [values]).engine.evaluate(values)})
    (folder / "out.docx").write_bytes(report_bytes(form, told))
    return [[cell.text for cell in row.cells] for row in Document(str(folder / "out.docx")).tables[0].rows]
