"""The Markdown of what `mutants.py` found, as docs/design.md shows it."""

from collections.abc import Mapping
from typing import Any


def table(found: Mapping[str, Any]) -> str:
    """Return `found`, the content of `mutants.json`, as a table."""
    rows = ["| changed in | changes | noticed | of the others, explained |", "|---|---|---|---|"]
    for name, each in (*found["folders"].items(), ("all", found)):
        share = f"{each['killed']} ({100 * each['killed'] / each['mutants']:.0f} %)"
        rows.append(f"| {name} | {each['mutants']} | {share} | {each['explained']} |")
    return "\n".join([*rows, ""])
