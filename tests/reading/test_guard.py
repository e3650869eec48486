"""The guard: what is wrong with a package is told before any library is given the file."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from lxml import etree

from kit.filled import saved, workbook
from kit.package import one_sheet, packed
from xlsreport.model.workbook import Unreadable, Workbook
from xlsreport.reading import calamine, read_workbook
from xlsreport.reading.guard import DEFAULT_LIMITS, PackageLimits, unpacked
from xlsreport.reading.refusal import RefusedError

ROWS = '<row r="1"><c r="A1"><v>1</v></c></row>'
PLAIN = one_sheet(ROWS)
SHEET = "xl/worksheets/sheet1.xml"
NEEDED = ("xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml", "xl/styles.xml", SHEET)
PARTS = zipfile.ZipFile(io.BytesIO(PLAIN)).namelist()
DOCTYPE = '<!DOCTYPE x [<!ENTITY a "b">]>'
MORE = ("xl/drawings/vmlDrawing1.vml", "xl/worksheets/_rels/sheet1.xml.rels", "customXml/item1.xml", "docProps/app.xml")


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def refused(data: bytes, limits: PackageLimits = DEFAULT_LIMITS) -> str:
    """Return why the package is refused, or the one part of it that is damaged."""
    try:
        (damage,) = unpacked(data, limits).damaged.values()
    except RefusedError as refusal:
        return refusal.unreadable.code
    return damage.unreadable.code


def deflated(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    return packed(parts, method)


@pytest.fixture
def no_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every library that reads a workbook fail the test."""

    def called(*_: Any, **__: Any) -> None:
        raise AssertionError("a library was given the file")

    monkeypatch.setattr(calamine, "CalamineWorkbook", type("Calamine", (), {"from_filelike": called}))
    monkeypatch.setattr(etree, "fromstring", called)
    monkeypatch.setattr(etree, "iterparse", called)
    monkeypatch.setattr(openpyxl, "load_workbook", called)


def test_openpyxl_is_defused() -> None:
    assert openpyxl.DEFUSEDXML is True


@pytest.mark.usefixtures("no_library")
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("part", [*PARTS, *MORE])
def test_a_document_type_in_any_part_is_refused_before_any_library(part: str, encoding: str, tmp_path: Path) -> None:
    parts = members(PLAIN)
    body = parts.get(part, b"<x/>").decode().partition("?>")[2] or "<x/>"
    parts[part] = (DOCTYPE + body).encode(encoding)
    book = read_workbook(saved(tmp_path, "a.xlsx", packed(parts)))
    assert book == Unreadable("F108", part)


@pytest.mark.usefixtures("no_library")
@pytest.mark.parametrize("part", PARTS)
def test_an_entity_after_a_long_preface_is_found_too(part: str, tmp_path: Path) -> None:
    parts = members(PLAIN)
    parts[part] = b"<!--" + b" " * 70_000 + b"-->" + DOCTYPE.encode() + b"<x/>"
    book = read_workbook(saved(tmp_path, "a.xlsx", packed(parts)))
    assert book == Unreadable("F108", part)


@pytest.mark.parametrize("marks", [b"", b"!", b"Sheet!A1<", b"!" * 5_000])
def test_a_document_type_is_found_behind_any_number_of_exclamation_marks(marks: bytes) -> None:
    parts = members(PLAIN)
    parts["xl/workbook.xml"] = b"<x a='" + marks + b"'/>" + DOCTYPE.encode()
    assert refused(packed(parts)) == "F108"


def test_a_part_of_another_ending_is_judged_by_its_first_letter() -> None:
    assert refused(packed(members(PLAIN) | {"xl/sheet.txt": DOCTYPE.encode()})) == "F108"


def test_a_clean_package_is_handed_on_whole() -> None:
    package = unpacked(PLAIN)
    assert package.parts == members(PLAIN)
    assert set(package.names) == set(PARTS)


def test_the_bomb() -> None:
    assert refused(deflated(members(PLAIN) | {"xl/media/a.bin": b"\0" * 8 * 1024**2})) == "F107"


@pytest.mark.parametrize(
    "limits",
    [
        PackageLimits(packed=500),
        PackageLimits(unpacked=1000),
        PackageLimits(members=3),
        PackageLimits(ratio=2, ratio_from=100),
    ],
    ids=["packed", "unpacked", "members", "ratio"],
)
def test_each_limit(limits: PackageLimits) -> None:
    assert refused(deflated(members(one_sheet(ROWS * 100))), limits) == "F107"


def lying(data: bytes, size: int) -> bytes:
    """Return a package whose largest member says that it is `size` bytes long, in both places."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        member = max(package.infolist(), key=lambda each: each.file_size)
    told = struct.pack("<I", member.file_size)
    changed = bytearray(data)
    for at in range(len(data) - 4):
        if data[at : at + 4] == told:
            changed[at : at + 4] = struct.pack("<I", size)
    return bytes(changed)


def test_a_member_that_is_longer_than_it_says() -> None:
    assert refused(lying(deflated(members(one_sheet(ROWS * 1000))), 500)) == "F107"


def test_a_member_that_is_shorter_than_it_says() -> None:
    package = unpacked(lying(deflated(members(one_sheet(ROWS * 1000))), 1_000_000))
    with pytest.raises(RefusedError, match="F101"):
        package.part(SHEET)


@pytest.mark.parametrize("name", ["../a.xml", "/etc/a.xml", "xl/../../a.xml", "C:/a.xml", "xl\\..\\..\\a.xml"])
def test_a_name_that_leads_elsewhere(name: str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for part, content in members(PLAIN).items():
            package.writestr(part, content)
        entry = zipfile.ZipInfo("x")
        entry.filename = name
        package.writestr(entry, "<x/>")
    assert refused(out.getvalue()) == "F130"


@pytest.mark.parametrize("again", ["xl/workbook.xml", "XL/Workbook.xml"])
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_twice(again: str) -> None:
    out = io.BytesIO(PLAIN)
    with zipfile.ZipFile(out, "a") as package:
        package.writestr(again, "<workbook/>")
    assert refused(out.getvalue()) == "F130"


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_compression_that_office_programs_do_not_use_is_told_where_the_part_is_needed(method: int) -> None:
    package = unpacked(deflated(members(one_sheet(ROWS)), method))
    with pytest.raises(RefusedError, match="F130"):
        package.part(SHEET)


def test_a_picture_in_a_compression_that_nobody_knows_costs_no_figure(tmp_path: Path) -> None:
    out = io.BytesIO(one_sheet(ROWS))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_LZMA) as package:
        package.writestr("xl/media/image1.png", b"a picture")
    (tmp_path / "a.xlsx").write_bytes(out.getvalue())
    assert isinstance(read_workbook(tmp_path / "a.xlsx"), Workbook)


def test_what_is_wrong_with_xml_is_said_by_its_place_and_no_library_s_words(tmp_path: Path) -> None:
    parts = members(one_sheet(ROWS))
    (tmp_path / "a.xlsx").write_bytes(deflated({**parts, "xl/workbook.xml": b"<workbook><sheets></workbook>"}))
    found = read_workbook(tmp_path / "a.xlsx")
    assert isinstance(found, Unreadable)
    assert found.reason == "xl/workbook.xml: XML ✗ 1:30"


def test_a_member_with_a_password() -> None:
    changed = bytearray(PLAIN)
    at = changed.find(b"PK\1\2")
    changed[at + 8] |= 1
    assert refused(bytes(changed)) == "F130"


def test_a_header_that_names_another_member_than_the_directory() -> None:
    changed = bytearray(PLAIN)
    changed[changed.find(b"xl/worksheets/sheet1.xml", changed.find(b"xl/styles.xml"))] ^= 1  # its own header's
    with pytest.raises(RefusedError, match="F101"):
        unpacked(bytes(changed)).part(SHEET)


def with_wrong_sum(parts: dict[str, bytes], name: str) -> bytes:
    """Return a package whose directory gives the member `name` another checksum than its bytes have."""
    changed = bytearray(deflated(parts))
    at = changed.find(b"PK\1\2")
    while changed[at + 46 :][: len(name)] != name.encode():
        at = changed.find(b"PK\1\2", at + 1)
    changed[at + 16] ^= 0xFF
    return bytes(changed)


@pytest.mark.parametrize("part", ["docProps/thumbnail.jpeg", "xl/drawings/drawing1.xml", "[Content_Types].xml"])
def test_damage_that_touches_no_cell_costs_no_figure(part: str, tmp_path: Path) -> None:
    data = with_wrong_sum({"docProps/thumbnail.jpeg": b"x", "xl/drawings/drawing1.xml": b"<x/>"} | members(PLAIN), part)
    book = read_workbook(saved(tmp_path, "a.xlsx", data))
    assert isinstance(book, Workbook), book
    assert [str(each.value) for each in book.sheets["S"].cells.values()] == ["1"]


@pytest.mark.parametrize("part", NEEDED)
def test_damage_of_a_part_that_cells_need_is_told(part: str, tmp_path: Path) -> None:
    assert read_workbook(saved(tmp_path, "a.xlsx", with_wrong_sum(members(PLAIN), part))) == Unreadable(
        "F101", f"ZIP: {part}"
    )


@pytest.mark.parametrize(
    "drawing",
    [b"<x><a></x>", b"<?xml version='1.0' encoding='x-own'?><x/>", b"<x><!-- a comment --", b"\xff\xfe\0"],
)
def test_a_drawing_that_no_parser_takes_costs_no_figure(drawing: bytes, tmp_path: Path) -> None:
    data = packed(members(PLAIN) | {"xl/drawings/drawing1.xml": drawing})
    assert isinstance(read_workbook(saved(tmp_path, "a.xlsx", data)), Workbook)


def test_a_picture_that_declares_a_document_type_costs_no_figure(tmp_path: Path) -> None:
    svg = b'<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x"><svg/>'
    data = packed(members(PLAIN) | {"xl/media/image1.svg": svg})
    assert isinstance(read_workbook(saved(tmp_path, "a.xlsx", data)), Workbook)


def test_parts_written_with_backslashes_are_the_parts_that_they_name(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for part, content in members(PLAIN).items():
            entry = zipfile.ZipInfo("x")
            entry.filename = part.replace("/", "\\")
            package.writestr(entry, content)
    book = read_workbook(saved(tmp_path, "a.xlsx", out.getvalue()))
    assert isinstance(book, Workbook), book
    assert list(book.sheets) == ["S"]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_part_written_both_ways_is_there_twice() -> None:
    out = io.BytesIO(PLAIN)
    with zipfile.ZipFile(out, "a") as package:
        entry = zipfile.ZipInfo("x")
        entry.filename = "xl\\workbook.xml"
        package.writestr(entry, "<workbook/>")
    assert refused(out.getvalue()) == "F130"


def test_a_member_without_a_name_is_nothing(tmp_path: Path) -> None:
    out = io.BytesIO(PLAIN)
    with zipfile.ZipFile(out, "a") as package:
        package.writestr(zipfile.ZipInfo(""), b"x")
    assert isinstance(read_workbook(saved(tmp_path, "a.xlsx", out.getvalue())), Workbook)


def test_an_entity_without_a_document_type() -> None:
    assert refused(packed(members(PLAIN) | {"xl/styles.xml": b'<!ENTITY a "b"><x/>'})) == "F108"


@pytest.mark.parametrize("filling", ["pictures", "figures"])
def test_a_workbook_of_32_mib_passes(filling: str) -> None:
    if filling == "pictures":
        more = {f"xl/media/{each}.png": bytes(range(256)) * 4096 for each in range(32)}
        data = packed(members(workbook()) | more)
    else:
        rows = "".join(f'<row r="{each}"><c r="A{each}"><v>{each}</v></c></row>' for each in range(1, 40_000))
        data = deflated(members(one_sheet(rows * 20)))
    assert unpacked(data).names


@pytest.mark.parametrize(
    "written",
    [
        lambda text: text.encode("utf-16"),
        lambda text: text.replace('encoding="UTF-8"', 'encoding="GBK"').encode("gbk"),
        lambda text: text.replace("<v>1</v>", "<v><![CDATA[1]]></v>").encode(),
        lambda text: text.replace("<v>1</v>", "<v>1<!-- 2 --></v>").encode(),
        lambda text: text.replace("<v>1</v>", "<v>1<?x 2?></v>").encode(),
    ],
    ids=["utf-16", "gbk", "cdata", "comment", "instruction"],
)
def test_what_readers_disagree_on_is_written_plainly(written: Callable[[str], bytes], tmp_path: Path) -> None:
    parts = members(PLAIN)
    parts["xl/worksheets/sheet1.xml"] = written(parts["xl/worksheets/sheet1.xml"].decode())
    book = read_workbook(saved(tmp_path, "a.xlsx", packed(parts)))
    assert isinstance(book, Workbook), book
    assert [str(each.value) for each in book.sheets["S"].cells.values()] == ["1"]


def sizes(data: bytes) -> list[zipfile.ZipInfo]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.infolist()


@pytest.mark.parametrize("limit", ["packed", "unpacked", "members"])
def test_what_just_keeps_to_a_limit_passes_and_one_more_does_not(limit: str) -> None:
    data = deflated(members(PLAIN))
    parts = sizes(data)
    just = {"packed": len(data), "unpacked": sum(each.file_size for each in parts), "members": len(parts)}[limit]
    assert unpacked(data, PackageLimits(**{limit: just})).names
    assert refused(data, PackageLimits(**{limit: just - 1})) == "F107"


def test_the_ratio_is_judged_in_members_above_a_size_alone() -> None:
    data = deflated(members(PLAIN) | {"xl/media/a.png": bytes(5000)})
    (zeros,) = (each for each in sizes(data) if each.filename.endswith(".png"))
    ratio = zeros.file_size // zeros.compress_size
    assert refused(data, PackageLimits(ratio=ratio, ratio_from=4999)) == "F107"
    assert unpacked(data, PackageLimits(ratio=ratio, ratio_from=5000)).names
    assert unpacked(data, PackageLimits(ratio=ratio + 1, ratio_from=4999)).names


def test_a_member_of_nothing_is_no_bomb() -> None:
    assert "xl/media/a.png" in unpacked(deflated(members(PLAIN) | {"xl/media/a.png": b""})).names


def test_folders_are_no_parts() -> None:
    assert set(unpacked(packed(members(PLAIN) | {"xl/media/": b""})).names) == set(PARTS)


@pytest.mark.parametrize(
    ("name", "content", "kept"),
    [
        ("xl/a.bin", b"\0\1", True),
        ("xl/A.BIN", b"\0\1", True),
        ("mimetype", b"application/x", True),
        ("xl/a.png", b"\x89PNG", False),
        ("xl/a.txt", b"  <x/>", True),
        ("xl/a.txt", b" " * 63 + b"<x/>", True),
        ("xl/a.txt", b" " * 64 + b"<x/>", False),
        ("xl/a.VML", b"<x/>", True),
    ],
)
def test_only_what_a_reader_may_need_is_handed_on(name: str, content: bytes, kept: bool) -> None:
    package = unpacked(packed(members(PLAIN) | {name: content}))
    assert name in package.names
    assert (name in package.parts) is kept


@pytest.mark.parametrize(("manifest", "code"), [(b"<m><encryption-data/></m>", "F103"), (b"<m/>", None)])
def test_an_open_document_with_a_password_is_told_as_such(manifest: bytes, code: str | None) -> None:
    data = packed({"mimetype": b"x", "META-INF/manifest.xml": manifest, "other.xml": b"<encryption-data/>"})
    assert (refused(data) if code else None) == code
    if code is None:
        assert unpacked(data).names


@pytest.mark.parametrize("flag", [0x1, 0x40])
def test_either_mark_of_a_password_is_one(flag: int) -> None:
    changed = bytearray(PLAIN)
    changed[changed.find(b"PK\1\2") + 8] |= flag
    assert refused(bytes(changed)) == "F130"


@pytest.mark.parametrize(
    ("at", "value"),
    [
        (0, b"PK\3\5"),  # no header there
        (26, b"\xff\xff"),  # a name longer than what is left
    ],
)
def test_a_header_that_is_none(at: int, value: bytes) -> None:
    changed = bytearray(PLAIN)
    start = changed.find(b"PK\3\4")
    changed[start + at : start + at + len(value)] = value
    assert refused(bytes(changed)) == "F101"


def test_a_directory_that_points_behind_the_file() -> None:
    changed = bytearray(PLAIN)
    at = changed.find(b"PK\1\2")
    changed[at + 42 : at + 46] = struct.pack("<I", len(PLAIN) - 10)
    assert refused(bytes(changed)) == "F101"


def test_a_stream_that_cannot_be_unpacked() -> None:
    data = deflated(members(one_sheet(ROWS * 1000)))
    largest = max(sizes(data), key=lambda each: each.file_size)
    changed = bytearray(data)
    changed[largest.header_offset + 30 + len(largest.filename)] |= 0x06  # a kind of block that there is not
    assert refused(bytes(changed)) == "F101"


@pytest.mark.parametrize("name", ["xl/a..b.xml", "xl/..a.xml", "xl/a...xml"])
def test_two_dots_inside_a_name_lead_nowhere(name: str) -> None:
    assert name in unpacked(packed(members(PLAIN) | {name: b"<x/>"})).names


def one_member(name: str, content: bytes, extra: bytes = b"") -> bytes:
    """Return a package of one stored member, its name as it is given."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        entry = zipfile.ZipInfo("x")
        entry.filename, entry.extra = name, extra
        package.writestr(entry, content)
    return out.getvalue()


def test_a_header_with_an_extra_field_is_passed_over() -> None:
    data = one_member("a.xml", b"<x/>", extra=struct.pack("<HH4s", 0x9999, 4, b"more"))
    assert unpacked(data).parts == {"a.xml": b"<x/>"}


@pytest.mark.parametrize(("flush", "code"), [(zlib.Z_FINISH, None), (zlib.Z_SYNC_FLUSH, "F101")])
def test_a_stream_without_its_end_is_damaged_though_all_is_there(flush: int, code: str | None) -> None:
    content, press = b"<x/>" * 50, zlib.compressobj(wbits=-zlib.MAX_WBITS)
    stream = press.compress(content) + press.flush(flush)
    changed = bytearray(one_member("a.xml", stream))
    for start, method in ((changed.find(b"PK\3\4"), 8), (changed.find(b"PK\1\2"), 10)):
        struct.pack_into("<H", changed, start + method, zipfile.ZIP_DEFLATED)
        struct.pack_into("<I", changed, start + method + 6, zlib.crc32(content))
        struct.pack_into("<I", changed, start + method + 14, len(content))
    if code is None:
        assert unpacked(bytes(changed)).names == ("a.xml",)
    else:
        assert refused(bytes(changed)) == code


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", ["../" + "长" * 150, "a" * 150])
def test_of_a_long_name_a_hundred_characters_are_said(name: str) -> None:
    out = io.BytesIO(one_member(name, b""))
    with zipfile.ZipFile(out, "a") as package:
        package.writestr(name, b"")
    with pytest.raises(RefusedError) as refusal:
        unpacked(out.getvalue())
    said = refusal.value.unreadable
    assert (said.code, said.reason.removesuffix(" × 2")) == ("F130", ascii(name[:100]))


def test_a_name_in_any_script_is_a_name() -> None:
    assert "xl/media/图1.png" in unpacked(packed(members(PLAIN) | {"xl/media/图1.png": b"x"})).names


def test_what_is_too_large_says_by_how_much() -> None:
    mib = 1024**2
    data = packed({"a.xml": b"<x/>", "b.png": bytes(3 * mib)})
    with pytest.raises(RefusedError) as refusal:
        unpacked(data, PackageLimits(packed=mib))
    assert refusal.value.unreadable == Unreadable("F107", "ZIP: 3 > 1 MiB")
