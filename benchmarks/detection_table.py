"""The Markdown of what `detection.py` measured: its own tables, and the one that docs/measurements.md shows."""

from collections.abc import Iterator, Mapping
from typing import Any

_SHOWN = {
    "damages": "damages",
    "detected": "detected",
    "one answer": "answer unique",
    "its cell and value right": "true value",
    "truth among the answers": "true set given",
    "ms, median / max": "locate ms median / max",
}


def markdown(table: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    """Yield the table in Markdown."""
    heads = list(next(iter(table.values())))
    yield "| | " + " | ".join(heads) + " |"
    yield "|---" * (len(heads) + 1) + "|"
    for name, line in table.items():
        yield f"| {name} | " + " | ".join(line.values()) + " |"


def table(result: Mapping[str, Any]) -> str:
    """Return what docs/measurements.md shows of `result`, the content of `detection.json`."""
    shown = {name: {head: line[column] for head, column in _SHOWN.items()} for name, line in result["table"].items()}
    false = sum(result["false findings"].values())
    return "\n".join([*markdown(shown), "", f"Findings on the same reports before the damage: {false}.", ""])
