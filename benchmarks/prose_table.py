"""The Markdown of what `prose.py` measured, as README shows it."""

from collections.abc import Mapping
from typing import Any

_NAMES = {
    "figure": "a figure altered",
    "none": "“none” where the table has some",
    "part": "a part far larger than its whole",
    "total": "a total behind its parts altered",
    "an earlier year's": "a text of the year before",
    "a later year's": "a text of the year after",
}


def table(result: Mapping[str, Any]) -> str:
    """Return what README shows of `result`, the content of `prose.json`."""
    kinds = [(name, result["recall"][kind]) for kind, name in _NAMES.items() if kind in result["recall"]]
    lines = [f"| {name} | {found} of {count} |" for name, (found, count) in kinds]
    asked = f"Queries on the {result['reports']} reports as they are: {len(result['asked'])}."
    return "\n".join(
        ["| | found |", "|---|---|", *lines, "", f"{asked} Time a report: {result['milliseconds']:.1f} ms.", ""]
    )
