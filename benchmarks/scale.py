"""What many workbooks cost, written as they are consumed: `python scale.py --n 100000 [--dask] [-o RESULT.json]`.

The workspace has the roster alone. A worker makes each workbook just before it reads it and removes it after, so that
the disk holds a few at a time; what the making took of the processors is taken off. A tenth is measured beside it, and
what a further one costs between the two. With `--dask` a cluster of two processes does the same over TCP, of which one
is killed half-way: it must give the same bytes. With `--before` it is a second year: the figures of the year before are
known of every department.
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

from measuring import worked
from scale_made import making_seconds
from workbooks import make_desk

_RUN = str(Path(__file__).with_name("scale_run.py"))
_LIBRARIES = ("xlsreport", "python-calamine", "lxml", "xlsxwriter")


def main() -> None:
    """Measure, and write the JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=int, default=100_000, help="how many workbooks")
    parser.add_argument("--jobs", type=int, default=2, help="how many worker processes")
    parser.add_argument("--dask", action="store_true", help="on a cluster too, a worker of which is killed")
    parser.add_argument("--before", action="store_true", help="in a second year")
    parser.add_argument("-o", "--output", type=Path, help="where the JSON goes; stdout by default")
    given = parser.parse_args()
    year = ["--before"] if given.before else []
    few, many = (_run(number, given.jobs, *year) for number in (max(given.n // 10, 1), given.n))
    result = {
        "machine": {"cores": os.cpu_count(), "system": platform.system(), "python": platform.python_version()},
        "versions": {name: version(name) for name in _LIBRARIES},
        "jobs": given.jobs,
        "runs": [few, many],
        "one_over_one_of_a_tenth": round(many["one_ms"] / few["one_ms"], 3),
        "a_further_one_ms": round((many["seconds"] - few["seconds"]) / max(many["n"] - few["n"], 1) * 1000, 3),
    }
    if given.dask:
        far = _run(given.n, given.jobs, *year, "--dask")
        if far["sha256"] != many["sha256"]:
            raise RuntimeError("the cluster wrote something else")
        result["dask"] = {**far, "wall_over_local": round(far["wall_seconds"] / many["wall_seconds"], 3)}
    text = json.dumps(result, indent=1) + "\n"
    if given.output:
        given.output.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)


def _run(number: int, jobs: int, *more: str) -> dict[str, Any]:
    """Return what `number` workbooks took: seconds of all processors less those of the making, and the memory."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "nation"
        make_desk(folder, number)
        whole = worked([_RUN, str(folder), str(number), str(jobs), *more])
        told = json.loads((folder / "told.json").read_text(encoding="utf-8"))
        making = making_seconds(folder)
    seconds = whole.seconds - making
    return {
        "n": number,
        "seconds": round(seconds, 3),
        "making_seconds": round(making, 3),
        "one_ms": round(seconds / number * 1000, 3),
        "largest_mib": whole.largest_mib,
        "together_mib": whole.together_mib,
        **told,
    }


if __name__ == "__main__":
    main()
