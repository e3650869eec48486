"""values.csv and texts.csv are read back as they were written, whatever stands in a cell; what is wrong is named."""

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from xlsreport.archive.tables import TextRow, ValueRow, read_texts, read_values, texts_bytes, values_bytes
from xlsreport.errors import ArchiveError

TEXTS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])) | st.text("\r\n\t\",=+-@ 甲'\ufeff")
PERIODS = st.integers(1000, 9999)
NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, min_value=Decimal("-1e30"), max_value=Decimal("1e30"))
VALUES = st.builds(ValueRow, PERIODS, TEXTS, TEXTS, TEXTS, TEXTS, TEXTS, NUMBERS, TEXTS)
TOLD = st.builds(TextRow, PERIODS, TEXTS, TEXTS, TEXTS, TEXTS, TEXTS)
ROW = TextRow(2023, "A01", "甲局", "S", "A1", "")


@given(st.lists(VALUES, max_size=5))
def test_figures_come_back(rows: list[ValueRow]) -> None:
    assert list(read_values(values_bytes(rows), "values.csv")) == rows


@given(st.lists(TOLD, max_size=5))
@example([ROW._replace(text="甲\r乙"), ROW._replace(text="\r"), ROW._replace(text='=1+1,"\r\n"\n')])
def test_texts_come_back(rows: list[TextRow]) -> None:
    assert list(read_texts(texts_bytes(rows), "texts.csv")) == rows


def test_a_long_text_and_a_small_number_come_back() -> None:
    long = ROW._replace(text="字" * 200_000)
    assert list(read_texts(texts_bytes([long]), "t")) == [long]
    small = ValueRow(2023, "", "", "S", "A1", "", Decimal("1E-20"))
    assert b",0.00000000000000000001," in values_bytes([small])
    assert list(read_values(values_bytes([small]), "v")) == [small]


def test_lines_end_with_a_line_feed_alone_and_only_what_must_is_quoted() -> None:
    assert texts_bytes([ROW._replace(text="a b"), ROW._replace(text="a\rb")]).splitlines(keepends=True)[1:] == [
        "2023,A01,甲局,S,A1,a b\n".encode(),
        '2023,A01,甲局,S,A1,"a\r'.encode(),
        b'b"\n',
    ]


HEAD = b"period,code,name,sheet,cell,label,value,unit\n"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "Line 1"),
        (b"period,code\n", "Line 1"),
        (HEAD + b"2023,A,n,S,A1,l,1\n", "Line 2"),
        (HEAD + b"2023,A,n,S,A1,l,1,u\n2023,A,n,S,A1,l,1e5,u\n", "Line 3"),
        (HEAD + b"23,A,n,S,A1,l,1,u\n", "Line 2"),
        (HEAD + b'2023,A,n,S,A1,"l,1,u\n', "damaged"),
        (HEAD + b"2023,A,n,S,A1,\xff,1,u\n", "damaged"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(data: bytes, told: str) -> None:
    with pytest.raises(ArchiveError, match=told) as raised:
        list(read_values(data, "archive/2023/data/values.csv"))
    assert str(raised.value).startswith("archive/2023/data/values.csv：")
