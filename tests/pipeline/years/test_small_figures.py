"""Figures of many units lie in a file and say the same, here and in another process, and the file is gone with them."""

import errno
import gc
import io
import pickle
import tempfile
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsreport.errors import XlsreportError
from xlsreport.model.address import Address
from xlsreport.model.coded_cells import CodedCells
from xlsreport.model.previous_year import PreviousYear
from xlsreport.pipeline.years.small_figures import FiguresAside, figures_of

CELLS = [Address("S", 1, column) for column in range(1, 5)]
CODES = st.sampled_from(["", "A", "B", "C"])


@given(
    st.lists(st.tuples(CODES, st.sampled_from(CELLS[:3]), st.integers(-3, 10**6).map(Decimal)), max_size=12),
    st.lists(st.tuples(CODES, st.sampled_from(CELLS[2:]), st.text(min_size=1, max_size=3)), max_size=6),
)
def test_small_or_not_they_are_the_same_whatever_the_order_of_the_rows(
    values: list[tuple[str, Address, Decimal]], texts: list[tuple[str, Address, str]]
) -> None:
    apart = [each for each in texts if each[1] != CELLS[2]]  # a cell has a number or a text
    plain, small = figures_of(values, apart), figures_of(values, apart, FiguresAside(CELLS))
    assert list(plain) == list(small)
    assert {code: dict(own) for code, own in plain.items()} == {code: dict(own) for code, own in small.items()}
    there = pickle.loads(pickle.dumps(small))  # noqa: S301 - our own
    assert {code: dict(own) for code, own in there.items()} == {code: dict(own) for code, own in small.items()}


def test_a_file_of_figures_is_its_makers_and_gone_with_them(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    aside = FiguresAside(CELLS)
    rows = [aside.kept({CELLS[0]: Decimal(number), CELLS[3]: "长" * number}) for number in range(3000)]
    (place,) = tmp_path.iterdir()
    assert place.stat().st_mode & 0o077 == 0
    assert [rows[number][CELLS[3]] for number in (2999, 0, 1500)] == ["长" * 2999, "", "长" * 1500]
    assert [CodedCells(CELLS[:2]).of(row)[0] for row in rows[5:8]] == [5, 6, 7]
    other = pickle.loads(pickle.dumps(rows))  # noqa: S301 - our own
    assert dict(other[7]) == dict(rows[7])
    del other
    gc.collect()
    assert dict(rows[8]) == {CELLS[0]: Decimal(8), CELLS[3]: "长" * 8}
    del rows, aside
    gc.collect()
    assert list(tmp_path.iterdir()) == []


def test_where_there_is_no_room_it_is_said_what_could_not_be_written(monkeypatch: pytest.MonkeyPatch) -> None:
    aside = FiguresAside(CELLS)
    aside.kept({CELLS[3]: "长" * 40})

    class Full(io.BytesIO):
        def write(self, data: object) -> int:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(aside._rows, "_file", Full())
    with pytest.raises(XlsreportError, match="No space left on device"):
        aside.kept({CELLS[3]: "长" * (1 << 20)})


def test_what_travels_to_another_machine_needs_no_file_there() -> None:
    aside = FiguresAside(CELLS)
    figures = aside.kept({CELLS[0]: Decimal(5), CELLS[3]: "文字"})
    year = PreviousYear({"A": figures}, {"甲": figures}, older=(PreviousYear({"A": figures}),))
    data = pickle.dumps(year.in_memory())
    del aside, figures, year
    gc.collect()
    there = pickle.loads(data)  # noqa: S301 - our own
    assert dict(there.by_code["A"]) == {CELLS[0]: Decimal(5), CELLS[3]: "文字"} == dict(there.older[0].by_code["A"])
    assert there.by_code["A"] is there.by_name["甲"]


def test_figures_of_other_cells_stay_as_they_are() -> None:
    figures = {Address("T", 1, 1): Decimal(1)}
    assert FiguresAside(CELLS).kept(figures) is figures
