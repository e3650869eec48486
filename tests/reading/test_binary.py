"""Binary workbooks: what they declare is not believed, errors are told, and no byte of them ends the process."""

import struct
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from olefile import OleFileIO

from kit.binary import biff, number, xls, xlsb
from kit.filled import saved
from xlsreport.model.workbook import Cell, ErrorValue, Remark, Unreadable, Workbook
from xlsreport.package import members
from xlsreport.reading import read_workbook
from xlsreport.reading.compound_file import compound_file
from xlsreport.reading.repack import repacked

LIMITED = settings(
    max_examples=80, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
EVERYWHERE = biff(0x200, b"\xff" * 14)  # the range that a sheet declares
flips = st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(1, 255)), min_size=1, max_size=5)


def read(folder: Path, data: bytes) -> Workbook:
    book = read_workbook(saved(folder, "a.xls", data))
    assert isinstance(book, Workbook), book
    assert not book.formulas_visible
    return book


def code(folder: Path, data: bytes) -> str:
    book = read_workbook(saved(folder, "a.xls", data))
    assert isinstance(book, Unreadable), "it was read"
    return book.code


def flipped(data: bytes, places: list[tuple[float, int]]) -> bytes:
    out = bytearray(data)
    for share, change in places:
        out[int(share * len(out))] ^= change
    return bytes(out)


def test_a_declared_range_of_an_xls_is_not_believed(tmp_path: Path) -> None:
    assert read(tmp_path, xls(EVERYWHERE, number(3, 2, 1.5))).sheets["S"].cells == {(3, 2): Cell(Decimal("1.5"))}


def test_an_error_of_an_xls_is_told(tmp_path: Path) -> None:
    book = read(tmp_path, xls(biff(0x205, bytes([0, 0, 0, 0, 0, 0, 23, 1])), number(2, 2, 1)))
    assert book.sheets["S"].cells == {(1, 1): Cell(ErrorValue("#REF!")), (2, 2): Cell(Decimal(1))}


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (xls(number(1, 1, 1), number(65536, 256, 1)), "F129"),
        (xls(biff(0xBD, bytes(10) + b"\xff\xff"), number(65535, 1, 1)), "F129"),
        (xls(b"\x03\x02\xff\xff"), "F101"),
        (xls(before=biff(0xFC, b"\xff" * 8)), "F101"),
        (xls(before=biff(0x2F, bytes(54))), "F103"),
        (compound_file("Contents", b"another program's"), "F101"),
    ],
    ids=["far", "far to the right", "cut off", "texts without end", "password", "another program's"],
)
def test_an_xls_that_is_not_read(data: bytes, expected: str, tmp_path: Path) -> None:
    assert code(tmp_path, data) == expected


def test_an_xls_that_uses_its_texts_more_often_than_it_has_bytes(tmp_path: Path) -> None:
    data = xls(number(1, 1, 1.5), before=biff(0xFC, struct.pack("<II", 1_000_000, 0)))
    assert read(tmp_path, data).sheets["S"].cells == {(1, 1): Cell(Decimal("1.5"))}


def test_an_xls_without_its_compound_file(tmp_path: Path) -> None:
    with OleFileIO(xls(number(1, 1, 1.5))) as file:
        stream = file.openstream("Workbook").read()
    assert read(tmp_path, stream).sheets["S"].cells == {(1, 1): Cell(Decimal("1.5"))}


@pytest.mark.parametrize("share", [0.3, 0.5, 0.75, 0.99])
def test_an_xls_cut_off(share: float, tmp_path: Path) -> None:
    data = xls(number(1, 1, 1.5))
    assert code(tmp_path, data[: int(share * len(data))]) == "F101"


@pytest.mark.parametrize("size", [0, 1, 4095, 4096, 4097, 4096 * 1021, 4096 * 1022 + 1, 9_000_000])
def test_a_compound_file_holds_its_stream(size: int, tmp_path: Path) -> None:
    content = bytes(each % 251 for each in range(size))
    with OleFileIO(saved(tmp_path, "a.xls", compound_file("Workbook", content))) as file:
        assert file.openstream("Workbook").read() == content.ljust(4096, b"\0")
        assert file.parsing_issues == []


def test_xlsb(tmp_path: Path) -> None:
    cells = {(1, 1): "单位", (2, 3): 1.5, (3, 1): ErrorValue("#DIV/0!")}
    assert read(tmp_path, xlsb("表", cells)).sheets["表"].cells == {
        (1, 1): Cell("单位"),
        (2, 3): Cell(Decimal("1.5")),
        (3, 1): Cell(ErrorValue("#DIV/0!")),
    }


def test_what_else_an_xlsb_holds_is_not_taken_for_a_sheet(tmp_path: Path) -> None:
    more = {"xl/vbaProject.bin": b"\xff", "xl/printerSettings1.bin": b"\xff"}
    assert read(tmp_path, repacked(members(xlsb("S", {(1, 1): 1.0})) | more)).remarks == (Remark("F109"),)


def test_a_chart_sheet_of_an_xlsb_is_named_and_costs_nothing(tmp_path: Path) -> None:
    book = read(tmp_path, xlsb("S", {(1, 1): ErrorValue("#N/A"), (2, 2): 1.5}, chart="Chart1"))
    assert list(book.sheets) == ["S"]
    assert book.sheets["S"].cells == {(1, 1): Cell(ErrorValue("#N/A")), (2, 2): Cell(Decimal("1.5"))}
    assert book.remarks == (Remark("F142", "Chart1"),)


def test_an_xlsb_that_uses_its_texts_more_often_than_it_has_bytes(tmp_path: Path) -> None:
    assert read(tmp_path, xlsb("S", {(1, 1): 1.5}, uses=1_000_000)).sheets["S"].cells == {(1, 1): Cell(Decimal("1.5"))}


@pytest.mark.parametrize("part", ["_rels/.rels", "xl/printerSettings1.bin", "docProps/app.xml"])
def test_damage_beside_the_cells_of_an_xlsb_costs_nothing(part: str, tmp_path: Path) -> None:
    parts = members(xlsb("S", {(1, 1): 1.5})) | {part: b"<x><y"}
    assert read(tmp_path, repacked(parts)).sheets["S"].cells == {(1, 1): Cell(Decimal("1.5"))}


def test_an_xlsb_that_reaches_too_far(tmp_path: Path) -> None:
    assert code(tmp_path, xlsb("S", {(1, 1): 1.0, (1_048_576, 16_384): 1.0})) == "F129"


@LIMITED
@given(places=flips)
def test_flipped_bytes_of_an_xls(places: list[tuple[float, int]], tmp_path: Path) -> None:
    data = xls(biff(0x200, bytes(14)), number(1, 1, 1.5), number(2, 2, 2.5))
    assert isinstance(read_workbook(saved(tmp_path, "a.xls", flipped(data, places))), Workbook | Unreadable)


@LIMITED
@given(part=st.sampled_from(["xl/workbook.bin", "xl/worksheets/sheet1.bin"]), places=flips)
def test_flipped_bytes_inside_an_xlsb(part: str, places: list[tuple[float, int]], tmp_path: Path) -> None:
    parts = members(xlsb("S", {(1, 1): "甲", (2, 2): 1.5}))
    data = repacked(parts | {part: flipped(parts[part], places)})
    assert isinstance(read_workbook(saved(tmp_path, "a.xlsb", data)), Workbook | Unreadable)
