"""The table `[summary]` of form.toml: which figures stand first, and what they are called for short."""

from collections.abc import Mapping
from typing import Any

from xlsreport.model.address import Address
from xlsreport.model.form_parts import MainFigure

_KEYS = {"cell", "name", "unit"}


def read_main_figures(table: Mapping[str, Any]) -> tuple[MainFigure, ...]:
    """Return the figures that `main` of `[summary]` lists, in its order; raises `ValueError` naming a wrong entry."""
    return tuple(map(_main_figure, table.get("main", [])))


def _main_figure(entry: Any) -> MainFigure:
    sound = isinstance(entry, dict) and entry.keys() <= _KEYS and all(isinstance(each, str) for each in entry.values())
    if not sound or not entry.get("cell") or not entry.get("name"):
        raise ValueError(f"[summary] main = {entry}")
    return MainFigure(Address.parse(entry["cell"]), entry["name"], entry.get("unit", ""))
