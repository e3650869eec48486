"""Laws that say something of their own: one that follows from others adds nothing but ties them together."""

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import lru_cache

from xlsreport.checking.locate.system import Law
from xlsreport.model.address import Address

Row = Mapping[Address, Fraction]


def independent(laws: Sequence[Law]) -> tuple[Law, ...]:
    """Return `laws` without those whose terms are a sum of the others'; of such, the longest is left out."""
    dependent = _dependent(tuple(tuple(law.terms.items()) for law in laws))
    return tuple(law for number, law in enumerate(laws) if number not in dependent)


@lru_cache(maxsize=256)  # workbooks that go wrong alike have the same laws
def _dependent(terms: tuple[tuple[tuple[Address, Fraction], ...], ...]) -> frozenset[int]:
    rows = [dict(each) for each in terms]
    dependent: set[int] = set()
    reduced: list[tuple[Address, Row]] = []
    for number in sorted(_tied(rows), key=lambda n: (len(rows[n]), n)):
        row = _reduced(rows[number], reduced)
        if row:
            reduced.append((min(row), row))
        else:
            dependent.add(number)
    return frozenset(dependent)


def _tied(rows: Sequence[Row]) -> list[int]:
    """Return the numbers of the laws left when those with a cell of their own are taken away, again and again."""
    left = list(range(len(rows)))
    while True:
        uses = Counter(cell for number in left for cell in rows[number])
        tied = [number for number in left if all(uses[cell] > 1 for cell in rows[number])]
        if tied == left:
            return left
        left = tied


def _reduced(row: Row, others: Sequence[tuple[Address, Row]]) -> Row:
    for pivot, other in others:
        if pivot in row:
            scale = row[pivot] / other[pivot]
            zero = Fraction(0)
            sums = {cell: row.get(cell, zero) - scale * other.get(cell, zero) for cell in (*row, *other)}
            row = {cell: factor for cell, factor in sums.items() if factor}
    return row
