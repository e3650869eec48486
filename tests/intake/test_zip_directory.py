"""A ZIP's directory that is read in one go says what zipfile reads in it, or nothing where it is not plain."""

import io
import zipfile

from hypothesis import given, settings
from hypothesis import strategies as st

from xlsreport.content.zip_directory import ZipMember, has_name, plain_members

_NAMES = st.lists(st.text(st.sampled_from("ab/._\\é甲\x01"), min_size=1, max_size=6), max_size=5, unique=True)


def packed(names: list[str], comment: bytes = b"", before: bytes = b"") -> bytes:
    out = io.BytesIO(before)
    with zipfile.ZipFile(out, "a" if before else "w", zipfile.ZIP_DEFLATED) as package:
        for name in names:
            package.writestr(name, name * 9)
        package.comment = comment
    return out.getvalue()


def read(data: bytes) -> list[ZipMember] | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return [
                ZipMember(
                    each.orig_filename,
                    each.flag_bits,
                    each.compress_type,
                    each.CRC,
                    each.compress_size,
                    each.file_size,
                    each.header_offset,
                )
                for each in package.infolist()
            ]
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return None


def names_in(data: bytes) -> list[str] | None:
    members = plain_members(data)
    return None if members is None else [each.name for each in members]


def test_a_plain_package_is_read() -> None:
    names = ["[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml"]
    assert names_in(packed(names)) == names
    assert names_in(packed([])) == []


@given(_NAMES, st.sampled_from((b"", b"said")), st.sampled_from((b"", b"MZ before")))
@settings(deadline=None)
def test_it_says_what_zipfile_says_or_nothing(names: list[str], comment: bytes, before: bytes) -> None:
    data = packed(names, comment, before)
    assert plain_members(data) in (None, read(data))


@given(_NAMES, st.lists(st.tuples(st.integers(1, 120), st.integers(0, 255)), max_size=3), st.integers(0, 3))
@settings(deadline=None, max_examples=200)
def test_so_it_does_of_damaged_ones(names: list[str], damages: list[tuple[int, int]], cut: int) -> None:
    data = bytearray(packed(names))
    for back, byte in damages:
        data[-min(back, len(data))] = byte
    found = bytes(data[: len(data) - cut])
    assert plain_members(found) in (None, read(found))


@given(_NAMES, st.sampled_from((b"", b"said")), st.sampled_from(("a", "ab", "b/a", "甲")))
@settings(deadline=None)
def test_a_name_that_is_said_to_be_there_is_there(names: list[str], comment: bytes, name: str) -> None:
    data = packed(names, comment)
    assert not has_name(data, name.encode()) or name in [each.name for each in read(data) or []]


def test_a_name_within_another_is_not_there() -> None:
    inside = packed(["xl/workbook.xml"])
    assert has_name(inside, b"xl/workbook.xml")
    assert not has_name(packed(["a/xl/workbook.xml", "xl/workbook.xml.bak"]), b"xl/workbook.xml")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("book.xlsx", inside)  # stored as it is: its own directory lies in the other's data
    assert not has_name(out.getvalue(), b"xl/workbook.xml")
