"""How fast the summary of many departments is written, against xlsxwriter writing as many plain cells.

`python summary.py --n 1000 [-o RESULT.json]`. Each runs in a process of its own; the time is that of its processor, so
that what else the machine does is not measured.
"""

import argparse
import io
import json
import sys
import time
from decimal import Decimal
from pathlib import Path
from typing import Any

from measuring import alone, spent
from rows import Row, write


def main() -> None:
    """Measure, and write the JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=int, default=1000, help="how many departments")
    parser.add_argument("--only", choices=("summary", "plain"), help=argparse.SUPPRESS)
    parser.add_argument("--cells", type=int, default=0, help=argparse.SUPPRESS)
    parser.add_argument("-o", "--output", type=Path, help="where the JSON goes; stdout by default")
    given = parser.parse_args()
    if given.only:
        measured = _summary(given.n) if given.only == "summary" else _plain(given.cells)
        sys.stdout.write(json.dumps(measured))
        return
    summary = alone(__file__, "--only", "summary", "--n", str(given.n))
    plain = alone(__file__, "--only", "plain", "--cells", str(summary["cells"]))
    what, beside = f"the summary of {given.n:,} departments", f"xlsxwriter writing {summary['cells']:,} plain cells"
    write([Row(what, summary["seconds"], beside, plain["seconds"], summary["largest_mib"])], given.output)


def _summary(number: int) -> dict[str, Any]:
    """Write the summary of `number` departments, last year among what is known."""
    from openpyxl import load_workbook

    from xlsreport.language import language_named
    from xlsreport.writing.summary import summary_bytes

    outcome, words = outcome_of_many(number), language_named("zh")
    start = time.process_time()
    data = summary_bytes(outcome, words)
    measured = spent(start)
    book = load_workbook(io.BytesIO(data), read_only=True)
    measured["cells"] = sum(1 for sheet in book for row in sheet.iter_rows() for each in row if each.value is not None)
    return measured


def _plain(cells: int) -> dict[str, Any]:
    """Write as many plain numbers, a sheet of rows of 200."""
    from xlsxwriter import Workbook

    start = time.process_time()
    book = Workbook(io.BytesIO(), {"constant_memory": True})
    sheet = book.add_worksheet()
    for each in range(cells):
        sheet.write_number(each // 200, each % 200, each)
    book.close()
    return spent(start)


def outcome_of_many(number: int) -> Any:
    """Return the outcome of `number` departments, last year among what is known."""
    from xlsreport.consolidation import consolidate
    from xlsreport.forms import find_form, load_form
    from xlsreport.model.outcome import Entry, Outcome, Standing
    from xlsreport.model.review import Identity, Review
    from xlsreport.model.roster import Department
    from xlsreport.model.source import SourceFile
    from xlsreport.model.years import EarlierYear

    form, entries, years = load_form(find_form("disclosure-2021")), [], {}
    for n in range(number):
        values = {field.address: Decimal((n * 7 + k * 3) % 50) for k, field in enumerate(form.figures)}
        values |= {field.address: f"第{n}个单位的文字。" * 20 for field in form.prose}
        review, code = Review(values=values, results=form.engine.evaluate(values)), f"A{n:05}"
        file = SourceFile(f"{code}.xlsx", Path(code), "0" * 64)
        entries.append(Entry(Standing.ACCEPTED, review, Department(code, f"第{n}个单位"), file))
        years[code] = {**review.results, **values}
    total = consolidate(form, [each.review.values for each in entries])
    earlier = EarlierYear(2022, None, years, {**total.results, **total.values}, True)
    whole = Review(Identity("A", "某区", 2023))
    return Outcome(form, 2023, tuple(entries), whole, total, total, earlier=(earlier,))


if __name__ == "__main__":
    main()
