"""What clerks do to a report: each damage names the cells that it makes wrong, with what they should hold."""

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from detection_reports import FIGURES, FORM, TOTALS, Report, breaks_a_law

from xlsreport.model.address import Address
from xlsreport.model.workbook import Value

Truth = Mapping[Address, Value]


@dataclass(frozen=True)
class Damage:
    """One thing done to a report, of a `kind`; `truth` are the cells that it made wrong, with their right values."""

    kind: str
    report: Report
    truth: Truth


Made = Callable[[Value, random.Random], Value]
ROWS = [(Address("表三", row, 4), range(4, 10)) for row in (6, 7, *range(8, 29), 30)]


def _swapped(value: Value, rng: random.Random) -> Value:
    digits = str(value)
    at = rng.randrange(max(1, len(digits) - 1))
    return Decimal(digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]) if digits[1:].isdecimal() else value


def _dropped(value: Value, rng: random.Random) -> Value:
    digits = str(value)
    at = rng.randrange(len(digits))
    return Decimal(digits[:at] + digits[at + 1 :]) if digits[1:].isdecimal() else value


def _doubled(value: Value, rng: random.Random) -> Value:
    digits = str(value)
    at = rng.randrange(len(digits))
    return Decimal(digits[: at + 1] + digits[at:]) if digits.isdecimal() and value else value


def _less(value: Value, _: random.Random) -> Value:
    return value - 1 if isinstance(value, Decimal) and value >= 1 else value


IN_CELLS: Mapping[str, Made] = {
    "+1": lambda value, _: value + 1 if isinstance(value, Decimal) else value,
    "−1": _less,
    "×10": lambda value, _: value * 10 if isinstance(value, Decimal) else value,
    "digits swapped": _swapped,
    "digit dropped": _dropped,
    "digit doubled": _doubled,
    "blanked": lambda _, __: None,
    "text": lambda value, _: f"约{value}",
}


def in_cell(report: Report, cell: Address, rng: random.Random) -> Iterator[Damage]:
    """Yield every damage to one input."""
    value = report.inputs[cell]
    for kind, made in IN_CELLS.items():
        yield from _typed_into(report, cell, kind, made(value, rng))
    beside = Address(cell.sheet, cell.row, cell.column + 1)
    yield from _typed_into(report, cell, "neighbour's value", report.declared.get(beside, value))
    yield from _typed_into(report, cell, "last year's figure", report.previous_year.get(cell, value))


def _typed_into(report: Report, cell: Address, kind: str, wrong: Value) -> Iterator[Damage]:
    right = report.inputs[cell]
    if wrong != right and not (cell.sheet == "表二" and cell.row > 6 and kind not in ("blanked", "text")):
        yield Damage(kind, replace(report, inputs={**report.inputs, cell: wrong}), {cell: right})


def on_total(report: Report, total: Address, rng: random.Random) -> Iterator[Damage]:
    """Yield every damage to one total."""
    right = report.declared[total]
    for wrong in sorted({right + 1, right * 10, Decimal(0), _swapped(right, rng)} - {right}):
        yield Damage("total typed over", replace(report, typed={**report.typed, total: wrong}), {total: right})
    cells = sorted(FORM.engine.precedents(FORM.formulas[total], total.sheet))[:-1]
    if total not in report.typed:
        formula = f"=SUM({cells[0].cell}:{cells[-1].cell})"
        shortened = replace(report, altered={**report.altered, total: (formula, tuple(cells))})
        yield Damage("range shortened", shortened, {total: right})


def in_row(report: Report, row: tuple[Address, range]) -> Iterator[Damage]:
    """Yield a row's values moved one column, and one row down."""
    first, columns = row
    cells = [Address(first.sheet, first.row, column) for column in columns]
    right = [report.inputs[cell] for cell in cells]
    yield from _moved(report, "row moved one column", dict(zip(cells, [right[-1], *right[:-1]], strict=True)))
    below = [Address(cell.sheet, cell.row + 1, cell.column) for cell in cells]
    if set(below) <= report.inputs.keys():
        under = [report.inputs[cell] for cell in below]
        yield from _moved(report, "row shifted", dict(zip((*cells, *below), (*under, *right), strict=True)))


def _moved(report: Report, kind: str, wrong: Mapping[Address, Value]) -> Iterator[Damage]:
    truth = {cell: report.inputs[cell] for cell, value in wrong.items() if report.inputs[cell] != value}
    if truth:
        yield Damage(kind, replace(report, inputs={**report.inputs, **wrong}), truth)


def every(report: Report, seed: int) -> Iterator[Damage]:
    """Yield every single damage to `report`."""
    rng = random.Random(seed)
    for cell in FIGURES:
        yield from in_cell(report, cell, rng)
    for total in TOTALS:
        if total.sheet != "补充":
            yield from on_total(report, total, rng)
    for row in ROWS:
        yield from in_row(report, row)


def several(report: Report, count: int, rng: random.Random) -> Damage | None:
    """Return `count` damages to different cells of one report at a time; None where they met."""
    truth: dict[Address, Value] = {}
    damaged, kinds = report, []
    for _ in range(count):
        options = [each for each in _one(damaged, rng) if breaks_a_law(_alone(report, each))]
        if not options:
            return None
        choice = rng.choice(options)
        if truth.keys() & choice.truth.keys():
            return None
        truth |= {cell: report.declared[cell] for cell in choice.truth}
        damaged, kinds = choice.report, [*kinds, choice.kind]
    return Damage(" and ".join(sorted(kinds)), damaged, truth)


def _alone(report: Report, damage: Damage) -> Report:
    """Return the undamaged `report` with the cells of `damage` alone as it leaves them."""
    inputs, typed, altered = damage.report.inputs, damage.report.typed, damage.report.altered
    return replace(
        report,
        inputs={**report.inputs, **{c: inputs[c] for c in damage.truth if c in inputs}},
        typed={**report.typed, **{c: typed[c] for c in damage.truth if c in typed}},
        altered={c: altered[c] for c in damage.truth if c in altered},
    )


def _one(report: Report, rng: random.Random) -> Iterator[Damage]:
    if rng.random() < 0.15:
        yield from on_total(report, rng.choice([total for total in TOTALS if total.sheet != "补充"]), rng)
    else:
        cell = rng.choice([c for c in FIGURES if isinstance(report.inputs.get(c), Decimal)])
        yield from in_cell(report, cell, rng)
