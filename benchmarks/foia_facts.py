"""Makes `tests/facts/foia.csv`, a few published reports, from a tidy file: `python benchmarks/foia_facts.py DATA`.

A row a component, a column an item; what a component does not have is blank. Lists (statutes, other reasons) are left
out.
"""

import argparse
import csv
from pathlib import Path

from foia_tidy import agency_years

from kit.foia import FACTS, Item, Reported

CHOSEN = {(2016, "DOJ"), (2017, "DOJ"), (2016, "GSA"), (2011, "EPA"), (2017, "DoD"), (2017, "VA")}
LISTED = ("Statute[", "OtherDenialReason[")


def main() -> None:
    """Write the facts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, metavar="DATA")
    parser.add_argument("-o", "--output", type=Path, default=FACTS)
    given = parser.parse_args()
    told = [each for all_of in agency_years(given.data) for each in all_of if (each.year, each.agency) in CHOSEN]
    items = list(dict.fromkeys(item for each in told for item in each.items if not item[1].startswith(LISTED)))
    with given.output.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["year", "agency", "code", "name", *(" ".join(item) for item in items)])
        table.writerows(_row(each, items) for each in told)


def _row(each: Reported, items: list[Item]) -> list[object]:
    return [each.year, each.agency, each.code, each.name, *(each.items.get(item, "") for item in items)]


if __name__ == "__main__":
    main()
