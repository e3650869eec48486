"""What several programs measure, in rows of one shape: as JSON, and as the table of docs/design.md that quotes it."""

import json
import os
import platform
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

_LIBRARIES = ("xlsreport", "bagit", "docxtpl", "xlsxwriter")


@dataclass(frozen=True)
class Row:
    """What was measured, its seconds, and those of what is `beside` it; the MiB of its process where they are known."""

    what: str
    seconds: float
    beside: str
    beside_seconds: float
    largest_mib: float | None = None


def write(rows: Sequence[Row], output: Path | None) -> None:
    """Write `rows` as JSON to `output`, or to stdout."""
    result = {
        "machine": {"cores": os.cpu_count(), "system": platform.system(), "python": platform.python_version()},
        "versions": {name: version(name) for name in _LIBRARIES},
        "rows": [asdict(each) for each in rows],
    }
    text = json.dumps(result, ensure_ascii=False, indent=1) + "\n"
    if output:
        output.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)


def table(*results: dict[str, Any]) -> str:
    """Return `results` as one Markdown table; the machine is that of the first."""
    lines = ["| what | measured | beside it | ratio |", "|---|---|---|---|"]
    lines += [_line(Row(**each)) for result in results for each in result["rows"]]
    return "\n".join([*lines, "", *_note(results[0]), ""])


def _line(row: Row) -> str:
    memory = f", {row.largest_mib:.0f} MiB" if row.largest_mib else ""
    beside, ratio = f"{row.beside}: {_time(row.beside_seconds)}", row.seconds / row.beside_seconds
    return f"| {row.what} | {_time(row.seconds)}{memory} | {beside} | {ratio:.2f} |"


def _time(seconds: float) -> str:
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.3g} ms"


def _note(result: dict[str, Any]) -> Iterator[str]:
    machine, libraries = result["machine"], ", ".join(f"{name} {number}" for name, number in result["versions"].items())
    yield f"{machine['cores']} cores, {machine['system']}, Python {machine['python']}; {libraries}."
