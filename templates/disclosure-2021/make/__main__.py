"""Makes the form's office files: `python templates/disclosure-2021/make [-o DIR]`.

The workbook is always made; the Word template too where its module `report` lies beside this one.
"""

import argparse
import importlib
import importlib.util
from pathlib import Path

from workbook import workbook_bytes


def main() -> None:
    """Write `workbook.xlsx`, and `report.docx` where it can be made, into the folder asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-o", "--output", type=Path, default=Path(__file__).resolve().parent.parent, metavar="DIR")
    folder: Path = parser.parse_args().output
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "workbook.xlsx").write_bytes(workbook_bytes())
    if importlib.util.find_spec("report"):
        (folder / "report.docx").write_bytes(importlib.import_module("report").report_bytes())


if __name__ == "__main__":
    main()
