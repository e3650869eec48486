"""The Markdown of what `prose.py` measured, as README shows it."""

from collections.abc import Mapping
from typing import Any

_NAMES = {
    "figure": "figure altered",
    "none": "“none” denied by the table",
    "part": "part above its whole",
    "total": "total behind its parts",
    "an earlier year's": "text of the year before",
    "a later year's": "of the year after",
}


def table(result: Mapping[str, Any]) -> str:
    """Return what README shows of `result`, the content of `prose.json`."""
    kinds = [(name, result["recall"][kind]) for kind, name in _NAMES.items() if kind in result["recall"]]
    heads = [name for name, _ in kinds]
    found = [f"{hit} of {count}" for _, (hit, count) in kinds]
    heads += ["bound as a reader does", f"queries on {result['reports']} sound reports", "ms a report"]
    found += [
        "{} of {}".format(*result["bound as a reader does"]),
        str(len(result["asked"])),
        f"{result['milliseconds']:.1f}",
    ]
    return "".join(f"| {' | '.join(line)} |\n" for line in (heads, ["---"] * len(heads), found))
