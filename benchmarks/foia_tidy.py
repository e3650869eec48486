"""A tidy file of published annual FOIA reports, read one agency's year at a time.

Its columns are year, agency, org (OVERALL or a component), orgid, orgname, record, section, item, value.
"""

import csv
import gzip
import re
import sys
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import groupby
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from kit.foia import LISTS, OVERALL, Entry, Item, Reported, number

Rows = list[dict[str, str]]
_ENTRY = re.compile(r"^(?:Statute|OtherDenialReason)\[(.*?)\]*(?:/OtherDenialReasonQuantity)?$", re.DOTALL)
_OLD_NAMES = {
    f"{kind}{year}YearQuantity": f"Items{kind}{year}YearQuantity"
    for kind in ("Received", "Processed")
    for year in ("Last", "Current")
}


def agency_years(path: Path) -> Iterator[tuple[Reported, ...]]:
    """Yield what each agency published of each year: its components in their order, and the agency overall last."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        for _, lines in groupby(csv.DictReader(file), key=lambda line: (line["year"], line["agency"])):
            by_org: dict[str, Rows] = {}
            for line in lines:
                by_org.setdefault(OVERALL if line["org"] == OVERALL else line["orgid"], []).append(line)
            overall = by_org.pop(OVERALL, [])
            components = [rows for _, rows in sorted(by_org.items(), key=lambda each: _place(each[0]))]
            yield tuple(_reported(rows) for rows in (*components, *([overall] if overall else [])))


def _place(org: str) -> tuple[int, str]:
    """Return where an organisation stands in its report: they are numbered, ORG1 first."""
    digits = org.removeprefix("ORG")
    return (int(digits), "") if digits.isdecimal() else (0, org)


def _reported(rows: Rows) -> Reported:
    first = rows[0]
    code = OVERALL if first["org"] == OVERALL else first["org"]
    lists = {} if code == OVERALL else _lists(rows)
    return Reported(int(first["year"]), first["agency"], code, first["orgname"], _items(rows), lists)


def _lists(rows: Rows) -> Mapping[str, tuple[Entry, ...]]:
    """Return the entries of the lists that were used at all, each once."""
    found: dict[str, dict[str, Entry]] = {}
    for row in rows:
        text = " ".join(_ENTRY.sub(r"\1", row["item"]).split())
        times = number(row["value"])
        if row["section"] in LISTS and text != " ".join(row["item"].split()) and times:
            own = found.setdefault(row["section"], {})
            own[text.casefold()] = (text, times + own.get(text.casefold(), (text, Decimal(0)))[1])
    return {section: tuple(own.values()) for section, own in found.items()}


def _items(rows: Rows) -> Mapping[Item, str]:
    """Return the items of one organisation; what a component says in several records it says of several parts.

    What the agency overall says twice it says once.
    """
    records: dict[Item, dict[str, str]] = {}
    for row in rows:
        item = row["section"], _OLD_NAMES.get(row["item"], row["item"])
        records.setdefault(item, {}).setdefault(row["record"], row["value"])
    whole = rows[0]["org"] == OVERALL
    return {item: next(iter(said.values())) if whole else _together(said) for item, said in records.items()}


def _together(said: Mapping[str, str]) -> str:
    numbers = [number(value) for value in said.values()]
    if len(said) == 1 or None in numbers:
        return next(iter(said.values()))
    return str(sum((each for each in numbers if each is not None), Decimal(0)))
