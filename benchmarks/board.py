"""How large the board of many departments is, and how fast headless Chromium opens, filters and prints it.

`python board.py --n 1000 [-o RESULT.json]`. Every department has three findings and last year's figures. Chromium is
driven as the tests drive it; the times are those of the page itself, from its first byte to what it has laid out.
"""

import argparse
import json
import sys
import tempfile
import time
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from summary import outcome_of_many

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

_FILTER = """(() => { const start = performance.now(), field = document.querySelector('[name=%s]');
field.value = '%s'; field.dispatchEvent(new Event('%s', { bubbles: true })); document.body.offsetHeight;
return performance.now() - start; })()"""
_OPENED = """document.body.offsetHeight,
new Promise((done) => setTimeout(() => done(performance.getEntriesByType('navigation')[0].loadEventEnd)))"""


def main() -> None:
    """Measure, and write the JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=int, default=1000, help="how many departments")
    parser.add_argument("-o", "--output", type=Path, help="where the JSON goes; stdout by default")
    given = parser.parse_args()
    text = json.dumps(measured(given.n), ensure_ascii=False, indent=1) + "\n"
    given.output.write_text(text, encoding="utf-8") if given.output else sys.stdout.write(text)


def measured(number: int) -> dict[str, Any]:
    """Return size and times of the board of `number` departments."""
    from kit.devtools import Page
    from xlsreport.language import language_named
    from xlsreport.writing.board.board import board_bytes

    outcome, start = with_findings(outcome_of_many(number)), time.process_time()
    page = board_bytes(outcome, language_named("zh"))
    told: dict[str, Any] = {"departments": number, "megabytes": round(len(page) / 1e6, 2)}
    told["seconds_to_write"] = round(time.process_time() - start, 2)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        file = Path(name) / "board.html"
        file.write_bytes(page)
        with Page(Path(name) / "profile") as chromium:
            chromium.open(file.as_uri())
            told["milliseconds_to_open"] = chromium.run(_OPENED)
            told["milliseconds_to_map"] = chromium.run(_timed("#/departments"))
            for field, value, event in (("rule", "M301", "change"), ("text", "7", "input"), ("text", "", "input")):
                key = f"milliseconds_to_filter_by_{field}" if value else "milliseconds_to_show_all_again"
                told[key] = chromium.run(_FILTER % (field, value, event))
            told["milliseconds_to_a_department"] = chromium.run(_timed("#/department/A00010"))
            told["left_out"] = chromium.run("JSON.parse(document.getElementById('data').textContent).left")
    return {key: round(each) if key.startswith("milliseconds") else each for key, each in told.items()}


def _timed(place: str) -> str:
    """Return the script that goes to a place and says how long it took until it was laid out."""
    return f"""new Promise((done) => {{
const start = performance.now(), drawn = () => {{ document.body.offsetHeight; done(performance.now() - start); }};
window.addEventListener('hashchange', drawn, {{ once: true }});
location.hash = '{place}'; }})"""


def with_findings(outcome: Any) -> Any:
    """Return `outcome` with up to three findings a department, as long as real ones."""
    codes = ("M301", "N502", "V206")
    entries = []
    for n, each in enumerate(outcome.entries):
        found = [_finding(outcome.form, n * 7 + k * 11, code) for k, code in enumerate(codes) if n % 5 or not k]
        entries.append(replace(each, review=each.review.with_more(*found)))
    return replace(outcome, entries=tuple(entries))


def _finding(form: Any, number: int, code: str) -> Any:
    from xlsreport.model.finding import CellChange, Finding, Operand, Severity

    cells = [field.address for field in form.figures]
    at = cells[number % len(cells)]
    advice = "请查原始登记核对，如与登记一致，请在情况说明一栏写明原因。" * 2
    return Finding(
        code,
        Severity.ERROR,
        f"“{form.label(at)}”：{at} 填 1，应为 2（少 1）。{advice}",
        at.sheet,
        at,
        form.label(at),
        Decimal(1),
        Decimal(2),
        operands=tuple(Operand(cell, Decimal(number % 50)) for cell in cells[:6]),
        suggestions=((CellChange(at, Decimal(1), Decimal(2)),),),
    )


if __name__ == "__main__":
    main()
