"""How much of what contradicts the tables is found in prose, and how often something is asked for nothing.

    python benchmarks/prose.py [FOLDER] [-o benchmarks/prose.json]

Each marked figure is altered alone, each table is filled where its text says that there is none, each part is made
far larger than its whole, and each text is read as another year's. What a mark is bound to is held against its cells.
FOLDER holds marked texts as JSON (`department`, `period`, `level`, `cells`, and `marked`: the texts by their cells);
without it, those of `prose_texts.py` are read.
"""

import argparse
import json
import re
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from prose_bindings import disagreements
from prose_texts import reports

from xlsreport.checking.context import Case
from xlsreport.checking.narrative import ProseInputs, Tables, check_prose
from xlsreport.forms import find_form, load_form
from xlsreport.language import language_named
from xlsreport.model.address import Address
from xlsreport.model.finding import Finding, Severity
from xlsreport.model.form import Form
from xlsreport.model.review import Identity
from xlsreport.model.workbook import Value, Workbook

_MARK = re.compile(r"⟦([^|⟧]*)\|([^⟧]*)⟧")
_SHEETS = {"2": "表二", "3": "表三", "4": "表四", "5": "补充"}
_FAR = 10**6
_ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Altered:
    """A report with one thing altered: of which kind, its texts, its cells and its period."""

    kind: str
    texts: Mapping[str, str]
    cells: Mapping[str, Any]
    period: int


def plain(text: str) -> str:
    """Return a marked text as it was written."""
    return _MARK.sub(lambda match: match[1], text)


def alterations(report: Mapping[str, Any]) -> Iterator[Altered]:
    """Yield a report with each of its marks altered alone, then as one of the year before and after."""
    texts = {cell: plain(text) for cell, text in report["marked"].items()}
    for cell, marked in report["marked"].items():
        for number, match in enumerate(_MARK.finditer(marked)):
            kind, new = _alteration(match[1], match[2])
            if kind == "none":
                yield Altered(kind, texts, {**report["cells"], **_some(match[2])}, report["period"])
            elif kind:
                yield Altered(kind, {**texts, cell: _put(marked, number, new)}, report["cells"], report["period"])
    if any(str(report["period"]) in text for text in texts.values()):
        yield Altered("an earlier year's", texts, report["cells"], report["period"] + 1)
        yield Altered("a later year's", texts, report["cells"], report["period"] - 1)


def _alteration(said: str, cells: str) -> tuple[str, str]:
    """Return of which kind a mark is, and what its figure becomes."""
    if cells.startswith("Z:"):
        return "none", ""
    match cells[0]:
        case "W":
            return "", ""
        case "P":
            return "part", str(int(said) + _FAR)
        case "T":
            return "total", str(int(said) + 10)
        case _:
            return "figure", str(int(said) + (7 if int(said) >= 10 else 4))


def _put(marked: str, number: int, new: str) -> str:
    order = iter(range(len(marked)))
    return _MARK.sub(lambda match: new if next(order) == number else match[1], marked)


def _some(cells: str) -> dict[str, int]:
    """Return figures for the cells that a text says are 0: for the first one that is typed."""
    first = cells.removeprefix("Z:").split("+")[0]
    sheet, column, row = _SHEETS[first[0]], first[1], first[2:]
    typed = {"J": "D" if sheet == "表三" else "F", "E": "A"}.get(column, column) if sheet != "补充" else column
    return {f"{sheet}!{typed}{row}": 5}


class ProseCheck:
    """Checks texts against cells in memory, as a review does."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self._blank: dict[Address, Value] = {field.address: Decimal(0) for field in form.figures if field.required}
        self._case = Case(form, language_named(form.language), Workbook({}))
        self._sheet = form.prose[0].address.sheet

    def tables(self, cells: Mapping[str, Any], texts: Mapping[str, str]) -> Tables:
        """Return the tables that `cells` fill, with the texts in their places."""
        figures = {Address.parse(cell): Decimal(str(figure)) for cell, figure in cells.items()}
        values = {**self._blank, **figures, **{Address.parse(f"{self._sheet}!{c}"): text for c, text in texts.items()}}
        return Tables(self._form, values, self._form.engine.evaluate(values))

    def findings(self, tables: Tables, name: str, period: int) -> tuple[Finding, ...]:
        """Return what is said about the texts."""
        return check_prose(self._case, ProseInputs(Identity("", name, period), tables))


def measure(marked: list[dict[str, Any]], form: Form) -> dict[str, Any]:
    """Return recall by kind, what is asked of the texts as they are, and the time for a report."""
    check = ProseCheck(form)
    found, all_ = Counter[str](), Counter[str]()
    asked: list[str] = []
    marks: list[str | None] = []
    seconds = 0.0
    for report in marked:
        texts = {cell: plain(text) for cell, text in report["marked"].items()}
        tables = check.tables(report["cells"], texts)
        before = _queries(check.findings(tables, report["department"], report["period"]))
        asked += [f"{report['department']}: {message}" for _, message in sorted(before)]
        marks += disagreements(form, report)
        seconds += _time(check, tables, report)
        for one in alterations(report):
            said = _queries(check.findings(check.tables(one.cells, one.texts), report["department"], one.period))
            all_[one.kind] += 1
            found[one.kind] += bool(said - before)
    return {
        "reports": len(marked),
        "recall": {kind: [found[kind], count] for kind, count in all_.items()},
        "bound as a reader does": [marks.count(None), len(marks)],
        "bound otherwise": [each for each in marks if each],
        "asked": asked,
        "milliseconds": round(1000 * seconds / len(marked), 3),
    }


def _queries(findings: tuple[Finding, ...]) -> set[tuple[str, str]]:
    return {(str(f.address), f.message) for f in findings if f.severity is Severity.QUERY}


def _time(check: ProseCheck, tables: Tables, report: Mapping[str, Any]) -> float:
    times = []
    for _ in range(_ROUNDS):
        start = time.process_time()
        check.findings(tables, report["department"], report["period"])
        times.append(time.process_time() - start)
    return min(times)


def main() -> None:
    """Measure, and print or write the result."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, help="marked texts as JSON files")
    parser.add_argument("-o", "--output", type=Path)
    given = parser.parse_args()
    files = sorted(given.folder.glob("*.json")) if given.folder else []
    marked = [json.loads(file.read_text(encoding="utf-8")) for file in files] if given.folder else reports()
    if not marked:
        parser.error(f"{given.folder} holds no marked texts")
    text = json.dumps(measure(marked, load_form(find_form("disclosure-2021"))), ensure_ascii=False, indent=1) + "\n"
    if given.output:
        given.output.write_text(text, encoding="utf-8", newline="\n")
    else:
        print(text, end="")


if __name__ == "__main__":
    main()
