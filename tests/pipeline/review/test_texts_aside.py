"""Texts that lie in a file are what they were, and the file is gone with them."""

import gc
import os
import pickle
import tempfile
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsreport import temporary
from xlsreport.model.address import Address
from xlsreport.model.indexed_values import IndexedValues, SameCells
from xlsreport.model.review import Review
from xlsreport.model.small_row import SmallRow
from xlsreport.pipeline.review import texts_aside
from xlsreport.pipeline.review.texts_aside import TextsAside

LONG = st.text(st.characters(), min_size=30, max_size=40)
VALUES = st.none() | st.integers(0, 9).map(Decimal) | LONG


@given(st.lists(st.lists(VALUES, min_size=3, max_size=3), max_size=5))
def test_rows_give_back_their_texts_by_place_one_after_the_other_and_picked(rows: list[list[Decimal | str]]) -> None:
    aside = TextsAside()
    kept = [SmallRow(row, aside) for row in rows]
    cells = [Address("S", 1, column) for column in range(1, 4)]
    index = {cell: place for place, cell in enumerate(cells)}
    same = SameCells(cells)
    for row, small in reversed(list(zip(rows, kept, strict=True))):
        assert list(small) == row
        assert [small[place] for place in (0, 1, 2, -1)] == [*row, row[-1]]
        assert list(same.of(Review(values=IndexedValues(index, small), results=IndexedValues({}, SmallRow([]))))) == row
        assert list(pickle.loads(pickle.dumps(small))) == row  # noqa: S301 - our own


def test_texts_that_are_many_lie_in_a_file_that_is_gone_with_them(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(texts_aside, "_IN_MEMORY", 10)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    aside = TextsAside()
    places = [aside.put(f"{number}号文字") for number in range(5)]
    assert [aside.text(place) for place in reversed(places)] == [f"{number}号文字" for number in reversed(range(5))]
    places.append(aside.put("后来的"))
    assert aside.text(places[-1]) == "后来的"
    long = aside.put("长" * 5000)
    assert aside.text(long) == "长" * 5000
    del aside
    gc.collect()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no copies of processes here")
def test_a_copy_of_the_process_and_its_original_read_the_same_file_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts_aside, "_IN_MEMORY", 1000)
    monkeypatch.setattr(texts_aside, "_READ", 300)
    aside = TextsAside()
    texts = {aside.put(f"{number}号" * 20): f"{number}号" * 20 for number in range(3000)}
    copy = os.fork()
    wrong = sum(aside.text(place) != text for _ in range(5) for place, text in texts.items())
    if copy == 0:
        os._exit(int(wrong > 0))
    assert (wrong, os.waitpid(copy, 0)[1]) == (0, 0)


def test_without_reading_in_place_texts_are_found_by_seeking(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts_aside, "_IN_MEMORY", 10)
    monkeypatch.setattr(texts_aside, "read_at", temporary._read_after_seeking)
    aside = TextsAside()
    places = [aside.put("文字" * number) for number in (1, 3000, 2)]
    assert [len(aside.text(place)) for place in reversed(places)] == [4, 6000, 2]
