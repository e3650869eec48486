"""Fillings of a form's numbers for which given sums lie in given bounds, found or proved impossible by HiGHS.

The solver computes in binary fractions: what it finds is rounded to what the cells accept and evaluated again by
whoever asks, and only that nothing is found is believed of it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from importlib.util import find_spec
from typing import Any

from xlsreport.model.address import Address
from xlsreport.model.engine import Linear
from xlsreport.model.form import Field, Kind

MOST = 1_000_000  # how large a figure is tried where the form sets no bound
_HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Between:
    """What a sum must keep to; None is no bound."""

    sum: Linear
    least: Decimal | None = None
    most: Decimal | None = None


def available() -> bool:
    """Whether the solver is installed: the extra `locate`."""
    return find_spec("highspy") is not None


class Numbers:
    """The numeric inputs of a form, each within what its validation accepts."""

    def __init__(self, fields: Iterable[Field]) -> None:
        """Take the numeric ones among `fields`."""
        self.fields = {each.address: each for each in fields if each.kind.numeric}

    def filling(self, laws: Sequence[Between], *, least: int = 0) -> Mapping[Address, Decimal] | None:
        """Return figures for the cells of `laws` that keep to all of them, as small as may be; None where none do.

        `least` is what every figure should be at least, where its cell allows it.
        """
        cells = sorted({cell for law in laws for cell in law.sum.terms})
        if not cells:  # figures have no part in it, and the solver says nothing of an empty model
            return {} if all(_keeps(law) for law in laws) else None
        solver, library = _solver()
        for cell in cells:
            self._column(solver, library, self.fields[cell], least)
        places = {cell: number for number, cell in enumerate(cells)}
        for law in laws:
            low = -library.kHighsInf if law.least is None else float(law.least - law.sum.constant)
            high = library.kHighsInf if law.most is None else float(law.most - law.sum.constant)
            terms = [(places[cell], float(factor)) for cell, factor in law.sum.terms.items()]
            solver.addRow(low, high, len(terms), [place for place, _ in terms], [factor for _, factor in terms])
        solver.run()
        if solver.getModelStatus() != library.HighsModelStatus.kOptimal:
            return None
        values = solver.getSolution().col_value
        return {cell: self._exact(cell, values[place]) for cell, place in places.items()}

    def _column(self, solver: Any, library: Any, field: Field, least: int) -> None:
        low = float(-MOST if field.minimum is None else field.minimum)
        high = float(MOST if field.maximum is None else field.maximum)
        solver.addCol(1.0, min(max(low, float(least)), high), high, 0, [], [])
        if field.kind is Kind.COUNT:
            solver.changeColIntegrality(solver.getNumCol() - 1, library.HighsVarType.kInteger)

    def _exact(self, cell: Address, value: float) -> Decimal:
        whole = self.fields[cell].kind is Kind.COUNT
        return Decimal(round(value)) if whole else Decimal(repr(value)).quantize(_HUNDREDTH).normalize() + 0


def _keeps(law: Between) -> bool:
    """Whether a sum of nothing keeps to its bounds."""
    low, high = law.least, law.most
    return (low is None or low <= law.sum.constant) and (high is None or law.sum.constant <= high)


def _solver() -> tuple[Any, Any]:
    import highspy  # noqa: PLC0415 - an extra: most installations do without

    library: Any = highspy

    class Silent(library.Highs):  # type: ignore[misc]
        """A solver that prints nothing; highspy's own prints its name while it is made (seen in 1.16)."""

        def enableCallbacks(self) -> None:  # noqa: N802 - highspy's name
            self.setOptionValue("output_flag", False)
            super().enableCallbacks()

    solver = Silent()
    for option, value in (("output_flag", False), ("threads", 1), ("random_seed", 0), ("mip_max_nodes", 5000)):
        solver.setOptionValue(option, value)
    solver.setOptionValue("mip_feasibility_tolerance", 1e-9)
    return solver, library
