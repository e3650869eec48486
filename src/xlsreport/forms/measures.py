"""The table `[values]` of form.toml: what a number is measured in."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from xlsreport.model.address import Address, cell_range
from xlsreport.model.form_parts import Measure

_KEYS = {"unit", "instead", "factor", "decimals"}


def read_measures(table: Mapping[str, Any]) -> dict[Address, Measure]:
    """Return the measure of each cell that `[values]` names; raises `ValueError` naming the entry that is wrong."""
    return {cell: _measure(cells, entry) for cells, entry in table.items() for cell in cell_range(cells)}


def _measure(cells: str, entry: Any) -> Measure:
    if not isinstance(entry, dict) or not entry.keys() <= _KEYS or not _sound(entry):
        raise ValueError(f"[values] {cells} = {entry}")
    factor = entry.get("factor")
    return Measure(
        unit=entry.get("unit", ""),
        instead=entry.get("instead", ""),
        factor=None if factor is None else Decimal(factor),
        decimals=entry.get("decimals"),
    )


def _sound(entry: Mapping[str, Any]) -> bool:
    words = all(isinstance(entry.get(key, ""), str) for key in ("unit", "instead"))
    wholes = all(type(entry.get(key, 0)) is int and entry.get(key, 0) >= 0 for key in ("factor", "decimals"))
    slip = "instead" in entry or "factor" in entry
    return words and wholes and (not slip or bool(entry.get("unit") and entry.get("instead") and entry.get("factor")))
