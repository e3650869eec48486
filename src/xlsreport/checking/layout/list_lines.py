"""Rows inserted inside a list that has something of the form below it: which of the sender's rows are the form's."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from xlsreport.checking.layout.alignment import Lines
from xlsreport.checking.layout.labels import Position
from xlsreport.model.lists import FormList


@dataclass(frozen=True, slots=True)
class TooLong:
    """A list with more filled rows than the form has, with something of the form below it."""

    position: Position
    count: int


def list_lines(lists: Iterable[FormList], labelled: Mapping[int, int], filled: Sequence[Position]) -> Lines | TooLong:
    """Return which of the sender's rows are those of `lists`, where rows were inserted in them; else nothing.

    `labelled` are the rows found by their labels, `filled` where something stands. Rows that are left blank are the
    first to be taken for inserted ones, from below.
    """
    found: Lines = {}
    for each in lists:
        own, theirs = [row[0].row for row in each.rows], _between(each, labelled)
        if len(theirs) <= len(own):
            continue
        columns = {cell.column for cell in each.rows[0]}
        rows = {row for row, column in filled if column in columns}
        taken = [row for row in theirs if row in rows]
        if len(taken) > len(own):
            return TooLong((own[0], each.rows[0][0].column), len(taken) - len(own))
        blank = [row for row in theirs if row not in rows][: len(own) - len(taken)]
        found |= dict(zip(own, sorted([*taken, *blank]), strict=True))
    return found


def _between(each: FormList, labelled: Mapping[int, int]) -> range:
    """Return the sender's rows between what stands above a list and below it; none where that is unknown."""
    first, last = each.rows[0][0].row, each.rows[-1][0].row
    above = max((row for row in labelled if row < first), default=None)
    below = min((row for row in labelled if row > last), default=None)
    if above is None or below is None or any(first <= row <= last for row in labelled):
        return range(0)
    return range(labelled[above] + first - above, labelled[below] - (below - last) + 1)
