"""Whatever bytes come: `read_workbook` gives a workbook or a reason of the rule book, and never raises."""

import io
import struct
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from olefile import MAXREGSECT, OleFileIO

from kit.filled import saved, workbook
from kit.office import all_converted
from kit.package import one_sheet
from xlsreport.language import language_named
from xlsreport.model.workbook import Unreadable, Workbook
from xlsreport.reading import calamine, read_workbook

ENTRIES = language_named("zh").entries
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
EASY = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True
)


@lru_cache
def plain(height: int = 8) -> bytes:
    numbers = range(1, height + 1)
    rows = "".join(f'<row r="{r}"><c r="A{r}"><v>{r}</v></c><c r="B{r}"><f>A{r}</f></c></row>' for r in numbers)
    return one_sheet(rows)


def settled(folder: Path, data: bytes) -> str:
    """Return the code of the reason, or nothing for what was read."""
    book = read_workbook(saved(folder, "a", data))
    if isinstance(book, Workbook):
        return ""
    assert book.code in ENTRIES
    assert "{" not in ENTRIES[book.code].message.format(reason=book.reason)
    return book.code


@EASY
@given(st.binary(max_size=600), st.sampled_from([b"", b"PK\3\4", OLE, b"\x09\x08\x10\x00", b"Rar!\x1a\x07", b"<?xml "]))
def test_any_bytes(tmp_path: Path, tail: bytes, head: bytes) -> None:
    settled(tmp_path, head + tail)


@EASY
@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(1, 255)), min_size=1, max_size=6))
def test_flipped_bytes(tmp_path: Path, flips: list[tuple[int, int]]) -> None:
    data = bytearray(plain())
    for place, flip in flips:
        data[place % len(data)] ^= flip
    settled(tmp_path, bytes(data))


@EASY
@given(st.integers(0, 35_000))
def test_cut_off_anywhere(tmp_path: Path, size: int) -> None:
    data = workbook()
    assert settled(tmp_path, data[: size % len(data)])


@pytest.fixture(scope="module")
def older(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """Return one workbook as .xls and .ods."""
    folder = tmp_path_factory.mktemp("older")
    file = saved(folder, "a.xlsx", plain(300))
    return {ending: all_converted([file], ending, folder / ending)[0].read_bytes() for ending in ("xls", "ods")}


@pytest.mark.office
@EASY
@given(st.sampled_from(["xls", "ods"]), st.lists(st.tuples(st.integers(0, 10**6), st.integers(1, 255)), max_size=4))
def test_flipped_bytes_of_older_formats(
    tmp_path: Path, older: Mapping[str, bytes], ending: str, flips: list[tuple[int, int]]
) -> None:
    data = bytearray(older[ending])
    for place, flip in flips:
        data[place % len(data)] ^= flip
    settled(tmp_path, bytes(data))


class Panic(BaseException):
    """As a panic of a Rust library arrives."""


@pytest.mark.parametrize(
    ("raised", "code"), [(Panic("x"), "F101"), (ValueError("一\n二"), "F101"), (OSError(5, "x"), "F101")]
)
def test_what_calamine_raises(
    raised: BaseException, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def opening(_: io.BytesIO) -> None:
        raise raised

    monkeypatch.setattr(calamine, "CalamineWorkbook", type("Calamine", (), {"from_filelike": opening}))
    assert settled(tmp_path, plain()) == code


@pytest.mark.parametrize("raised", [KeyboardInterrupt(), MemoryError(), SystemExit(1)])
def test_what_is_not_the_files_fault_goes_on(
    raised: BaseException, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def opening(_: io.BytesIO) -> None:
        raise raised

    monkeypatch.setattr(calamine, "CalamineWorkbook", type("Calamine", (), {"from_filelike": opening}))
    with pytest.raises(type(raised)):
        read_workbook(saved(tmp_path, "a.xlsx", plain()))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "F128"),
        (b"Rar!\x1a\x07\x01\x00" + b"\0" * 40, "F113"),
        (b"7z\xbc\xaf\x27\x1c" + b"\0" * 40, "F113"),
        (bytes((each * 37 + 11) % 256 for each in range(5000)), "F112"),
        ("单位,数字\n甲,1\n".encode("gbk"), "F102"),
        (b"<html><table></table></html>", "F102"),
        (b"%PDF-1.7\n", "F102"),
        (b"PK\5\6" + b"\0" * 18, "F102"),
        (OLE + b"\0" * 1000, "F101"),
        (OLE + b"\xff" * 1000, "F101"),
        (b"\x09\x08\x10\x00" + b"\0" * 100, "F102"),
    ],
)
def test_the_true_reason(data: bytes, code: str, tmp_path: Path) -> None:
    assert settled(tmp_path, data) == code


@pytest.mark.office
@pytest.mark.parametrize("chain", ["directory", "Workbook"])
def test_a_chain_of_sectors_without_end(chain: str, older: Mapping[str, bytes], tmp_path: Path) -> None:
    data = bytearray(older["xls"])
    with OleFileIO(io.BytesIO(data)) as file:
        stream = next(each for each in file.direntries if each and each.name == "Workbook")
        small = stream.size < file.minisectorcutoff  # then it lies in the sectors of the root
        first = file.root.isectStart if small else stream.isectStart
        first = file.first_dir_sector if chain == "directory" else first
        last = first
        while file.fat[last] < MAXREGSECT:
            last = file.fat[last]
        size, table = file.sector_size, struct.unpack_from("<I", data, 76)[0]
    struct.pack_into("<I", data, (table + 1) * size + 4 * last, first)
    sound = read_workbook(saved(tmp_path, "sound.xls", older["xls"]))
    book = read_workbook(saved(tmp_path, "a.xls", bytes(data)))  # calamine would follow the chain for ever
    assert isinstance(book, Unreadable) or book == sound


def compound(loop: bool) -> bytes:
    """Return a compound file whose directory is one sector; with `loop` its chain leads back to itself."""
    header = bytearray(512)
    header[:8] = OLE
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIIIIIIII", header, 40, 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    struct.pack_into("<109I", header, 76, 0, *[0xFFFFFFFF] * 108)
    table = struct.pack("<128I", 0xFFFFFFFD, 1 if loop else 0xFFFFFFFE, *[0xFFFFFFFF] * 126)
    return bytes(header) + table + bytes(512)


@pytest.mark.parametrize("loop", [True, False])
def test_a_compound_file_that_leads_in_circles(loop: bool, tmp_path: Path) -> None:
    assert settled(tmp_path, compound(loop)) == "F101"


def test_a_folder_is_a_reason_too(tmp_path: Path) -> None:
    book = read_workbook(tmp_path)
    assert isinstance(book, Unreadable)


def test_shared_formulas_that_would_take_minutes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("xlsreport.reading.shared_formulas._MOST_TEXT", 5000)
    first = f'<row r="1"><c r="A1"><f t="shared" si="0" ref="A1:A9999">{"B1+" * 10}C1</f><v>1</v></c></row>'
    rows = "".join(f'<row r="{n}"><c r="A{n}"><f t="shared" si="0"/><v>1</v></c></row>' for n in range(2, 200))
    book = read_workbook(saved(tmp_path, "a.xlsx", one_sheet(first + rows)))
    assert book == Unreadable("F107", "A158: 5024 > 5000")
