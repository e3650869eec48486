"""The undamaged reports: the real ones of `tests/facts`, and generated ones in which every law holds."""

import random
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from kit.filled import disclosure, values
from kit.printed import printed
from kit.submission import book_of, texts
from xlsreport.model.address import Address
from xlsreport.model.form import Role
from xlsreport.model.workbook import Cell, Value, Workbook

FORM = disclosure()
TOTALS = sorted(FORM.totals, key=lambda total: len(FORM.leaves[total]))  # parts before what sums them
FIGURES = [f.address for f in FORM.fields.values() if f.role is Role.FIGURE and f.kind.numeric and f.required]
COLUMNS, ANSWERS = "DEFGHI", range(8, 29)
SUPPLIED = {"表三!D6": 3, "表三!E6": 1, "表三!D8": 3, "表三!E8": 1}  # what the text of one report lost
REAL = ("ganzhou-jkq-zwfwzx-2023", "huaian-2024", "hangzhou-style-2025")


@dataclass(frozen=True)
class Report:
    """A department's workbook: what it typed, which totals it typed over, which formulas it altered."""

    name: str
    inputs: Mapping[Address, Value]
    before: Mapping[Address, Value] | None
    previous_year: Mapping[Address, Value]
    typed: Mapping[Address, Value] = field(default_factory=dict)
    altered: Mapping[Address, tuple[str, tuple[Address, ...]]] = field(default_factory=dict)

    @property
    def declared(self) -> dict[Address, Value]:
        """What its cells show: inputs and totals, computed from what the sender has."""
        shown = {**dict.fromkeys(FIGURES), **self.inputs}
        for total in TOTALS:
            shown[total] = self.typed[total] if total in self.typed else self._computed(total, shown)
        return shown

    def _computed(self, total: Address, shown: Mapping[Address, Value]) -> Value:
        if total in self.altered:
            return sum((v for c in self.altered[total][1] if isinstance(v := shown.get(c), Decimal)), Decimal(0))
        linear = FORM.engine.direct(total)
        return linear.over(shown) if linear else None

    def with_typed_totals(self) -> "Report":
        """Return the report as one rebuilt from paper: every total typed."""
        declared = self.declared
        return replace(self, typed={total: declared[total] for total in TOTALS})

    def workbook(self) -> Workbook:
        """Return the workbook as Excel stores it."""
        declared = self.declared
        content = {Address(n, *place): Cell(t) for n, each in FORM.layouts.items() for place, t in texts(each)}
        numbers = {c: v for c, v in self.inputs.items() if not (c in FIGURES and isinstance(v, str))}
        results = {**FORM.engine.evaluate(numbers), **declared}
        formulas = {**FORM.formulas, **{total: formula for total, (formula, _) in self.altered.items()}}
        content |= {a: Cell(results[a], None if a in self.typed else formula) for a, formula in formulas.items()}
        content |= {address: Cell(value) for address, value in self.inputs.items() if value is not None}
        return book_of(content)


def breaks_a_law(report: Report) -> bool:
    """Whether a total is not the sum of its parts, a rule fails, a figure is none, or a formula is not the form's."""
    shown = report.declared
    if report.altered or any(not isinstance(shown[f.address], Decimal) for f in FORM.figures if f.required):
        return True
    for total in TOTALS:
        linear = FORM.engine.direct(total)
        if linear is not None and linear.over(shown) != shown[total]:
            return True
    values = {cell: value for cell, value in {**shown, **(report.before or {})}.items() if cell not in TOTALS}
    results = FORM.engine.evaluate({**report.inputs, **values})
    fine = FORM.rule_words.passed | FORM.rule_words.not_applicable
    return any(results[rule.result] not in fine for rule in FORM.rules)


def reports(generated: int, seed: int) -> Iterator[Report]:
    """Yield the real reports, then `generated` ones of departments small and large."""
    yield from (_real(name) for name in REAL)
    rng = random.Random(seed)
    yield from (_generated(number, rng) for number in range(generated))


def _real(name: str) -> Report:
    facts = printed(name)
    figures = {cell: Decimal(str(v)) for cell, v in {**facts.inputs, **SUPPLIED}.items() if name == REAL[0]}
    figures = figures or {cell: Decimal(str(v)) for cell, v in facts.inputs.items()}
    level = {"基本信息!B6": "设区的市级", "补充!B15": Decimal(1_000)}  # fee notices were never printed
    before = {cell: Decimal(v) for cell, v in facts.previous_year.items() if v is not None}
    filled = values({**figures, **level})
    return Report(name, filled, before or None, {c: v for c, v in filled.items() if c in FIGURES})


def _generated(number: int, rng: random.Random) -> Report:
    scale = (6, 40, 600)[number % 3]
    cells: dict[str, Any] = _applications(scale, rng) | _publications(scale, rng)
    cells |= {f"表四!{c}6": rng.choice((0, 0, rng.randint(1, scale))) for c in "ABCDFGHIKLMN"}
    carried = {f"上年!{c}4": cells[f"表三!{c}7"] for c in COLUMNS}
    carried |= {"上年!J4": sum(carried.values()), "上年!D5": 0}
    carried["上年!D6"] = cells["表二!D6"] - cells["表二!B6"] + cells["表二!C6"]
    before = {Address.parse(c): Decimal(v) for c, v in carried.items()} if number % 2 else None
    filled = values({c: Decimal(str(v)) for c, v in cells.items()} | {"补充!B15": Decimal(9_999)})
    last = {c: Decimal(max(0, int(Decimal(str(filled[c])) * rng.randint(5, 15) / 10))) for c in FIGURES}
    return Report(f"generated-{number}", filled, before, last)


def _applications(scale: int, rng: random.Random) -> dict[str, int]:
    cells: dict[str, int] = {}
    for column in COLUMNS if scale > 6 else COLUMNS[:2]:
        answers = {row: rng.randint(0, scale) if rng.random() < 0.45 else 0 for row in ANSWERS}
        left, carried = rng.randint(0, scale // 3), rng.randint(0, scale // 4)
        carried = min(carried, sum(answers.values()) + left)
        cells |= {f"表三!{column}{row}": value for row, value in answers.items()}
        cells |= {f"表三!{column}6": sum(answers.values()) + left - carried}
        cells |= {f"表三!{column}7": carried, f"表三!{column}30": left}
    return {f"表三!{c}{row}": 0 for c in COLUMNS for row in range(6, 31) if row != 29} | cells


def _publications(scale: int, rng: random.Random) -> dict[str, Any]:
    made, ended = rng.randint(0, scale // 3), rng.randint(0, scale // 4)
    cells: dict[str, Any] = {"表二!B6": made, "表二!C6": ended, "表二!D6": made + ended + rng.randint(0, scale)}
    cells |= {f"表二!B{row}": rng.randint(0, scale * 30) for row in (9, 12, 13)}
    return cells | {"表二!B16": f"{rng.randint(0, scale * 1000) / 100:.2f}"}
