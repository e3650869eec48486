"""Printed figures of real reports: the facts in `tests/facts`, each with its source."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kit.filled import disclosure, inputs_only
from xlsreport.model.address import Address

FACTS = Path(__file__).parents[1] / "facts"


@dataclass(frozen=True, slots=True)
class Printed:
    """One report's figures by address: "" is printed blank, None is not in the text that we have."""

    source: str
    department: str
    period: int
    cells: Mapping[str, Any]
    known_errors: tuple[str, ...]
    publication_counts: Mapping[str, int]

    @property
    def inputs(self) -> dict[str, Any]:
        """The figures that a department fills in; totals and blanks are left out."""
        return {cell: value for cell, value in inputs_only(self.cells).items() if value != ""}

    @property
    def totals(self) -> dict[str, Any]:
        """The printed totals."""
        return {str(a): self.cells[str(a)] for a in disclosure().totals if str(a) in self.cells}

    @property
    def previous_year(self) -> dict[Address, Any]:
        """What last year's report handed on, as far as this one says it: its own 上年结转."""
        carried = disclosure().carried
        return {a: self.cells.get(f"表三!{a.cell.replace('4', '7')}") for a in carried if a.row == 4}


def printed(name: str) -> Printed:
    """Return the facts called `name`."""
    facts = json.loads((FACTS / f"{name}.json").read_text(encoding="utf-8"))
    return Printed(
        facts["source"],
        facts["department"],
        facts["period"],
        facts["cells"],
        tuple(facts["known_errors"]),
        facts.get("publication_counts", {}),
    )
