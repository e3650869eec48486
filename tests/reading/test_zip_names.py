"""The names in a ZIP's directory: as `zipfile` reads them, or none."""

import io
import zipfile

from hypothesis import given
from hypothesis import strategies as st

from xlsreport.content import Content, content_of
from xlsreport.content.zip_names import names_in

NAMES = st.lists(st.text("abc/._[]", min_size=1, max_size=12), max_size=6, unique=True)


def zipped(names: list[str], comment: bytes = b"") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name in names:
            package.writestr(name, "x" * len(name))
        package.comment = comment
    return out.getvalue()


@given(NAMES)
def test_the_names_are_those_of_zipfile(names: list[str]) -> None:
    assert [name.decode() for name in names_in(zipped(names))] == names


@given(NAMES, st.integers(0, 400), st.binary(max_size=3))
def test_a_damaged_directory_gives_no_more_than_it_has(names: list[str], cut: int, added: bytes) -> None:
    data = zipped(names)
    found = list(names_in(data[:cut] + added + data[cut + len(added) :]))
    assert len(found) <= len(names)


def test_a_comment_hides_the_directory_and_changes_nothing() -> None:
    data = zipped(["xl/workbook.xml"], b"a comment")
    assert list(names_in(data)) == []
    assert content_of(data) is Content.XLSX is content_of(zipped(["xl/workbook.xml"]))
