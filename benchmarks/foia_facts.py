"""Makes the facts of a few published reports in `tests/facts` from a tidy file: `python benchmarks/foia_facts.py DATA`.

`foia.csv` has a row a component and a column an item; what a component does not have is blank. `foia-lists.csv` has a
row an entry of a list; other reasons, which agencies tell in their own words, are numbered there.
"""

import argparse
import csv
from collections.abc import Iterator
from pathlib import Path

from foia_tidy import agency_years

from kit.foia import FACTS, FACTS_OF_LISTS, Item, Reported

CHOSEN = {(2016, "DOJ"), (2017, "DOJ"), (2016, "GSA"), (2011, "EPA"), (2017, "DoD"), (2017, "VA")}
STATUTES = "Exemption3StatuteSection"
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
    with given.output.with_name(FACTS_OF_LISTS.name).open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["year", "agency", "code", "section", "entry", "number"])
        table.writerows(_entries(told))


def _entries(told: list[Reported]) -> Iterator[list[object]]:
    """Yield the entries of all lists, the reasons of one report by the order in which they first appear."""
    numbered: dict[tuple[object, ...], int] = {}
    for each in told:
        for section, entries in each.lists.items():
            for text, times in entries:
                report = (each.year, each.agency, section)
                place = numbered.setdefault((*report, text.casefold()), sum(key[:3] == report for key in numbered) + 1)
                shown = text if section == STATUTES else f"Reason {place}"
                yield [each.year, each.agency, each.code, section, shown, times]


def _row(each: Reported, items: list[Item]) -> list[object]:
    return [each.year, each.agency, each.code, each.name, *(each.items.get(item, "") for item in items)]


if __name__ == "__main__":
    main()
