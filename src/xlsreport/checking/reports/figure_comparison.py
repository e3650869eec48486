"""Figures that were read of a report against those that are known, cell by cell."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from xlsreport.checking.layout.labels import flat
from xlsreport.checking.reports.printed import printed
from xlsreport.model.address import Address
from xlsreport.model.comparison import is_blank, same
from xlsreport.model.form import Form
from xlsreport.model.report_comparison import Differing, ReportDifference
from xlsreport.model.report_reading import Doubt, ReadFigure, UnitReading, Unsure
from xlsreport.model.workbook import Value

_ABSENT = frozenset({Doubt.TABLE, Doubt.ROW, Doubt.COLUMN, Doubt.BLANK})

Known = Mapping[Address, Value]


def agreeing_figures(form: Form, reading: UnitReading, known: Known) -> int:
    """Return how many figures are what is known."""
    return sum(1 for cell in (*reading.figures, *reading.unsure) if _agrees(form, reading, cell, known))


def figure_differences(form: Form, reading: UnitReading, known: Known, unit: str = "") -> Iterator[ReportDifference]:
    """Yield each figure that is not what is known, in the form's order; `unit` is whose they are."""
    for cell in sorted((*reading.figures, *reading.unsure), key=lambda each: _order(form, each)):
        if _agrees(form, reading, cell, known):
            continue
        ours = known.get(cell)
        if (read := reading.figures.get(cell)) is not None:
            yield ReportDifference(Differing.FIGURE, cell, ours, read.text, read.place, unit=unit)
            continue
        unsure = reading.unsure[cell]
        if unsure.doubt in _ABSENT:
            if not is_blank(ours):
                yield _different(Differing.MISSING, cell, ours, unsure, unit)
        else:
            yield _different(
                Differing.FIGURE if unsure.doubt is Doubt.LAW else Differing.UNSURE, cell, ours, unsure, unit
            )


def _different(kind: Differing, cell: Address, ours: Value, unsure: Unsure, unit: str) -> ReportDifference:
    return ReportDifference(kind, cell, ours, unsure.text, unsure.place, unsure.doubt, unit)


def _order(form: Form, cell: Address) -> tuple[int, int, int]:
    return list(form.layouts).index(cell.sheet), cell.row, cell.column


def _agrees(form: Form, reading: UnitReading, cell: Address, known: Known) -> bool:
    read: ReadFigure | Unsure = reading.figures.get(cell) or reading.unsure[cell]
    ours = known.get(cell)
    if isinstance(read, Unsure) and read.doubt is Doubt.GROUP:
        return _is_sum(reading, read, known)
    if isinstance(read, Unsure) and read.doubt not in (Doubt.LAW, Doubt.PARTED, Doubt.TEXT):
        return False
    if is_blank(ours):
        return not read.text.strip()
    if ours == read.value or (isinstance(ours, Decimal) and isinstance(read.value, Decimal) and same(ours, read.value)):
        return True
    shown = form.shown(cell, ours)
    return flat(read.text) == flat(shown) or (read.value is not None and printed(shown).number == read.value)


def _is_sum(reading: UnitReading, read: Unsure, known: Known) -> bool:
    """Whether a figure that stands for several of ours is what those come to."""
    parts = [cell for cell, each in reading.unsure.items() if each.doubt is Doubt.GROUP and each.place == read.place]
    figures = [value for cell in parts if isinstance(value := known.get(cell), Decimal)]
    return isinstance(read.value, Decimal) and same(sum(figures, Decimal(0)), read.value)
