"""Archives taken apart: names, nesting, bounds, damage."""

import struct
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

import pytest

from kit.package import packed
from xlsreport.content import Content
from xlsreport.intake import zipped
from xlsreport.intake.gather import gather, source_file
from xlsreport.intake.labels import is_litter, label
from xlsreport.intake.unpacking import unpacked
from xlsreport.language import language_named
from xlsreport.model.source import SourceFile

ZH = language_named("zh")
BOOK = b"%PDF-1.4 stands for any file"


def zipped_up(members: Mapping[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    return packed(members, how)


def raw_zip(name: bytes, data: bytes, declared: int | None = None, flags: int = 0) -> bytes:
    """Return an archive of one stored member whose name is given in bytes, without the UTF-8 flag."""
    size = len(data) if declared is None else declared
    sizes = struct.pack("<IIIHH", zlib.crc32(data), len(data), size, len(name), 0)
    local = struct.pack("<4sHHHHH", b"PK\x03\x04", 20, flags, 0, 0, 0x21) + sizes + name + data
    entry = struct.pack("<4sHHHHHH", b"PK\x01\x02", 20, 20, flags, 0, 0, 0x21) + sizes
    entry += struct.pack("<HHHII", 0, 0, 0, 0, 0) + name
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 1, 1, len(entry), len(local), 0)
    return local + entry + end


def taken_out(folder: Path, data: bytes, name: str = "a.zip") -> tuple[SourceFile, ...]:
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(data)
    return unpacked(source_file(folder / name), folder / "into", ZH)


def problems(files: tuple[SourceFile, ...]) -> list[tuple[str, str]]:
    return [(each.name, each.problem.code) for each in files if each.problem]


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_names_without_a_flag_are_utf8_else_gbk(tmp_path: Path, encoding: str) -> None:
    found = taken_out(tmp_path, raw_zip("镇街/财政局填报表.pdf".encode(encoding), BOOK))
    assert [each.name for each in found] == ["a.zip!镇街/财政局填报表.pdf"]
    assert found[0].path.read_bytes() == BOOK
    assert found[0].content is Content.PAPER


def test_a_gbk_name_whose_second_byte_is_a_backslash_is_one_name(tmp_path: Path) -> None:
    name = "俓乗.pdf"
    assert b"\\" in name.encode("gbk")
    assert taken_out(tmp_path, raw_zip(name.encode("gbk"), BOOK))[0].name == f"a.zip!{name}"


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../evil.pdf", "evil.pdf"),
        ("/etc/passwd", "etc/passwd"),
        ("C:\\windows\\evil.pdf", "windows/evil.pdf"),
        ("a/\u202efdp.exe", "a/fdp.exe"),
        ("a\x1b[31m.pdf", "a[31m.pdf"),
        ("a.pdf\0.exe", "a.pdf.exe"),
    ],
)
def test_member_names_are_labels_and_lead_nowhere(tmp_path: Path, given: str, shown: str) -> None:
    assert label(given) == shown
    found = taken_out(tmp_path / "inbox", raw_zip(given.encode(), BOOK))
    assert [each.name for each in found] == [f"a.zip!{shown}"]
    assert found[0].path == tmp_path / "inbox" / "into" / "000001"
    assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file()) == ["000001", "a.zip"]


def test_three_levels_are_opened_and_the_fourth_is_named(tmp_path: Path) -> None:
    deepest = zipped_up({"d.pdf": BOOK})
    three = zipped_up({"2.zip": zipped_up({"3.zip": deepest})})
    assert [each.name for each in taken_out(tmp_path, three)] == ["a.zip!2.zip!3.zip!d.pdf"]
    four = taken_out(tmp_path, zipped_up({"1.zip": three, "b.pdf": BOOK}))
    assert problems(four) == [("a.zip!1.zip!2.zip!3.zip", "F119")]
    assert four[-1].name == "a.zip!b.pdf"


def test_litter_is_passed_over_inside_too(tmp_path: Path) -> None:
    litter = ("~$表.xlsx", "Thumbs.db", "x/.DS_Store", "__MACOSX/._表.pdf", "desktop.ini")
    found = taken_out(tmp_path, zipped_up(dict.fromkeys((*litter, "表.pdf"), BOOK)))
    assert [each.name for each in found] == ["a.zip!表.pdf"]
    assert all(is_litter(name) for name in litter)


@pytest.mark.parametrize("members", [{}, {"空文件夹/": b""}, {"~$表.xlsx": b"x"}])
def test_an_archive_without_a_file_says_so(tmp_path: Path, members: Mapping[str, bytes]) -> None:
    assert problems(taken_out(tmp_path, zipped_up(members))) == [("a.zip", "F127")]


def test_a_bomb_is_refused_by_what_it_declares(tmp_path: Path) -> None:
    bomb = zipped_up({"zeros": bytes(30 * 1024**2)})
    assert len(bomb) < 40_000
    assert problems(taken_out(tmp_path, bomb)) == [("a.zip", "F120")]


def test_below_ten_mebibytes_a_small_archive_may_unpack_to_any_size() -> None:
    small, large = (zipped_up({"zeros": bytes(10 * 1024**2 + more)}) for more in (0, 1))
    zipped.opened_zip(small, zipped.Budget()).close()
    with pytest.raises(zipped.TooLargeError, match=r"1 : \d{3,}"):
        zipped.opened_zip(large, zipped.Budget())


def test_too_many_members_are_refused_before_they_are_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    many = zipped_up({f"{n}.pdf": BOOK for n in range(30)})
    monkeypatch.setattr("xlsreport.content.kinds._MOST_PARTS", 20)
    monkeypatch.setattr(zipfile, "ZipFile", None)  # nobody may open it
    monkeypatch.setattr(zipped, "MOST_MEMBERS", 20)
    monkeypatch.setattr(zipped.Budget.__init__, "__defaults__", (20, zipped.MOST_BYTES))
    assert problems(taken_out(tmp_path, many)) == [("a.zip", "F120")]


def test_nested_archives_share_one_budget(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    part = zipped_up({"x.pdf": bytes(range(256)) * 2000}, zipfile.ZIP_STORED)
    monkeypatch.setattr(zipped.Budget.__init__, "__defaults__", (100, 2 * len(part) + 400_000))
    found = taken_out(tmp_path, zipped_up({"1.zip": part, "2.zip": part}, zipfile.ZIP_STORED))
    assert found[0].name == "a.zip!1.zip!x.pdf"
    assert problems(found) == [("a.zip", "F120")]


def test_damage_is_told_of_the_member_alone(tmp_path: Path) -> None:
    data = bytearray(zipped_up({"one.pdf": BOOK, "two.pdf": BOOK}, zipfile.ZIP_STORED))
    data[data.index(b"%PDF") + 6] ^= 0xFF
    found = taken_out(tmp_path, bytes(data))
    assert problems(found) == [("a.zip!one.pdf", "F118")]
    assert found[1].name == "a.zip!two.pdf"
    assert found[1].problem is None


def test_a_member_with_a_password_is_told(tmp_path: Path) -> None:
    assert problems(taken_out(tmp_path, raw_zip(b"a.pdf", BOOK, flags=1))) == [("a.zip!a.pdf", "F103")]


@pytest.mark.parametrize("cut", [5, 60, 100])
def test_a_cut_archive_is_damaged(tmp_path: Path, cut: int) -> None:
    whole = zipped_up({"a.pdf": BOOK, "b.pdf": BOOK})
    assert problems(taken_out(tmp_path, whole[:cut])) == [("a.zip", "F118")]


def test_gather_tells_kinds_and_leaves_containers_closed(tmp_path: Path) -> None:
    for name, data in {
        "a.txt": zipped_up({"x.pdf": BOOK}),
        "b.xlsx": BOOK,
        "c/~$d.xlsx": BOOK,
        ".DS_Store": b"x",
        "e.zip": b"",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    assert [(each.name, each.content) for each in gather(tmp_path)] == [
        ("a.txt", Content.ARCHIVE),
        ("b.xlsx", Content.PAPER),
        ("e.zip", Content.EMPTY),
    ]


def test_a_file_larger_than_any_workbook_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("xlsreport.intake.gather.LARGEST", 10)
    (tmp_path / "big.xlsx").write_bytes(BOOK)
    assert problems(gather(tmp_path)) == [("big.xlsx", "F120")]
