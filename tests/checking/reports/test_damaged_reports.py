"""Whatever happens to a report on its way, no figure is read as another number than stands there for certain."""

from dataclasses import replace
from functools import cache
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.filled import disclosure
from kit.reported import Cells, Damage, document, pattern, read, with_text
from kit.round_trip import Told, told_at_random, wrongly_read
from xlsreport.checking.context import Case
from xlsreport.checking.reports.comparison import compared
from xlsreport.checking.reports.printed import printed
from xlsreport.language import language_of
from xlsreport.model.address import Address
from xlsreport.model.document import ReportDocument
from xlsreport.model.report_reading import Doubt, ReportReading
from xlsreport.model.workbook import Workbook

KINDS = ("figure", "row", "swap", "cut", "column")


@cache
def told(seed: int) -> Told:
    return told_at_random(disclosure(), Random(seed))  # noqa: S311 - figures, no secret


def figures_of(table: int) -> list[tuple[int, int]]:
    return sorted(pattern().tables[table].figures)


def without(cells: Cells, row: int) -> Cells:
    """Delete a row as Word does: what is merged over it is one row less high."""
    kept = [c for c in cells if not (c.row == row and c.rows == 1)]
    lower = [replace(c, rows=c.rows - 1) if c.row <= row < c.row + c.rows else c for c in kept]
    return [replace(c, row=c.row - 1) if c.row > row else c for c in lower]


def exchanged(cells: Cells, one: tuple[int, int], other: tuple[int, int]) -> Cells:
    """Swap what stands in two cells."""
    texts = {(c.row, c.column): c.text for c in cells}
    there = {one: texts[other], other: texts[one]}
    return [replace(c, text=there.get((c.row, c.column), c.text)) for c in cells]


def moved(cells: Cells, one: int, other: int) -> Cells:
    """Swap two columns of figures of the second table with their heads."""
    there = {one: other, other: one}
    return [replace(c, column=there.get(c.column, c.column)) if c.row >= 3 and c.columns == 1 else c for c in cells]


def damage(kind: str, table: int, random: Random) -> Damage:
    places = figures_of(table)
    one, other = random.sample(places, 2)
    columns = random.sample(range(4, 10), 2)
    damages: dict[str, Damage] = {
        "figure": with_text(*one, str(random.randint(0, 99_999))),
        "row": lambda cells: without(cells, one[0]),
        "swap": lambda cells: exchanged(cells, one, other),
        "cut": lambda cells: [c for c in cells if c.row < one[0]],
        "column": lambda cells: moved(cells, columns[0], columns[1]) if table == 1 else cells,
    }
    return damages[kind]


def named(known: Told, reading: ReportReading) -> set[Address]:
    """Return the cells that a comparison with the known figures names; the document has tables alone."""
    form = disclosure()
    case = Case(form, language_of(form), Workbook({}))
    found = compared(case, reading, known.whole).differences
    return {each.address for each in found if each.address and each.doubt is not Doubt.SENTENCE}


def changed(whole: ReportDocument, damaged: ReportDocument, table: int) -> set[Address]:
    """Return the cells of the form in whose place another number stands."""
    one, other = ({(c.row, c.column): c.text for c in each.tables[table].cells} for each in (whole, damaged))
    numbers = {place: (printed(one[place]).number, printed(other[place]).number) for place in figures_of(table)}
    figures = pattern().tables[table].figures
    return {figures[place] for place, (before, after) in numbers.items() if before != after}


def printed_otherwise(reading: ReportReading, damaged: ReportDocument) -> list[str]:
    """Return the figures that are read as something that does not stand at the place they are said to stand at."""
    texts = {(t.number, c.row, c.column): c.text for t in damaged.tables for c in t.cells}
    return [str(cell) for cell, each in reading.figures.items() if texts[each.place] != each.text]


def is_named_or_as_it_was(kind: str, seed: int, table: int, random: Random) -> None:
    known = told(seed)
    whole = document(known.whole, pattern().tables, disclosure())
    damages = {table: damage(kind, table, random)}
    damaged = document(known.whole, pattern().tables, disclosure(), damages)
    reading = read(known.whole, damages)

    assert printed_otherwise(reading, damaged) == []
    if kind in ("figure", "swap"):
        assert named(known, reading) == changed(whole, damaged, table)
    else:
        assert wrongly_read(known, reading) == []
        assert {cell for cell in reading.unsure if known.whole.get(cell) is not None} <= named(known, reading) | {
            cell for cell, each in reading.unsure.items() if each.doubt is Doubt.LAW
        }


@settings(max_examples=5, deadline=None)
@pytest.mark.parametrize("kind", KINDS)
@given(seed=st.integers(0, 3), table=st.integers(0, 2), random=st.randoms(use_true_random=False))
def test_what_is_damaged_is_named_at_its_place_and_nothing_is_read_wrong(
    kind: str, seed: int, table: int, random: Random
) -> None:
    is_named_or_as_it_was(kind, seed, table, random)
