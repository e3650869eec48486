"""Consolidates published annual FOIA reports anew, and compares: `python foia.py DATA`, DATA a tidy file (.csv.gz).

Of every agency-year with two components or more it makes each component's workbook, consolidates them as the command
does, with the published whole handed in as the agency's own workbook, and compares every summed figure of the whole
with the published one. It prints JSON:

judged, equal          how many summed figures were compared, and how many are what was published
differ                 the others: [year, agency, section, item, published, ours]
reported               how many of these our checks reported at their cell of the agency's own workbook
unreported             those that they did not
reported_wrongly       figures of the agency's own workbook that were reported as another sum and are not
errors_on_true_reports errors found in components' workbooks: [year, agency, component, code, cell, sentence]
own_entries            what the agency entered itself (averages, lowest and highest days, ten oldest): how many queries
                       our checks asked of it, by what it is
queries                how many queries were asked in components' workbooks, by code
"""

import argparse
import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from foia_tidy import agency_years

from kit.crews import InProcess
from kit.foia import Item, Reported, cells, foia, number
from kit.foia_workspace import lay_out
from xlsreport.model.address import Address
from xlsreport.model.finding import Severity
from xlsreport.model.outcome import Outcome
from xlsreport.pipeline import Options, consolidate_workspace, open_workspace_at

OTHERWISE, OWN_ENTRY = "M329", "M320"  # the whole's own workbook says another sum; its own entry is another


@dataclass(slots=True)
class Comparison:
    """What was found so far."""

    judged: int = 0
    equal: int = 0
    agency_years: int = 0
    workbooks: int = 0
    reported: int = 0
    differ: list[list[object]] = field(default_factory=list)
    unreported: list[list[object]] = field(default_factory=list)
    reported_wrongly: list[list[object]] = field(default_factory=list)
    errors_on_true_reports: list[list[object]] = field(default_factory=list)
    own_entries: Counter[str] = field(default_factory=Counter)
    queries: Counter[str] = field(default_factory=Counter)

    def take(self, told: Sequence[Reported], outcome: Outcome) -> None:
        """Compare one agency's year with what came of its components' workbooks."""
        self.agency_years += 1
        self.workbooks += len(told) - 1
        self._compare(told, outcome)
        self._count(told[-1], outcome)

    def _compare(self, told: Sequence[Reported], outcome: Outcome) -> None:
        overall = told[-1]
        said = {found.address for found in outcome.whole.findings if found.code == OTHERWISE}
        for item, place in _comparable(told, _refused(outcome)):
            published = number(overall.items[item]) or Decimal(0)
            ours = outcome.total.value(place) or Decimal(0)
            self.judged += 1
            at = [overall.year, overall.agency, *item]
            if ours == published:
                self.equal += 1
                self.reported_wrongly += [at] if place in said else []
                continue
            self.differ.append([*at, str(published), str(ours)])
            self.reported += place in said
            self.unreported += [] if place in said else [at]

    def _count(self, overall: Reported, outcome: Outcome) -> None:
        for entry, found in outcome.findings:
            if entry is not None and found.severity is Severity.ERROR:
                at = [overall.year, overall.agency, entry.code, found.code, str(found.address), found.message]
                self.errors_on_true_reports.append(at)
            elif entry is not None and found.severity is Severity.QUERY:
                self.queries[found.code] += 1
            elif found.code == OWN_ENTRY and found.address is not None:
                self.own_entries[_kind(found.address)] += 1


def _kind(place: Address) -> str:
    label = foia().labels[place]
    return f"{label.columns[0].split()[0]} {label.columns[-1]}"


def _refused(outcome: Outcome) -> frozenset[Address]:
    """Return the cells in which some component published what is no figure, such as a negative count."""
    said = (found for entry, found in outcome.findings if entry is not None and found.code.startswith("V2"))
    return frozenset(found.address for found in said if found.address and found.severity is Severity.ERROR)


def _comparable(told: Sequence[Reported], refused: frozenset[Address]) -> Iterator[tuple[Item, Address]]:
    """Yield the items that the whole published as a number, and each component that has it too.

    What rests on a `refused` cell is left out: `errors_on_true_reports` tells it.
    """
    *components, overall = told
    for item, place in cells().items():
        if place in refused or foia().leaves.get(place, frozenset()) & refused:
            continue
        given = [each.items[item] for each in components if item in each.items]
        if item in overall.items and all(number(each) is not None for each in (overall.items[item], *given)):
            yield item, place


def main() -> None:
    """Compare, and print the JSON."""
    given = _arguments()
    begun, found, seen = time.monotonic(), Comparison(), set[tuple[int, str]]()
    for told in agency_years(given.data):
        key = (told[0].year, told[0].agency)
        if key in seen or not _asked(key, given) or not told[-1].overall or len(told) <= given.least:
            continue
        seen.add(key)  # two files of one report are one
        found.take(told, _consolidated(told))
        sys.stderr.write(f"\r{key[0]} {key[1]}: {found.judged} judged, {len(found.differ)} differ      ")
    result = {name: getattr(found, name) for name in found.__dataclass_fields__}
    result |= {"seconds": round(time.monotonic() - begun, 1)}
    text = _as_text(result)
    if given.output:
        given.output.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)


def _as_text(result: Mapping[str, object]) -> str:
    """Return the JSON with an entry of a list a line."""
    lines = []
    for name, value in result.items():
        if isinstance(value, list) and value:
            inner = ",\n".join(f"  {json.dumps(each, ensure_ascii=False)}" for each in value)
            lines.append(f'"{name}": [\n{inner}\n ]')
        else:
            lines.append(f'"{name}": {json.dumps(value, ensure_ascii=False)}')
    return "{\n " + ",\n ".join(lines) + "\n}\n"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, metavar="DATA")
    parser.add_argument("--years", type=int, nargs="+", help="these years alone")
    parser.add_argument("--agencies", nargs="+", help="these agencies alone, by their abbreviations")
    parser.add_argument("--least", type=int, default=2, help="components that an agency has at least")
    parser.add_argument("-o", "--output", type=Path, help="where the JSON goes; stdout by default")
    return parser.parse_args()


def _asked(key: tuple[int, str], given: argparse.Namespace) -> bool:
    year, agency = key
    return (not given.years or year in given.years) and (not given.agencies or agency in given.agencies)


def _consolidated(told: Sequence[Reported]) -> Outcome:
    """Return what comes of the workbooks of one agency's year; what a true report breaks holds nobody back."""
    with tempfile.TemporaryDirectory() as name:
        folder = lay_out(Path(name) / "agency", told)
        with InProcess() as crew:
            return consolidate_workspace(open_workspace_at(folder), Options(include_held=True), None, crew)


if __name__ == "__main__":
    main()
