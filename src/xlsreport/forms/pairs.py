"""Ranges beside ranges, as form.toml says which cell is which cell of another workbook."""

from collections.abc import Mapping

from xlsreport.model.address import Address, cell_range


def paired_cells(table: Mapping[str, str]) -> dict[Address, Address]:
    """Return the cells of each key with those of its value, one by one; raises `ValueError` where sizes differ."""
    pairs: dict[Address, Address] = {}
    for target, source in table.items():
        targets, sources = cell_range(target), cell_range(source)
        if len(targets) != len(sources):
            raise ValueError(f"{target} = {source}")
        pairs |= dict(zip(targets, sources, strict=True))
    return pairs
