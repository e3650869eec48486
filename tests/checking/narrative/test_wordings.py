"""Hundreds of sentences in wordings.toml: what their figures count, what they deny, and what is asked about them."""

import tomllib
from pathlib import Path

import pytest

from kit.filled import disclosure
from kit.told_prose import asked, bound
from xlsreport.checking.narrative.prose_figures import FigureReader
from xlsreport.checking.narrative.tables import expression

WORDINGS = tomllib.loads((Path(__file__).parent / "wordings.toml").read_text(encoding="utf-8"))


def denied(text: str) -> set[str]:
    """Return the cells of which a text says there are none, be it by the figure 0."""
    nones = FigureReader(disclosure(), 2023).read(text).nones
    said = {expression(phrase.terms) for none in nones for phrase in none.phrases}
    return said | {cells for number, cells in bound(text) if number[0] == "0"}


@pytest.mark.parametrize("cells", WORDINGS["bound"])
def test_a_reader_binds_a_figure_of_each_to_these_cells(cells: str) -> None:
    assert [text for text in WORDINGS["bound"][cells] if cells not in {said for _, said in bound(text)}] == []


@pytest.mark.parametrize("cells", WORDINGS["none"])
def test_each_says_that_there_is_none_of_these_and_of_nothing_else(cells: str) -> None:
    wanted = set(filter(None, cells.split(" | ")))
    assert [text for text in WORDINGS["none"][cells] if denied(text) != wanted] == []


@pytest.mark.parametrize("codes", WORDINGS["asked"])
def test_just_this_is_asked_about_each(codes: str) -> None:
    wanted = codes.removeprefix("nothing").split()
    assert [text for text in WORDINGS["asked"][codes] if [said[:4] for said in asked(text)] != wanted] == []
