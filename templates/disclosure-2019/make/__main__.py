"""Makes the office files of the 2019 edition: `python templates/disclosure-2019/make [-o DIR]`.

Whatever the editions share is made by the scripts of the 2021 edition; what was different then stands here.
"""

import argparse
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[1] / "disclosure-2021" / "make")]

import edition  # noqa: E402 - beside this script, as the scripts of the other edition are

edition.settle()


def main() -> None:
    """Write `workbook.xlsx` and `report.docx` into the folder asked for."""
    from report import report_bytes  # noqa: PLC0415 - after the edition is settled
    from workbook import workbook_bytes  # noqa: PLC0415

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-o", "--output", type=Path, default=HERE.parent, metavar="DIR")
    folder: Path = parser.parse_args().output
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "workbook.xlsx").write_bytes(workbook_bytes())
    (folder / "report.docx").write_bytes(report_bytes())


if __name__ == "__main__":
    main()
