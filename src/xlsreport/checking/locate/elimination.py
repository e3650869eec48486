"""The changes of given cells that mend all laws, by elimination in exact fractions."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from xlsreport.checking.locate.system import Repair, System, as_repair
from xlsreport.model.address import Address


def repair_with(system: System, cells: Sequence[Address]) -> Repair | None:
    """Return the one repair that changes just `cells`; None where there is none, or more than one."""
    columns, gaps = system.columns(), system.gaps()
    laws = sorted({*gaps, *(number for cell in cells for number in columns[cell])})
    rows = [[*(columns[c].get(n, Fraction(0)) for c in cells), -gaps.get(n, Fraction(0))] for n in laws]
    changes = _eliminated(rows, len(cells))
    if changes is None or not all(changes):
        return None
    return _accepted(system, dict(zip(cells, changes, strict=True)))


def _accepted(system: System, changes: Mapping[Address, Fraction]) -> Repair | None:
    repair = as_repair((cell, system.figures[cell].value + change) for cell, change in changes.items())
    accepted = all(system.figures[cell].accepts(value) for cell, value in repair)
    return repair if accepted and system.holds_after(repair) else None


def _eliminated(rows: list[list[Fraction]], width: int) -> list[Fraction] | None:
    """Return the solution of rows of (factors…, right side); None where there is not just one."""
    for column in range(width):
        pivot = next((n for n in range(column, len(rows)) if rows[n][column]), None)
        if pivot is None:
            return None
        rows[column], rows[pivot] = rows[pivot], rows[column]
        rows[column] = [each / rows[column][column] for each in rows[column]]
        for n, row in enumerate(rows):
            if n != column and row[column]:
                rows[n] = [each - row[column] * top for each, top in zip(row, rows[column], strict=True)]
    return None if any(row[-1] for row in rows[width:]) else [row[-1] for row in rows[:width]]
