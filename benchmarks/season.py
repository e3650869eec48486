"""What a run costs in a season in which little changed: `python season.py --n 1000 [-o RESULT.json]`.

All workbooks are consolidated once; then, with one of them replaced, again, and once more with `--fresh`, which must
give the same bytes. With `--second-year` the year is archived and all this is done in the year after, which knows it,
with `--by-mail` also where each workbook came in a mail.
Seconds are those of the processors, for what else the machine does is not measured.
"""

import argparse
import hashlib
import shutil
import tempfile
from pathlib import Path

from measuring import worked
from rows import Row, write
from workbooks import PERIOD, add_next_year, make_workspace, send_by_mail


def main() -> None:
    """Measure, and write the JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=int, default=1000, help="how many departments")
    parser.add_argument("--second-year", action="store_true", help="a year later too")
    parser.add_argument("--by-mail", action="store_true", help="where each came in a mail too")
    parser.add_argument("-o", "--output", type=Path, help="where the JSON goes; stdout by default")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "district"
        make_workspace(folder, given.n)
        rows = _rows(folder, given.n, PERIOD)
        if given.second_year:
            archive = ["archive", "-C", str(folder), "--period", str(PERIOD), "--draft", "--reason", "measured"]
            worked(["-m", "xlsreport", *archive])
            add_next_year(folder, given.n)
            rows += _rows(folder, given.n, PERIOD + 1, "of a second year ")
        if given.by_mail:
            mailed = Path(name) / "mailed"
            make_workspace(mailed, given.n)
            send_by_mail(mailed)
            rows += _rows(mailed, given.n, PERIOD, "that came by mail ")
        write(rows, given.output)


def _rows(folder: Path, number: int, period: int, when: str = "") -> list[Row]:
    command = ["-m", "xlsreport", "consolidate", "-C", str(folder), "--period", str(period)]
    first = worked(command)
    one, other, *_ = sorted((folder / str(period) / "inbox").iterdir())
    shutil.copyfile(other, one)
    second = worked(command)
    output = folder / str(period) / "output"
    kept = _digest(output)
    fresh = worked([*command, "--fresh"])
    if kept != _digest(output):
        raise RuntimeError("a run that used what was kept wrote something else")
    what = f"{number:,} workbooks {when}consolidated again, one of them replaced"
    before, spent = "consolidated for the first time", round(first.seconds, 3)
    return [
        Row(what, round(second.seconds, 3), before, spent, first.largest_mib),
        Row(f"{what}, all reviewed", round(fresh.seconds, 3), before, spent),
    ]


def _digest(folder: Path) -> str:
    digest = hashlib.sha256()
    for file in sorted(folder.iterdir()):
        digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()


if __name__ == "__main__":
    main()
