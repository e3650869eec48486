"""Makes the form's office files: `python templates/foia-annual/make [-o DIR]`."""

import argparse
from pathlib import Path

from report import report_bytes
from workbook import workbook_bytes


def main() -> None:
    """Write `workbook.xlsx` and `report.docx` into the folder asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-o", "--output", type=Path, default=Path(__file__).resolve().parent.parent, metavar="DIR")
    folder: Path = parser.parse_args().output
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "workbook.xlsx").write_bytes(workbook_bytes())
    (folder / "report.docx").write_bytes(report_bytes())


if __name__ == "__main__":
    main()
