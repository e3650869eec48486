"""How many wrong figures are found, named and put right: `python benchmarks/detection.py [--sample N]`.

Real and generated reports are damaged as clerks damage them, one to three damages at a time; once with live totals,
once with every total typed, as in a workbook rebuilt from a paper form. All in memory, no files. The table is printed;
the figures go to `detection.json` beside this program.
"""

import argparse
import gc
import json
import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from pathlib import Path
from statistics import median
from time import process_time

from detection_damages import Damage, every, several
from detection_reports import FORM, Report, breaks_a_law, reports
from detection_table import markdown

from xlsreport.checking import Case, engine, review
from xlsreport.language import language_named
from xlsreport.model.address import Address
from xlsreport.model.finding import Finding, Severity
from xlsreport.model.workbook import Value

SEED = 20211130
MODES = ("live", "typed")
_spent: list[float] = []
_locate = engine.located


@dataclass(frozen=True)
class Result:
    """What came of one damage. `breaks` a law or not; `given`: the true set of cells is among those given."""

    kind: str
    breaks: bool
    found: bool
    unique: bool
    named: bool
    proposed: bool
    given: bool
    cells: int
    findings: int
    seconds: float


def timed(*given: object) -> object:
    """Locate, and note the processor time; as in `timeit`, no garbage of other damages is collected meanwhile."""
    gc.disable()
    start = process_time()
    result = _locate(*given)  # type: ignore[arg-type]
    _spent.append(process_time() - start)
    gc.enable()
    return result


def judged(report: Report) -> tuple[list[Finding], float]:
    """Return the errors and queries of a report, and the seconds that locating took."""
    _spent.clear()
    found = review(Case(FORM, language_named("zh"), report.workbook(), report.before)).findings
    return [f for f in found if f.severity is not Severity.NOTE], sum(_spent)


def result_of(damage: Damage) -> Result:
    """Judge a damaged report and compare what is said with the truth."""
    findings, seconds = judged(damage.report)
    truth = {cell: value or Decimal(0) for cell, value in damage.truth.items()}
    unique = bool(findings) and all(len(f.suggestions) == 1 for f in findings)
    said = {c.address: c.after for f in findings for c in (f.suggestions[0] if f.suggestions else ())}
    return Result(
        damage.kind,
        breaks=breaks_a_law(damage.report),
        found=bool(findings),
        unique=unique,
        named=unique and said.keys() == truth.keys(),
        proposed=unique and said == truth,
        given=given(findings, truth),
        cells=len(truth),
        findings=len(findings),
        seconds=seconds,
    )


def given(findings: Sequence[Finding], truth: Mapping[Address, Value]) -> bool:
    """Whether some choice of one proposal a finding is the truth; a blank without a proposal names its cell."""
    covered: set[Address] = set()
    for finding in findings:
        fitting = [s for s in finding.suggestions if all(truth.get(c.address) == c.after for c in s)]
        if finding.suggestions and not fitting:
            return False
        covered |= {c.address for s in fitting for c in s}
        if finding.code[0] == "V" and finding.address:
            covered.add(finding.address)
    return covered == truth.keys()


def share(results: Iterable[Result], of: str) -> str:
    """Return the share of `results` of which `of` is true, in percent."""
    each = [getattr(r, of) for r in results]
    return f"{100 * sum(each) / len(each):.1f} %" if each else "–"


def summary(results: Sequence[Result]) -> dict[str, str]:
    """Return the line of the table for `results`."""
    broken = [r for r in results if r.breaks]
    unique = [r for r in broken if r.unique]
    times = [1000 * r.seconds for r in broken] or [0]
    return {
        "damages": str(len(results)),
        "break a law": str(len(broken)),
        "detected": share(broken, "found"),
        "answer unique": share(broken, "unique"),
        "cell named": share(unique, "named"),
        "true value": share(unique, "proposed"),
        "true set given": share(broken, "given"),
        "findings a cell-damage": _per_cause(broken),
        "locate ms median / max": f"{median(times):.1f} / {max(times):.0f}",
    }


def _per_cause(broken: Sequence[Result]) -> str:
    causes = sum(r.kind.count(" and ") + 1 for r in broken)
    return f"{sum(r.findings for r in broken) / causes:.2f}" if causes else "–"


def measured(mode: str, sample: int, generated: int) -> tuple[dict[str, list[Result]], int]:
    """Return the results by number of damages and by kind, and how many false findings the undamaged reports gave."""
    rng = random.Random(SEED)
    whole = [r.with_typed_totals() if mode == "typed" else r for r in reports(generated, SEED)]
    false = sum(len(judged(report)[0]) for report in whole)
    single = [damage for number, report in enumerate(whole) for damage in every(report, SEED + number)]
    rng.shuffle(single)
    result_of(single[0])  # what is worked out once for a form is not timed
    groups = {"1": [result_of(damage) for damage in single[:sample]]}
    for count in (2, 3):
        made = (several(rng.choice(whole), count, rng) for _ in range(10 * sample))
        groups[str(count)] = [result_of(damage) for damage in islice((d for d in made if d), sample // (2 * count))]
    return groups, false


def main() -> None:
    """Measure, print the tables and write `detection.json`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int, default=2000, help="single damages a mode")
    parser.add_argument("--generated", type=int, default=6, help="generated reports beside the real ones")
    options = parser.parse_args()
    engine.located = timed  # type: ignore[assignment]
    table: dict[str, dict[str, str]] = {}
    kinds: dict[str, dict[str, str]] = {}
    false = Counter[str]()
    for mode in MODES:
        groups, false[mode] = measured(mode, options.sample, options.generated)
        table |= {f"{mode} totals, {count} at a time": summary(results) for count, results in groups.items()}
        for kind in sorted({r.kind for r in groups["1"]}):
            kinds[f"{mode}: {kind}"] = summary([r for r in groups["1"] if r.kind == kind])
    lines = [
        *markdown(table),
        "",
        f"False findings on undamaged reports: {sum(false.values())}.",
        "",
        *markdown(kinds),
    ]
    print("\n".join(lines))
    document = {"seed": SEED, "sample": options.sample, "false findings": false, "table": table, "kinds": kinds}
    out = Path(__file__).with_name("detection.json")
    out.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
