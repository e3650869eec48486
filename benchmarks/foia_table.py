"""The Markdown of what `foia.py` found, as docs/measurements.md shows it."""

from collections.abc import Mapping
from typing import Any

_HEADS = (
    "agency-years",
    "components' workbooks",
    "summed figures compared",
    "as published",
    "not as published",
    "of these reported at their cell",
    "reported that are right",
)


def table(result: Mapping[str, Any]) -> str:
    """Return what the page shows of `result`, the content of `foia.json`."""
    counts = (
        result["agency_years"],
        result["workbooks"],
        result["judged"],
        result["equal"],
        len(result["differ"]),
        result["reported"],
        len(result["reported_wrongly"]),
    )
    cells = [f"{count:,}" for count in counts]
    return "".join(f"| {' | '.join(line)} |\n" for line in (_HEADS, ["---"] * len(_HEADS), cells))
