"""How long Word reports take: one beside docxtpl opening and saving the template without filling it, many in parallel.

`python reports.py [--n 200] [-o RESULT.json]`. One is the median of twenty, in seconds of the processor; more than half
a second is a failure. Many are made in two worker processes beside the same in one, by the clock: the best of three.
"""

import argparse
import io
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from docxtpl import DocxTemplate
from rows import Row, write

from xlsreport.forms import find_form, load_form
from xlsreport.model.form import Form
from xlsreport.pipeline.output.report_each import Rendering
from xlsreport.workers import Crew
from xlsreport.writing.report.cells import TemplateContext
from xlsreport.writing.report.report import TEMPLATE, report_bytes

_TIMES, _MOST = 20, 0.5


def main() -> int:
    """Measure, write the JSON, and return whether a report takes too long."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=int, default=200, help="how many are made in parallel; 0: none")
    parser.add_argument("-o", "--output", type=Path, help="where the JSON goes; stdout by default")
    given = parser.parse_args()
    form = load_form(find_form("disclosure-2021"))
    one = _one(form)
    write([one, *([_many(form, given.n)] if given.n else [])], given.output)
    return int(one.seconds > _MOST)


def _one(form: Form) -> Row:
    values = form.engine.evaluate({})

    def peer() -> None:
        template = DocxTemplate(str(form.folder / TEMPLATE))
        template.init_docx()
        template.docx.save(io.BytesIO())

    def ours() -> None:
        report_bytes(form, TemplateContext(values))

    pairs = [(_seconds(ours, time.process_time), _seconds(peer, time.process_time)) for _ in range(_TIMES)]
    medians = [round(statistics.median(column), 4) for column in zip(*pairs, strict=True)]
    return Row("one Word report", medians[0], "docxtpl opening and saving the template", medians[1])


def _many(form: Form, number: int) -> Row:
    def best(jobs: int) -> float:
        return round(min(_seconds(lambda: _made(form, number, jobs), time.perf_counter) for _ in range(3)), 3)

    return Row(f"{number} reports by two workers, by the clock", best(2), "by one worker", best(1))


def _made(form: Form, number: int, jobs: int) -> None:
    with Crew(jobs) as crew:
        for _ in crew.map(Rendering(form.folder), [TemplateContext(form.engine.evaluate({}))] * number):
            pass


def _seconds(work: Callable[[], object], clock: Callable[[], float]) -> float:
    begun = clock()
    work()
    return clock() - begun


if __name__ == "__main__":
    sys.exit(main())
