"""Make the example workspace of the FOIA form: `python examples/make-foia [-o DIR]`. Two runs give the same bytes.

It is the report of the Environmental Protection Agency for 2011 as published: the workbooks of its headquarters and its
ten regions, and the published whole as the agency's own workbook, with the nine sums that are wrong in it.
"""

import argparse
import shutil
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1] / "tests"))

from kit.foia import facts
from kit.foia_workspace import lay_out


def main() -> None:
    """Write the whole workspace into the folder given, instead of what is there."""
    parser = argparse.ArgumentParser(prog="python examples/make-foia", description=__doc__)
    parser.add_argument("-o", "--output", type=Path, default=HERE.parent / "epa-2011", metavar="DIR")
    folder: Path = parser.parse_args().output
    for each in folder.glob("*"):
        shutil.rmtree(each) if each.is_dir() else each.unlink()
    folder.mkdir(parents=True, exist_ok=True)
    lay_out(folder, facts(2011, "EPA"))


if __name__ == "__main__":
    main()
