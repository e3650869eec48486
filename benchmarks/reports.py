"""How long one Word report takes, beside docxtpl opening and saving the template without filling it; and many at once.

`python benchmarks/reports.py [MANY]` prints the median of twenty, in seconds, and how long MANY (200) take one process
and one a processor, their start included, as `report --each` makes them. More than half a second for one is a failure.
"""

import io
import os
import statistics
import sys
import time
from collections.abc import Callable

from docxtpl import DocxTemplate

from xlsreport.forms import find_form, load_form
from xlsreport.model.form import Form
from xlsreport.pipeline.reporting_each import Rendering
from xlsreport.workers import Crew
from xlsreport.writing.cells import Told
from xlsreport.writing.report import TEMPLATE, report_bytes

_TIMES, _MOST, _MANY = 20, 0.5, 200


def main() -> int:
    """Measure one, then many, and return whether one takes too long."""
    form = load_form(find_form("disclosure-2021"))
    told = Told(form.engine.evaluate({}))
    first = _seconds(lambda: report_bytes(form, told))
    pairs = [(_seconds(lambda: report_bytes(form, told)), _seconds(lambda: _peer(form))) for _ in range(_TIMES)]
    ours, theirs = (statistics.median(column) for column in zip(*pairs, strict=True))
    sys.stdout.write(f"report: {first:.3f} s the first, {ours:.3f} s the next; docxtpl: {theirs:.3f} s\n")
    many = int(sys.argv[1]) if len(sys.argv) > 1 else _MANY
    for jobs in sorted({1, os.cpu_count() or 1}):
        seconds = _seconds(lambda jobs=jobs: _each(form, told, many, jobs))
        sys.stdout.write(f"{many} reports, {jobs} at a time: {seconds:.2f} s\n")
    return int(max(first, ours) > _MOST)


def _peer(form: Form) -> None:
    template = DocxTemplate(str(form.folder / TEMPLATE))
    template.init_docx()
    template.docx.save(io.BytesIO())


def _each(form: Form, told: Told, many: int, jobs: int) -> None:
    with Crew(jobs) as crew:
        made = list(crew.map(Rendering(form.folder), [told] * many))
    if not all(isinstance(each, bytes) for each in made):
        raise RuntimeError("not every report was made")


def _seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


if __name__ == "__main__":
    sys.exit(main())
