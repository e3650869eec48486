"""The table of speeds in docs/measurements.md, from the JSON of `consolidate.py`: `python table.py RESULT.json`."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def table(result: dict[str, Any]) -> str:
    """Return the result as a Markdown table."""
    rows = ["| what | measured | beside it | ratio |", "|---|---|---|---|"]
    for run in result["runs"]:
        rows += _rows(run)
    rows.append(f"| {result['few']['n']} workbooks, documents included | {_seconds(result['few'])} | | |")
    rows.append(f"| `xlsreport --help` | {_seconds(result['help'])} | | |")
    if growth := result["growth"]:
        rows.append(f"| from {growth['from']:,} to {growth['to']:,} workbooks | | | {growth['times']:g} × the time |")
    machine, versions = result["machine"], result["versions"]
    libraries = ", ".join(f"{name} {number}" for name, number in versions.items())
    note = f"{machine['cores']} cores, {result['jobs']} workers, {machine['system']}, Python {machine['python']}"
    return "\n".join([*rows, "", f"{note}; {libraries}.", ""])


def _rows(run: dict[str, Any]) -> Iterator[str]:
    n, opened = run["n"], run["openpyxl"]
    peer = f"python-calamine reading every value: {_seconds(run['calamine'])}"
    for key, what in (("core", "families F S V M T"), ("review", "every family")):
        ratio = f"{run[f'{key}_over_calamine']:.2f}"
        yield f"| {n:,} workbooks reviewed, {what} | {_seconds(run[key])} | {peer} | {ratio} |"
    sampled = "" if opened["opened"] == n else f" (from {opened['opened']:,})"
    peer = f"openpyxl opening them once: {opened['seconds_for_n']:.1f} s{sampled}"
    ratio = f"{run['consolidate_over_openpyxl']:.2f}"
    took, memory = _seconds(run["consolidate"]), run["consolidate"]["largest_mib"]
    took += f", largest process {memory:.0f} MiB" if memory else ""
    yield f"| {n:,} workbooks consolidated, documents included | {took} | {peer} | {ratio} |"


def _seconds(measured: dict[str, Any]) -> str:
    return f"{measured['seconds']:.2f} s"


if __name__ == "__main__":
    sys.stdout.write(table(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))))
