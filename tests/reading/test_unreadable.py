"""Files that cannot be read become values, each with its reason, and never an exception."""

import io
from pathlib import Path

import pytest
from docx import Document

from kit.filled import saved, workbook
from kit.package import one_sheet, packed
from xlsreport.model.address import Address
from xlsreport.model.workbook import Unreadable, Workbook
from xlsreport.reading import read_workbook

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def verdict(folder: Path, data: bytes) -> str:
    book = read_workbook(saved(folder, "附件.xlsx", data))
    assert isinstance(book, Unreadable), "it was read"
    assert isinstance(book.reason, str)
    return book.code


def docx() -> bytes:
    out = io.BytesIO()
    Document().save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "F128"),
        (b"%PDF-1.7", "F102"),
        ("单位,数字\n甲,1".encode(), "F102"),
        (packed({"readme.txt": "no workbook"}), "F102"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "F103"),
    ],
)
def test_what_is_no_xlsx_workbook(data: bytes, code: str, tmp_path: Path) -> None:
    assert verdict(tmp_path, data) == code


def test_a_word_document_is_not_taken_for_a_workbook(tmp_path: Path) -> None:
    assert verdict(tmp_path, docx()) == "F102"


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.999])
def test_a_file_cut_off_on_its_way(share: float, tmp_path: Path) -> None:
    data = workbook()
    assert verdict(tmp_path, data[: int(len(data) * share)]) == "F101"


def test_a_digit_that_flipped_on_its_way_is_never_read_as_a_figure(tmp_path: Path) -> None:
    whole = one_sheet('<row r="1"><c r="A1"><v>1207</v></c></row>')
    book = read_workbook(saved(tmp_path, "完好.xlsx", whole))
    assert isinstance(book, Workbook)
    assert book.at(Address.parse("S!A1")).value == 1207
    flipped = whole.replace(b"<v>1207</v>", b"<v>1209</v>")  # as well-formed as it was; its checksum alone differs
    assert len(flipped) == len(whole)
    assert verdict(tmp_path, flipped) == "F101"


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="A1"><v>1</v></row>',  # no XML
        '<row r="1"><c r="??"><f>1</f></c></row>',  # no address
        '<row r="1"><c r="A1"><f>1</f><v>1</v></c></row></sheetData></worksheet><x>',
    ],
)
def test_a_sheet_that_is_no_sheet(rows: str, tmp_path: Path) -> None:
    assert verdict(tmp_path, one_sheet(rows)) == "F101"


def test_a_workbook_without_its_parts(tmp_path: Path) -> None:
    assert verdict(tmp_path, packed({"xl/workbook.xml": "<workbook/>"})) == "F101"


def test_a_folder_and_a_file_that_is_not_there(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "没有.xlsx"):
        book = read_workbook(path)
        assert isinstance(book, Unreadable)
        assert book.code == "F143"


def test_a_workbook_with_a_wrong_ending_is_read_all_the_same(tmp_path: Path) -> None:
    assert isinstance(read_workbook(saved(tmp_path, "报表.doc", workbook())), Workbook)
