"""A report made of figures and read back: what of it is not read, and what is read as another number."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from xlsreport.checking.layout.labels import flat
from xlsreport.checking.reports.laws import report_laws
from xlsreport.forms.report_pattern import report_pattern
from xlsreport.model.address import Address
from xlsreport.model.comparison import is_blank
from xlsreport.model.form import Field, Form, Kind, Role
from xlsreport.model.report_reading import ReportReading, UnitReading
from xlsreport.model.workbook import Value
from xlsreport.writing.report.cells import DepartmentFigures, TemplateContext

NAMES = ("Antitrust", "Civil Rights", "Office of the Attorney General")
Figures = Mapping[Address, Value]


@dataclass(frozen=True, slots=True)
class Told:
    """What a report was made of: the whole's figures, and those of departments by name where the form prints these."""

    form: Form
    whole: Figures
    units: Mapping[str, Figures]

    @property
    def context(self) -> TemplateContext:
        """It as the writer takes it."""
        departments = [DepartmentFigures(name, name, values) for name, values in self.units.items()]
        return TemplateContext(self.whole, departments=tuple(departments))


def told_at_random(form: Form, random: Random) -> Told:
    """Return figures of every size for a report of `form`."""
    repeated = any(table.repeated for table in report_pattern(form).tables)
    return Told(form, _filled(form, random), {name: _filled(form, random) for name in NAMES if repeated})


def _filled(form: Form, random: Random) -> Figures:
    shown = {cell for table in report_pattern(form).tables for cell in table.figures.values()}
    listed = {cell for each in form.lists for cell in each.cells}
    first = {cell for each in form.lists for cell in each.cells if cell.row <= min(c.row for c in each.cells) + 1}
    values: dict[Address, Value] = {
        field.address: _value(field, random)
        for field in form.fields.values()
        if field.address not in listed - first and (field.role is Role.FIGURE or field.address in shown | first)
    }
    values[form.identity.name], values[form.identity.period] = "测试局", form.period_cell(2023)
    return _lawful(form, values)


def _lawful(form: Form, values: dict[Address, Value]) -> Figures:
    """Return a filling, with its totals, in which the form's rules of equality hold: inputs follow what they equal."""
    laws = report_laws(form, frozenset((*form.fields, *form.formulas)))
    for _ in range(4):
        known = {**form.engine.evaluate(values), **values}
        broken = [law for law in laws if not law.holds(_numbers(known))]
        for law in broken:
            for one, other in ((law.left, law.right), (law.right, law.left)):
                (cell, *more) = one.terms
                if not more and cell in form.fields:
                    values[cell] = other.over(_numbers(known))
                    break
    return {**form.engine.evaluate(values), **values}


def _numbers(known: Figures) -> dict[Address, Decimal]:
    numbers = {cell: value for cell, value in known.items() if isinstance(value, Decimal)}
    return defaultdict(Decimal, numbers)


def _value(field: Field, random: Random) -> Value:
    if field.kind is Kind.TEXT:
        return f"20{random.randint(10, 23)}-0{random.randint(1, 9)}-1{random.randint(0, 9)}"
    number = Decimal(random.choice((0, random.randint(1, 9), random.randint(10, 2_000_000))))
    return number if field.kind is Kind.COUNT else number / 100


def misread(told: Told, reading: ReportReading) -> Iterator[str]:
    """Yield what of a report is not read, and what is read as something else."""
    tables = report_pattern(told.form).tables
    of_units = {table.figures[at] for table in tables for at in table.figures if at[0] in table.repeated}
    own = {cell for table in tables for at, cell in table.figures.items() if at[0] not in table.repeated}
    own |= {each.cell for each in report_pattern(told.form).said}
    yield from _misread(told.form, own, told.whole, reading.own, "")
    for name, values in told.units.items():
        yield from _misread(told.form, of_units, values, reading.units.get(name, UnitReading()), f"{name} ")


def _misread(form: Form, cells: set[Address], known: Figures, read: UnitReading, whose: str) -> Iterator[str]:
    for cell in sorted(cells):
        found, value = read.figures.get(cell), known.get(cell)
        if found is None:
            if not is_blank(value) and not (whose and value == 0 and cell not in read.unsure):  # no row is as good
                yield f"{whose}{cell}: {read.unsure.get(cell)}"
        elif found.value != value and flat(found.text) != flat(form.shown(cell, value)):
            yield f"{whose}{cell}: {found.text} is read, {value} was printed"


def wrongly_read(told: Told, reading: ReportReading) -> Sequence[str]:
    """Return what is read as something else."""
    return [each for each in misread(told, reading) if " is read, " in each]
