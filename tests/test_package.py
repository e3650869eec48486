"""Two packages compared by their members: what packing they have is zlib's affair."""

import io
import os
import zipfile

import pytest
from xlsxwriter import Workbook

from kit.package import packed
from xlsreport.package import settled, unlike


def stored(members: list[tuple[str, bytes]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, content in members:
            package.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def test_the_packing_makes_no_difference() -> None:
    one, other = packed({"a": "1" * 999, "b": "2"}), stored([("a", b"1" * 999), ("b", b"2")])
    assert one != other
    assert unlike(one, other) == unlike(one, one) == ()


def test_each_member_that_differs_lacks_or_came_is_named() -> None:
    ours = packed({"a": "1", "b": "2", "c": "3"})
    assert unlike(packed({"b": "2", "c": "4", "d": "5"}), ours) == ("a", "c", "d")


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_second_member_of_one_name_hides_nothing() -> None:
    assert unlike(stored([("a", b"evil"), ("a", b"1")]), packed({"a": "1"})) == ("a",)


def test_a_member_is_unpacked_no_further_than_ours_is_long() -> None:
    assert unlike(stored([("a", b"1" + bytes(50 * 1024**2))]), packed({"a": "1"})) == ("a",)


@pytest.mark.parametrize("data", [b"", b"PK", b"PK\3\4" + bytes(40), b"text"])
def test_what_is_no_package_is_none(data: bytes) -> None:
    assert unlike(data, packed({"a": "1"})) is None


def test_a_member_that_is_damaged_differs() -> None:
    ours = stored([("a", b"0123456789" * 99)])
    start = ours.index(b"a", 30) + 1
    assert unlike(ours[:start] + b"\xff\xff" + ours[start + 2 :], ours) == ("a",)


def test_what_a_library_packed_is_taken_over_and_comes_to_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.BytesIO()
    book = Workbook(out)
    book.add_worksheet("表").write_column(0, 0, [f"第 {n} 行" for n in range(5_000)])
    book.close()
    monkeypatch.setattr(os, "linesep", "\n")
    taken_over = settled(out.getvalue(), host_lines=True)
    assert taken_over == settled(out.getvalue()) != out.getvalue()
    with zipfile.ZipFile(io.BytesIO(taken_over)) as package:
        assert package.testzip() is None


def test_lines_that_end_as_on_another_host_end_as_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "linesep", "\r\n")
    made = settled(packed({"a": "1\r\n2\r\n" * 1_000}), host_lines=True)
    assert unlike(made, packed({"a": "1\n2\n" * 1_000})) == ()
