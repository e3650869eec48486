"""`[editions]` of form.toml: the texts that another edition is known by, and where its cells stand in this one."""

from collections.abc import Mapping
from typing import Any

from xlsreport.decoding import decoded
from xlsreport.forms.pairs import paired_cells
from xlsreport.forms.schema import EditionTable
from xlsreport.model.address import Address
from xlsreport.model.form_parts import Edition

_OWN = ("form", "cells")  # keys that are no cell


def read_editions(table: Mapping[str, Mapping[str, Any]]) -> dict[str, Edition]:
    """Return the other editions by name; raises `ValueError` for what is no cell, or ranges of different sizes."""
    return {name: _edition(name, said) for name, said in table.items()}


def _edition(name: str, said: Mapping[str, Any]) -> Edition:
    own = decoded({key: said[key] for key in _OWN if key in said}, EditionTable, ("editions", name))
    marks = {Address.parse(cell): _text(name, cell, text) for cell, text in said.items() if cell not in _OWN}
    return Edition(marks, paired_cells(own.cells), own.form)


def _text(name: str, cell: str, text: Any) -> str:
    if not isinstance(text, str):
        raise ValueError(f"[editions.{name}] {cell} = {text}")
    return text
