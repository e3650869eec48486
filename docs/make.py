"""Make what the documents take from the program: `python docs/make.py`.

The rule book, `docs/rules*.md`, is made by docs/rule_pages.py. In README.md and README.zh.md every block of `console`
is run, in order, in one new folder, and what is printed replaces what stood under each command; documents with the same
commands share a run. There, in docs/measurements.md and docs/design.md marked tables quote what `benchmarks/` measured.
A test holds them to what this script makes.
"""

import json
import os
import re
import runpy
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from xlsreport.language import LANGUAGES

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
READMES = (ROOT / "README.md", ROOT / "README.zh.md")
TUTORIALS = {"ZH": DOCS / "tutorial.zh.md", "EN": DOCS / "tutorial.en.md"}
WALKS = {**TUTORIALS, "YEAR": DOCS / "year.zh.md"}
MEASURED = (DOCS / "design.md", DOCS / "measurements.md")
_BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
_MARKED = re.compile(r"^(<!-- table ([\w ]+) -->)$.*?^(<!-- end -->)$", re.MULTILINE | re.DOTALL)
_PROGRAMS = {
    "consolidate": "table.py",
    "detection": "detection_table.py",
    "prose": "prose_table.py",
    "reports_in": "reports_in_table.py",
    "foia": "foia_table.py",
    "season": "rows.py",
    "summary reports archive start": "rows.py",
    "mutants": "mutants_table.py",
}
_PROMPT = "$ "


def main() -> None:
    """Write the documents in place."""
    for page, text in rules().items():
        page.write_text(text, encoding="utf-8", newline="\n")
    for page in READMES:
        page.write_text(readme(page.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
    for wording, page in WALKS.items():
        with tempfile.TemporaryDirectory() as folder:
            text = tutorial(page.read_text(encoding="utf-8"), wording, Path(folder))
        page.write_text(text, encoding="utf-8", newline="\n")
    for page in MEASURED:
        page.write_text(measured(page.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")


def rules() -> Mapping[Path, str]:
    """Return the pages of the rule book: the list of its codes, and what it says in each language."""
    made: dict[str, Any] = runpy.run_path(str(DOCS / "rule_pages.py"))
    pages = {name: DOCS / f"rules.{name}.md" for name in LANGUAGES}
    return {DOCS / "rules.md": made["index"]()} | {page: made["page"](name) for name, page in pages.items()}


def readme(text: str) -> str:
    """Return `text` with the output of its console blocks' commands under them, and what was measured in its tables."""
    printed = iter(_printed(tuple(command for block in _BLOCK.findall(text) for command in _commands(block))))
    return measured(_BLOCK.sub(lambda match: _ran(match[0], printed), text))


def tutorial(text: str, wording: str, folder: Path) -> str:
    """Return `text` of a tutorial, or of the year, all of it done in `folder`, with what its commands print."""
    by_hand: dict[str, Any] = runpy.run_path(str(DOCS / "tutorial.py"))
    hands = by_hand["HANDS"].get(wording) or runpy.run_path(str(DOCS / "year.py"))["HANDS"]
    return str(by_hand["played"](text, folder, hands, _output))


def measured(text: str) -> str:
    """Return `text` with what was measured in its marked tables."""
    return _MARKED.sub(lambda match: f"{match[1]}\n{_table(match[2])}{match[3]}", text)


def _table(names: str) -> str:
    """Return the Markdown table of the measurements `names`: each benchmarks/NAME.json as their program shows it."""
    shown: dict[str, Any] = runpy.run_path(str(ROOT / "benchmarks" / _PROGRAMS[names]))
    files = (ROOT / "benchmarks" / f"{name}.json" for name in names.split())
    return str(shown["table"](*(json.loads(file.read_text(encoding="utf-8")) for file in files)))


def _ran(block: str, printed: Iterator[str]) -> str:
    return "".join(f"{_PROMPT}{command}\n{next(printed)}" for command in _commands(block))


def _commands(block: str) -> list[str]:
    return [line.removeprefix(_PROMPT) for line in block.splitlines() if line.startswith(_PROMPT)]


@cache
def _printed(commands: tuple[str, ...]) -> tuple[str, ...]:
    """Return what each of `commands` prints, run in order in one new folder."""
    with tempfile.TemporaryDirectory() as folder:
        return tuple(_output(command, Path(folder)) for command in commands)


def _output(command: str, folder: Path) -> str:
    """Return what `command` prints on stdout; `; echo $?` at its end adds the exit code, as a shell would."""
    call, _, after = command.partition(";")
    program, *arguments = call.split()
    if program != "xlsreport" or after.strip() not in ("", "echo $?"):
        raise ValueError(command)
    environment = {**os.environ, "PYTHONUTF8": "1", "COLUMNS": "100", "TERM": "dumb"}
    run = subprocess.run(
        [sys.executable, "-m", "xlsreport", *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    if run.returncode > 1:
        raise RuntimeError(f"{command}: {run.stderr}")
    inside = re.compile(rf"{re.escape(str(folder.resolve()))}[\\/](.*)")
    printed = inside.sub(lambda found: found[1].replace("\\", "/"), run.stdout)
    return printed + (f"{run.returncode}\n" if after else "")


if __name__ == "__main__":
    main()
