"""A nation joined from figures alone: `python nation.py --n 300000 [-o RESULT.json]`.

Units report to counties, counties to cities, cities to provinces, provinces to the nation; each node is joined by the
product's own join from what its children came to, as its consolidated workbook would be. A unit's figures are whole
multiples of two sound reports, so what any node must come to is known without adding up: the multiples added, times the
reports. Every figure and every total of every node is compared with that; a difference ends the program.
"""

import argparse
import json
import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

from measuring import alone, spent
from rows import Row, write
from workbooks import sound_figures

from xlsreport.consolidation import Values, consolidate
from xlsreport.forms import find_form, load_form
from xlsreport.model.form import Form
from xlsreport.model.workbook import Value

_FORM = "disclosure-2021"
_SIZES = (10_000, 1_000, 100)  # units of a province, of a city, of a county
_LEVELS = ("nation", "provinces", "cities", "counties")
_MOST = 99  # times that a unit has a report's figures


def main() -> None:
    """Join, prove, and write the JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=int, default=300_000, help="how many units")
    parser.add_argument("--alone", action="store_true", help="join this number once and print what was proved")
    parser.add_argument("-o", "--output", type=Path, help="where the JSON goes; stdout by default")
    given = parser.parse_args()
    if given.alone:
        json.dump(_joined(given.n), sys.stdout)
    else:
        write(_rows(given.n), given.output)


def _rows(number: int) -> list[Row]:
    """Return the time of `number` units beside ten times that of a tenth, each in a process of its own."""
    few, all_of_them = (alone(__file__, "--alone", "--n", str(n)) for n in (max(number // 10, 1), number))
    what = f"{all_of_them['units']:,} units joined in four levels, {all_of_them['proved']:,} figures of nodes proved"
    scale = all_of_them["units"] / few["units"]
    before = f"{few['units']:,} units, times {scale:g}"
    return [Row(what, all_of_them["seconds"], before, round(few["seconds"] * scale, 3), all_of_them["largest_mib"])]


def _joined(number: int) -> dict[str, object]:
    nation = Nation()
    whole = nation.node(0, range(number))
    told = spent(0.0) | {"seconds": round(nation.seconds, 3)}
    return {"units": whole.units, "nodes": nation.nodes, "proved": nation.proved, **told}


@dataclass(frozen=True, slots=True)
class Joined:
    """What a node came to, of how many units, and how often it must have the figures of each sound report."""

    values: Values
    times: Sequence[int]
    units: int


class Nation:
    """Joins it; `seconds` are those of the joining alone, `nodes` and `proved` count the figures that were compared."""

    def __init__(self) -> None:
        form = load_form(find_form(_FORM))
        bases = sound_figures(form)
        summed = [each.address for each in form.figures]
        known = [{cell: _number(base.get(cell)) for cell in summed} for base in bases]
        self.form: Form = form
        self.bases = known
        self.expected = [{**base, **_totals(form, base)} for base in known]
        self.nodes = dict.fromkeys(_LEVELS, 0)
        self.proved = 0
        self.seconds = 0.0

    def node(self, level: int, units: range) -> Joined:
        """Return what the node over `units` comes to, proved."""
        children = list(self._children(level, units))
        start = time.process_time()
        found = consolidate(self.form, [each.values for each in children])
        self.seconds += time.process_time() - start
        times = [sum(each.times[n] for each in children) for n in range(len(self.bases))]
        self._prove(level, times, {**found.values, **found.results})
        return Joined(found.values, times, sum(each.units for each in children))

    def _children(self, level: int, units: range) -> Iterator[Joined]:
        if level == len(_SIZES):
            yield from map(self._unit, units)
            return
        for share in _shares(units, max(len(units) // _SIZES[level], 2)):
            yield self.node(level + 1, share)

    def _unit(self, number: int) -> Joined:
        chance = random.Random(number)
        times = [0] * len(self.bases)
        for base in chance.sample(range(len(self.bases)), 2):
            times[base] = chance.randint(1, _MOST)
        return Joined(_times(self.bases, times), times, 1)

    def _prove(self, level: int, times: Sequence[int], found: Values) -> None:
        for cell, number in _times(self.expected, times).items():
            if found.get(cell) != number:
                raise RuntimeError(f"{_LEVELS[level]}: {cell} is {found.get(cell)} and must be {number}")
            self.proved += 1
        self.nodes[_LEVELS[level]] += 1


def _shares(units: range, number: int) -> Iterator[range]:
    """Yield `units` in up to `number` shares that differ by one at most, none empty."""
    bounds = [len(units) * n // number for n in range(number + 1)]
    yield from (units[start:end] for start, end in pairwise(bounds) if start < end)


def _times(bases: Sequence[Values], times: Sequence[int]) -> dict[object, Decimal]:
    counted = [(base, n) for base, n in zip(bases, times, strict=True) if n]
    first = counted[0][0]
    return {cell: sum((base[cell] * n for base, n in counted), Decimal(0)) for cell in first}


def _totals(form: Form, figures: Values) -> dict[object, Decimal]:
    """Return the totals of `figures`, those alone that only add."""
    results = form.engine.evaluate(figures)
    return {cell: _number(results.get(cell)) for cell in form.totals}


def _number(value: Value) -> Decimal:
    return value if isinstance(value, Decimal) else Decimal(0)


if __name__ == "__main__":
    main()
