"""What a department types as text is read as the cell shows it; what stands below a list is not lost in silence."""

from decimal import Decimal
from pathlib import Path

import pytest

from kit.small_form import at, part, small_form
from xlsreport.checking import Case, review
from xlsreport.language import language_named
from xlsreport.model.finding import Severity
from xlsreport.model.form import Form
from xlsreport.model.review import Review
from xlsreport.model.workbook import Cell, Sheet, Value, Workbook


def reviewed(form: Form, **cells: Value) -> Review:
    """Return the review of a workbook of `form` with `cells` typed in."""
    sheets = {name: {p: Cell(text) for p, text in layout.texts.items()} for name, layout in form.layouts.items()}
    typed = part(B1="North", B2="C1", B3=Decimal(2023), **cells)
    sheets["Data"] |= {(cell.row, cell.column): Cell(value) for cell, value in typed.items()}
    return review(Case(form, language_named("en"), Workbook({n: Sheet(n, cells) for n, cells in sheets.items()})))


@pytest.mark.parametrize(
    ("shown", "text", "value"),
    [("[$$-409]#,##0.00", "$1,234.50", "1234.5"), ("0.0%", "12.5%", "0.125"), ("#,##0_);(#,##0)", "(123)", "-123")],
)
def test_a_number_typed_as_its_cell_shows_it_is_read_with_a_query(
    tmp_path: Path, shown: str, text: str, value: str
) -> None:
    form = small_form(
        tmp_path,
        {"B5": "custom"},
        formats={"B5": shown},
        texts={"A5": "Costs"},
        toml='[values]\n"Data!B5" = { kind = "decimal" }\n',
    )
    found = reviewed(form, B5=text)
    assert found.values[at("B5")] == Decimal(value)
    assert [each.code for each in found.findings if each.address == at("B5")] == ["V205"]
    assert reviewed(form, B5="€5").values.get(at("B5")) is None


def test_a_row_below_the_room_of_a_list_is_read_and_after_a_gap_told(tmp_path: Path) -> None:
    toml = '[lists.L]\nrows = "Data!A8:B9"\nkey = ["A"]\n'
    form = small_form(tmp_path, {"A8:A9": "any", "B8:B9": "whole"}, texts={"A7": "Act", "B7": "Times"}, toml=toml)
    two: dict[str, Value] = {"A8": "One", "B8": Decimal(1), "A9": "Two", "B9": Decimal(2)}
    found = reviewed(form, **two, A10="Three", B10=Decimal(3))
    assert not [each for each in found.findings if each.sheet == "Data"]
    assert found.values[at("B10")] == 3
    (said,) = [e for e in reviewed(form, **two, A11="Three", B11=Decimal(3)).findings if e.sheet == "Data"]
    assert (said.code, said.severity) == ("S125", Severity.ERROR)
    assert "row 11" in said.message
