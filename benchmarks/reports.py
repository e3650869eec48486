"""How long one Word report takes, beside docxtpl opening and saving the template without filling it.

`python benchmarks/reports.py` prints the median of twenty, in seconds; more than half a second is a failure.
"""

import io
import statistics
import sys
import time
from collections.abc import Callable

from docxtpl import DocxTemplate

from xlsreport.forms import find_form, load_form
from xlsreport.writing.cells import Told
from xlsreport.writing.report import TEMPLATE, report_bytes

_TIMES, _MOST = 20, 0.5


def main() -> int:
    """Measure both in turns, and return whether a report takes too long."""
    form = load_form(find_form("disclosure-2021"))
    values = form.engine.evaluate({})

    def peer() -> None:
        template = DocxTemplate(str(form.folder / TEMPLATE))
        template.init_docx()
        template.docx.save(io.BytesIO())

    pairs = [(_seconds(lambda: report_bytes(form, Told(values))), _seconds(peer)) for _ in range(_TIMES)]
    ours, theirs = (statistics.median(column) for column in zip(*pairs, strict=True))
    sys.stdout.write(f"report: {ours:.3f} s; docxtpl opening and saving the template: {theirs:.3f} s\n")
    return int(ours > _MOST)


def _seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


if __name__ == "__main__":
    sys.exit(main())
