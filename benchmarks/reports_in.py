"""Reads reports back whose figures are known: `python reports_in.py CASES... [--converted 10] [--rivals]`.

Each of CASES is a JSON file with `cells`, the figures of a published report by address. A report is made of them with
the form's own template, as Word and as HTML; of as many as `--converted` says LibreOffice makes .doc, .pdf and .docx
anew. Each is read back. With `--rivals` the tables of Word are also read by docx2python, and those of a PDF by camelot
(`pip install docx2python camelot-py`). It prints JSON, by format:

reports, whole     how many were read, and how many of them with every figure
figures, read      how many figures they print, and how many of these were read
wrong              figures that were read as another number: the one thing that must not be
seconds            the mean time of reading one back
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from report_rivals import by_camelot, by_docx2python

from kit.filled import disclosure, inputs_only, values
from xlsreport.checking.reports.reading import read_report
from xlsreport.forms.report_pattern import report_pattern
from xlsreport.model.address import Address
from xlsreport.model.document import ReportDocument
from xlsreport.model.workbook import Unreadable, Value
from xlsreport.reading import read_document
from xlsreport.writing.report.cells import TemplateContext
from xlsreport.writing.report.html import html_of
from xlsreport.writing.report.report import report_bytes

Reader = Callable[[Path], ReportDocument | Unreadable]
RIVALS: Mapping[str, tuple[str, Reader]] = {"docx": ("docx2python", by_docx2python), "pdf": ("camelot", by_camelot)}
CONVERTED = {"doc": "doc", "pdf": "pdf", "docx by LibreOffice": "docx:MS Word 2007 XML"}


@dataclass(slots=True)
class Score:
    """What was found so far of one format."""

    reports: int = 0
    whole: int = 0
    figures: int = 0
    read: int = 0
    wrong: int = 0
    seconds: float = 0

    def as_json(self) -> Mapping[str, float]:
        """Return it with the mean time of one."""
        counted = {name: getattr(self, name) for name in ("reports", "whole", "figures", "read", "wrong")}
        return {**counted, "seconds": round(self.seconds / max(self.reports, 1), 3)}


def main() -> None:
    """Measure, and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", nargs="+", type=Path)
    parser.add_argument("--converted", type=int, default=0, metavar="COUNT")
    parser.add_argument("--rivals", action="store_true")
    given = parser.parse_args()
    scores: dict[str, Score] = {}
    with tempfile.TemporaryDirectory() as folder:
        for number, case in enumerate(given.cases):
            known = known_of(json.loads(case.read_text(encoding="utf-8"))["cells"])
            for kind, path in made(known, Path(folder), converted=number < given.converted):
                take(scores.setdefault(kind, Score()), path, known)
                if given.rivals and kind in RIVALS:
                    name, reader = RIVALS[kind]
                    take(scores.setdefault(f"{kind} by {name}", Score()), path, known, reader)
    print(json.dumps({kind: score.as_json() for kind, score in scores.items()}, indent=1))


def known_of(cells: Mapping[str, object]) -> Mapping[Address, Value]:
    """Return a filling with the figures of a report, with its totals."""
    filled = values(inputs_only({cell: value for cell, value in cells.items() if isinstance(value, int | float)}))
    return {**disclosure().engine.evaluate(filled), **filled}


def made(known: Mapping[Address, Value], folder: Path, *, converted: bool) -> Iterator[tuple[str, Path]]:
    """Yield the report in each format."""
    report = report_bytes(disclosure(), TemplateContext(known))
    word, page = folder / "report.docx", folder / "report.html"
    word.write_bytes(report)
    page.write_text(html_of(report, "zh"), encoding="utf-8")
    yield from (("docx", word), ("html", page))
    for kind, target in CONVERTED.items() if converted else ():
        into = folder / kind.replace(" ", "-")
        office(["--convert-to", target, "--outdir", str(into), str(word)], folder)
        yield kind, into / f"report.{target.partition(':')[0]}"


def office(arguments: Sequence[str], folder: Path) -> None:
    """Run LibreOffice with a profile of its own."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    program = ["soffice", profile, "--headless"]
    subprocess.run([*program, *arguments], check=True, capture_output=True, timeout=120)  # noqa: S603


def take(score: Score, path: Path, known: Mapping[Address, Value], reader: Reader = read_document) -> None:
    """Read a report back and count."""
    form = disclosure()
    pattern = report_pattern(form)
    start = time.perf_counter()
    document = reader(path)
    if isinstance(document, Unreadable):
        raise SystemExit(f"{path.name}: {document}")
    reading = read_report(form, pattern, document)
    score.seconds += time.perf_counter() - start
    printed = [cell for table in pattern.tables for cell in table.figures.values()]
    wrong = sum(each.value != known.get(cell, Decimal(0)) for cell, each in reading.figures.items())
    score.reports += 1
    score.figures += len(printed)
    score.read += len(reading.figures)
    score.wrong += wrong
    score.whole += len(reading.figures) == len(printed) and not wrong


if __name__ == "__main__":
    main()
