"""The consolidated workbook is the form itself, filled: opened with openpyxl and with our reader."""

import io
import re
from decimal import Decimal

import pytest
from openpyxl import Workbook as OpenpyxlBook
from openpyxl import load_workbook
from openpyxl.worksheet.cell_range import CellRange

from kit.filled import disclosure, values
from xlsreport.consolidation import consolidate
from xlsreport.model.address import Address
from xlsreport.model.consolidation import Consolidation
from xlsreport.model.workbook import Unreadable, Workbook
from xlsreport.package import members
from xlsreport.reading import read_workbook


@pytest.fixture(scope="module")
def joined() -> Consolidation:
    form = disclosure()
    parts = [
        values({"表三!D6": 3, "表三!D8": 3, "表二!B9": 1000, "表二!B16": Decimal("0.1"), "表三!I6": 1, "表三!I30": 1}),
        values({"表三!E6": 1, "表三!E8": 1, "表二!B9": 2345, "表二!B16": Decimal("0.2"), "补充!B4": 7}),
    ]
    own = {form.identity.name: "全区", form.identity.code: "A00", form.identity.period: Decimal(2023)}
    return consolidate(form, parts, own)


@pytest.fixture(scope="module")
def data(joined: Consolidation) -> bytes:
    return disclosure().engine.fill(joined.values)


@pytest.fixture(scope="module")
def written(data: bytes) -> OpenpyxlBook:
    return load_workbook(io.BytesIO(data))


@pytest.fixture(scope="module")
def original() -> OpenpyxlBook:
    return load_workbook(disclosure().folder / "workbook.xlsx")


@pytest.fixture(scope="module")
def read(data: bytes, tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    path = tmp_path_factory.mktemp("consolidated") / "汇总填报表.xlsx"
    path.write_bytes(data)
    book = read_workbook(path)
    assert not isinstance(book, Unreadable)
    return book


def test_every_formula_is_the_forms(written: OpenpyxlBook, read: Workbook) -> None:
    for address, formula in disclosure().formulas.items():
        assert written[address.sheet][address.cell].value == formula, str(address)
        assert read.at(address).formula == formula, str(address)


def test_every_formula_has_its_result(read: Workbook, joined: Consolidation) -> None:
    """Where a result is an empty text, a reader may see a blank."""
    for address in disclosure().formulas:
        cell = read.at(address)
        assert cell.stored, str(address)
        assert (cell.value or None) == (joined.results[address] or None) or cell.value == joined.results[address]


def test_results_are_seen_without_recalculation(data: bytes) -> None:
    book = load_workbook(io.BytesIO(data), data_only=True)
    assert [book["表三"][cell].value for cell in ("J6", "J29", "J30")] == [5, 4, 1]
    assert book["校验"]["B2"].value is not None


def test_every_input_is_what_was_joined(read: Workbook, joined: Consolidation) -> None:
    for field in disclosure().fields.values():
        assert read.at(field.address).value == joined.values.get(field.address), str(field.address)
    assert read.at(Address.parse("表二!B16")).value == Decimal("0.3")


def test_texts_of_departments_are_not_in_it(read: Workbook) -> None:
    assert all(read.at(field.address).value is None for field in disclosure().prose)


def test_sheets_labels_and_merges_are_the_forms(written: OpenpyxlBook, original: OpenpyxlBook) -> None:
    form = disclosure()
    assert written.sheetnames == original.sheetnames
    for sheet in original:
        ours = written[sheet.title]
        assert {str(each) for each in ours.merged_cells.ranges} == {str(each) for each in sheet.merged_cells.ranges}
        for row in sheet.iter_rows():
            for cell in row:
                if Address(sheet.title, cell.row, cell.column) not in form.fields:
                    assert ours[cell.coordinate].value == cell.value, f"{sheet.title}!{cell.coordinate}"


def test_locks_are_the_forms(written: OpenpyxlBook, original: OpenpyxlBook) -> None:
    for sheet in original:
        ours = written[sheet.title]
        assert ours.protection.sheet == sheet.protection.sheet
        assert ours.protection.formatRows == sheet.protection.formatRows
        locks = {cell.coordinate: cell.protection.locked for row in sheet.iter_rows() for cell in row}
        assert {cell.coordinate: cell.protection.locked for row in ours.iter_rows() for cell in row} == locks


def test_validations_and_colours_are_the_forms(written: OpenpyxlBook, original: OpenpyxlBook) -> None:
    for sheet in original:
        ours = written[sheet.title]
        assert [validation(each) for each in ours.data_validations.dataValidation] == [
            validation(each) for each in sheet.data_validations.dataValidation
        ]
        assert len(ours.conditional_formatting) == len(sheet.conditional_formatting)
    assert sum(len(sheet.data_validations.dataValidation) for sheet in written) > 0


def validation(each: object) -> tuple[object, ...]:
    names = ("type", "operator", "formula1", "formula2", "allowBlank", "promptTitle", "prompt", "error")
    return (*(getattr(each, name) for name in names), str(each.sqref))  # type: ignore[attr-defined]


def test_merges_are_written_in_order(data: bytes) -> None:
    """Openpyxl keeps them in a set, whose order is nobody's."""
    parts = [part.decode() for name, part in members(data).items() if name.startswith("xl/worksheets/sheet")]
    merges = [[CellRange(each) for each in re.findall('<mergeCell ref="([^"]+)"', part)] for part in parts]
    places = [[(each.min_col, each.min_row) for each in sheet] for sheet in merges]
    assert any(places)
    assert places == [sorted(each) for each in places]


def test_is_the_same_every_time(data: bytes, joined: Consolidation) -> None:
    assert disclosure().engine.fill(joined.values) == data


def test_a_text_longer_than_a_cell_is_not_cut_in_silence() -> None:
    address = disclosure().prose[0].address
    with pytest.raises(ValueError, match=str(address)):
        disclosure().engine.fill({address: "长" * 32_768})
