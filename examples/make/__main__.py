"""Make the example workspace: `python examples/make [-o DIR]`; or live through three years: `--years DIR`.

Every workbook is the standard one filled as a clerk fills it, from the TOML files beside this script.
Two runs give the same bytes.
"""

import argparse
from pathlib import Path

from clerk import filled
from data import governments_and_departments
from desk import decisions_workbook, evidence_workbook
from roster import roster_workbook
from years import three_years

HERE = Path(__file__).resolve().parent
FORM = HERE.parents[1] / "templates" / "disclosure-2021" / "workbook.xlsx"
SETTINGS = HERE / "xlsreport.toml"


def main() -> None:
    """Write the whole workspace into the folder given, over what is there; or three years into a new one."""
    asked = arguments()
    if asked.years is not None:
        three_years(HERE / "years.toml", SETTINGS, FORM.read_bytes(), asked.years)
        return
    folder = asked.output
    publish(folder / SETTINGS.name, SETTINGS.read_bytes())
    publish(folder / "单位名单.xlsx", roster_workbook(HERE / "roster.toml"))
    publish(folder / "2023/处理登记.xlsx", decisions_workbook(HERE / "desk.toml"))
    publish(folder / "2023/佐证数据.xlsx", evidence_workbook(HERE / "desk.toml"))
    form = FORM.read_bytes()
    for entry in governments_and_departments(HERE):
        for copy in entry.copies:
            publish(folder / copy.path, filled(form, entry, copy))


def arguments() -> argparse.Namespace:
    """Return the command line's options; the workspace goes beside this folder by default."""
    parser = argparse.ArgumentParser(prog="python examples/make", description=__doc__)
    parser.add_argument("-o", "--output", type=Path, default=HERE.parent / "ganzhou-2023", metavar="DIR")
    parser.add_argument("--years", type=Path, metavar="DIR", help="issue, consolidate and archive three years in DIR")
    return parser.parse_args()


def publish(path: Path, data: bytes) -> None:
    """Write `data` to `path`, making its folders, and say so."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    print(path)


if __name__ == "__main__":
    main()
