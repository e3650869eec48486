"""One cause, one finding: a figure in an added row, and what disagrees with the tables by just that figure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from xlsreport.checking.context import Case
from xlsreport.model.address import Address
from xlsreport.model.finding import Finding

_STRAY = "S112"
_NAMED = 5  # findings that the story names


@dataclass(frozen=True, slots=True)
class StrayFigures:
    """What the figures in added rows come to by the form's column, and those in added columns by the form's row."""

    columns: Mapping[int, Decimal] = field(default_factory=dict)
    rows: Mapping[int, Decimal] = field(default_factory=dict)

    def explain(self, difference: Decimal, cells: Sequence[Address]) -> bool:
        """Whether `cells` of the sheet come to just as much more or less with these figures as `difference` says."""
        in_columns = sum((self.columns.get(column, Decimal(0)) for column in {c.column for c in cells}), Decimal(0))
        in_rows = sum((self.rows.get(row, Decimal(0)) for row in {c.row for c in cells}), Decimal(0))
        return abs(difference) in {abs(each) for each in (in_columns, in_rows) if each}


def one_story(case: Case, strays: Mapping[str, StrayFigures], findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return `findings` without those that only follow from figures in added rows, which name them."""
    told: dict[str, list[Finding]] = {}
    for each in findings:
        for sheet, figures in strays.items():
            if each.difference and figures.explain(each.difference, _rests_on(case, each, sheet)):
                told.setdefault(sheet, []).append(each)
                break
    gone = {id(finding) for several in told.values() for finding in several}
    rest = (each for each in findings if id(each) not in gone)
    return tuple(_telling(case, each, told.get(each.sheet or "", ())) for each in rest)


def _rests_on(case: Case, finding: Finding, sheet: str) -> list[Address]:
    """Return the inputs on `sheet` that a finding speaks of, through the totals that it names."""
    named = {operand.address for operand in finding.operands} | ({finding.address} if finding.address else set())
    cells = {cell for one in named for cell in case.form.leaves.get(one, (one,))}
    return sorted(cell for cell in cells if cell.sheet == sheet)


def _telling(case: Case, stray: Finding, others: Sequence[Finding]) -> Finding:
    if stray.code != _STRAY or not others:
        return stray
    comma, text = case.language.text("comma"), case.language.text
    places = comma.join(text("code_at", code=each.code, place=each.address or each.sheet) for each in others[:_NAMED])
    return replace(stray, message=stray.message + text("strays_explain", places=places, count=len(others)))
