"""How long a year's bag takes: making it, verifying it, and reading last year's figures from it.

`python archive.py --n 1000 [-o RESULT.json]`. Beside them stand consolidating alone, hashlib over the same files, and
csv reading the same tables. Seconds are those of the processors, for what else the machine does is not measured.
"""

import argparse
import csv
import hashlib
import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from measuring import alone, spent, worked
from rows import Row, write
from workbooks import PERIOD, make_workspace

_DRAFT = ("--draft", "--reason", "measured", "--today", "2024-03-31")


def main() -> None:
    """Measure, and write the JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=int, default=1000, help="how many departments")
    parser.add_argument("--only", nargs=2, help=argparse.SUPPRESS)
    parser.add_argument("-o", "--output", type=Path, help="where the JSON goes; stdout by default")
    given = parser.parse_args()
    if given.only:
        kind, folder = given.only
        sys.stdout.write(json.dumps(_KINDS[kind](Path(folder))))
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "district"
        make_workspace(folder, given.n)
        write(_rows(folder, given.n), given.output)


def _rows(folder: Path, number: int) -> list[Row]:
    consolidated = worked(["-m", "xlsreport", "consolidate", "-C", str(folder)])
    archived = worked(["-m", "xlsreport", "archive", "-C", str(folder), *_DRAFT], allowed=(0,))
    (folder / str(PERIOD + 1)).mkdir()
    told = {kind: alone(__file__, "--only", kind, str(folder)) for kind in _KINDS}
    verify, digests, last, tables = (told[kind]["seconds"] for kind in _KINDS)
    what, alone_ = f"{number:,} workbooks consolidated once more and archived", "consolidated alone"
    return [
        Row(what, round(archived.seconds, 3), alone_, round(consolidated.seconds, 3), archived.largest_mib),
        Row("that bag verified", verify, "hashlib over its files", digests, told["verify"]["largest_mib"]),
        Row("last year's figures read from it", last, "csv reading its tables", tables, told["last"]["largest_mib"]),
    ]


def _verify(folder: Path) -> dict[str, Any]:
    from xlsreport.archive.store import bag_in_force
    from xlsreport.archive.verify import verify_bag

    bag = bag_in_force(folder, PERIOD)
    start = time.process_time()
    if bag is None or verify_bag(bag).discrepancies:
        raise RuntimeError(folder)
    return spent(start)


def _digests(folder: Path) -> dict[str, Any]:
    files = [path for path in (folder / "archive").rglob("*") if path.is_file()]
    start = time.process_time()
    for path in files:
        with path.open("rb") as file:
            hashlib.file_digest(file, "sha256")
    return spent(start)


def _last(folder: Path) -> dict[str, Any]:
    from xlsreport.pipeline.workspace import open_workspace_at
    from xlsreport.pipeline.years.previous_year import find_previous_year, previous_source
    from xlsreport.workers import Crew

    desk = open_workspace_at(folder, PERIOD + 1)
    with Crew(1) as crew:
        start = time.process_time()
        known = find_previous_year(desk.form, previous_source(desk), crew)
        measured = spent(start)
    return {**measured, "departments": len(known.by_code)}


def _tables(folder: Path) -> dict[str, Any]:
    data = folder / "archive" / str(PERIOD) / "data"
    start = time.process_time()
    rows = 0
    for name in ("values.csv", "texts.csv"):
        with (data / name).open(encoding="utf-8", newline="") as file:
            rows += sum(1 for _ in csv.reader(file))
    return {**spent(start), "rows": rows}


_KINDS = {"verify": _verify, "digests": _digests, "last": _last, "tables": _tables}

if __name__ == "__main__":
    main()
