"""How fast a district is consolidated, against what reading the same files costs: `python consolidate.py --n 1000`.

Peer and product run in turn, each in a process of its own. Reviewing and its peer do so three times, and the quickest
of each counts: what else the machine does only adds, and not to both alike. With --n 1000 10000 the growth is measured
as well. The result is JSON; `table.py` makes the table in docs/measurements.md of it.
"""

import argparse
import json
import os
import platform
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from typing import Any

from measuring import Measured, measured
from workbooks import make_workspace

_RUNS = str(Path(__file__).with_name("runs.py"))
_MOST_OPENED = 500  # workbooks that openpyxl opens where there are more than 1,000: the rest is extrapolated
_ROUNDS, _IN_ROUNDS = 3, ("calamine", "review", "core")  # the peer and two ways of reviewing
_LIBRARIES = ("xlsreport", "python-calamine", "openpyxl", "formualizer", "lxml", "xlsxwriter")


def main() -> None:
    """Measure, and write the JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=int, nargs="+", default=[1000], help="how many workbooks")
    parser.add_argument("--jobs", type=int, default=2, help="how many worker processes")
    parser.add_argument("-o", "--output", type=Path, help="where the JSON goes; stdout by default")
    given = parser.parse_args()
    result = {
        "machine": {"cores": os.cpu_count(), "system": platform.system(), "python": platform.python_version()},
        "versions": {name: version(name) for name in _LIBRARIES},
        "jobs": given.jobs,
        "help": _best(["-m", "xlsreport", "--help"]).as_json(),
        "few": _few(given.jobs),
        "runs": [_run(number, given.jobs) for number in given.n],
    }
    result["growth"] = _growth(result["runs"])
    text = json.dumps(result, ensure_ascii=False, indent=1) + "\n"
    if given.output:
        given.output.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)


def _run(number: int, jobs: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "district"
        make_workspace(folder, number)
        sample = number if number <= 1000 else _MOST_OPENED
        rounds = [_round(folder, jobs) for _ in range(_ROUNDS)]
        quickest = {kind: min((each[kind] for each in rounds), key=lambda one: one.seconds) for kind in _IN_ROUNDS}
        calamine, review, core = quickest.values()
        opened = measured([_RUNS, "openpyxl", str(folder), str(sample)])
        whole = measured(["-m", "xlsreport", "consolidate", "-C", str(folder), "--jobs", str(jobs)])
        openpyxl = opened.seconds * number / sample
    return {
        "n": number,
        "calamine": calamine.as_json(),
        "review": review.as_json(),
        "rounds": [{kind: each[kind].as_json()["seconds"] for kind in _IN_ROUNDS} for each in rounds],
        "core": core.as_json(),
        "openpyxl": {**opened.as_json(), "opened": sample, "seconds_for_n": round(openpyxl, 3)},
        "consolidate": whole.as_json(),
        "core_over_calamine": round(core.seconds / calamine.seconds, 3),
        "review_over_calamine": round(review.seconds / calamine.seconds, 3),
        "consolidate_over_openpyxl": round(whole.seconds / openpyxl, 3),
    }


def _round(folder: Path, jobs: int) -> dict[str, Measured]:
    """Return what the peer takes for all files, and reviewing right behind it."""
    last = {"calamine": "0", "review": str(jobs), "core": str(jobs)}
    return {kind: measured([_RUNS, kind, str(folder), last[kind]]) for kind in _IN_ROUNDS}


def _few(jobs: int) -> dict[str, Any]:
    """Measure twelve workbooks, documents included."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "district"
        make_workspace(folder, 12)
        best = _best(["-m", "xlsreport", "consolidate", "-C", str(folder), "--jobs", str(jobs)])
    return {"n": 12, **best.as_json()}


def _best(command: list[str]) -> Measured:
    return min((measured(command) for _ in range(3)), key=lambda each: each.seconds)


def _growth(runs: list[dict[str, Any]]) -> dict[str, Any] | None:
    """Return how many times as long the largest run took as the smallest."""
    first, last = (pick(runs, key=lambda run: run["n"]) for pick in (min, max))
    if first is last:
        return None
    ratio = last["consolidate"]["seconds"] / first["consolidate"]["seconds"]
    return {"from": first["n"], "to": last["n"], "times": round(ratio, 2)}


if __name__ == "__main__":
    main()
