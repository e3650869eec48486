"""Three wrong cells or more, found by HiGHS: the fewest cells whose change lets every law hold.

The solver computes in binary fractions and is believed in nothing but which cells to look at; the values come from
`exact`. The bound on a change (the big M of the model) is what all gaps add up to, not a large constant: with a
constant of a million, small changes pass for none.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from importlib.util import find_spec
from typing import Any

from xlsreport.checking.locate.system import System
from xlsreport.model.address import Address

_NODES = 10  # a count, not a time: the same answer on every machine
MOST_CELLS = 6  # where more are wrong, a row was moved or a sheet is another's, and no list of cells helps


def available() -> bool:
    """Whether the solver is installed: the extra `locate`."""
    return find_spec("highspy") is not None


class MilpModel:
    """The model of one system; each answer can be forbidden, to ask for another."""

    def __init__(self, system: System, least: int) -> None:
        """Model `least` cells or more. Each has two columns: by how much it changes, and whether it does."""
        import highspy  # noqa: PLC0415 - an extra: most installations do without

        library: Any = highspy
        self._cells = list(system.columns())
        self._solver = _silent(library)
        self._infinity: float = library.kHighsInf
        self._status = library.HighsModelStatus
        self._whole = library.HighsVarType.kInteger
        for option, value in (("threads", 1), ("random_seed", 0), ("mip_max_nodes", _NODES)):
            self._solver.setOptionValue(option, value)
        self._solver.setOptionValue("mip_feasibility_tolerance", 1e-9)
        self._columns(system, float(_most(system)))
        self._rows(system)
        self._count(least, MOST_CELLS)

    def cells(self) -> tuple[Address, ...]:
        """Return a smallest set of cells; empty where there is none that is not forbidden."""
        self._solver.run()
        if self._solver.getModelStatus() != self._status.kOptimal:
            return ()
        values = self._solver.getSolution().col_value
        return tuple(cell for number, cell in enumerate(self._cells) if values[2 * number + 1] > 0.5)

    @property
    def certain(self) -> bool:
        """Whether the last answer, that there is no further set, was proved; else the solver gave up."""
        return bool(self._solver.getModelStatus() == self._status.kInfeasible)

    def no_more_than(self, count: int) -> None:
        """Answer with `count` cells at the most from now on."""
        self._count(0, count)

    def forbid(self, cells: Iterable[Address]) -> None:
        """Never answer with all of `cells` again."""
        numbers = [2 * self._cells.index(cell) + 1 for cell in cells]
        self._row(-self._infinity, len(numbers) - 1, [(number, 1.0) for number in numbers])

    def _columns(self, system: System, most: float) -> None:
        for cell in self._cells:
            figure = system.figures[cell]
            low = -most if figure.minimum is None else max(-most, float(figure.minimum - figure.value))
            high = most if figure.maximum is None else min(most, float(figure.maximum - figure.value))
            self._solver.addCol(0.0, min(low, 0.0), max(high, 0.0), 0, [], [])
            self._solver.addCol(1.0, 0.0, 1.0, 0, [], [])
            count = self._solver.getNumCol()
            self._solver.changeColIntegrality(count - 1, self._whole)
            if figure.whole:
                self._solver.changeColIntegrality(count - 2, self._whole)
            self._row(-self._infinity, 0.0, [(count - 2, 1.0), (count - 1, -max(high, 0.0))])
            self._row(0.0, self._infinity, [(count - 2, 1.0), (count - 1, -min(low, 0.0))])

    def _rows(self, system: System) -> None:
        places = {cell: 2 * number for number, cell in enumerate(self._cells)}
        values = system.values
        for law in system.laws:
            right = float(-law.gap(values))
            self._row(right, right, [(places[cell], float(factor)) for cell, factor in law.terms.items()])

    def _count(self, least: int, most: int) -> None:
        self._row(least, most, [(2 * number + 1, 1.0) for number in range(len(self._cells))])

    def _row(self, low: float, high: float, terms: Sequence[tuple[int, float]]) -> None:
        self._solver.addRow(low, high, len(terms), [n for n, _ in terms], [factor for _, factor in terms])


def _silent(library: Any) -> Any:
    """Return a solver that prints nothing; highspy's own prints its name while it is made (seen in 1.16)."""

    class Silent(library.Highs):  # type: ignore[misc]
        def enableCallbacks(self) -> None:  # noqa: N802 - highspy's name
            self.setOptionValue("output_flag", False)
            super().enableCallbacks()

    solver = Silent()
    solver.setOptionValue("output_flag", False)
    return solver


def _most(system: System) -> Fraction:
    """Return a bound on any one change: all gaps together, scaled by how uneven the factors are."""
    factors = [abs(factor) for law in system.laws for factor in law.terms.values()]
    return sum(map(abs, system.gaps().values()), Fraction(0)) * max(factors) / min(factors)
