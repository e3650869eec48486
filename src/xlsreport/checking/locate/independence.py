"""Laws that say something of their own: one that follows from others adds nothing but ties them together."""

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction

from xlsreport.checking.locate.system import Law
from xlsreport.model.address import Address

Row = Mapping[Address, Fraction]


def independent(laws: Sequence[Law]) -> tuple[Law, ...]:
    """Return `laws` without those whose terms are a sum of the others'; of such, the longest is left out."""
    tied = _tied(laws)
    dependent: set[int] = set()
    reduced: list[tuple[Address, Row]] = []
    for number in sorted(tied, key=lambda n: (len(laws[n].terms), n)):
        row = _reduced(laws[number].terms, reduced)
        if row:
            reduced.append((min(row), row))
        else:
            dependent.add(number)
    return tuple(law for number, law in enumerate(laws) if number not in dependent)


def _tied(laws: Sequence[Law]) -> list[int]:
    """Return the numbers of the laws left when those with a cell of their own are taken away, again and again."""
    left = list(range(len(laws)))
    while True:
        uses = Counter(cell for number in left for cell in laws[number].terms)
        tied = [number for number in left if all(uses[cell] > 1 for cell in laws[number].terms)]
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
