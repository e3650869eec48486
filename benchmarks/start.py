"""How long a command takes to begin and be done, beside `python -c "import openpyxl"`.

`python start.py [--n 11] [-o RESULT.json]`. All run in turn, each in a process of its own; quoted is the least of the
rounds by the clock, for what else the machine does only adds. The form is known from a first round that is not counted,
but where its row says otherwise. A ratio over its goal is a failure.
"""

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from measuring import measured
from rows import Row, write

_PEER = "importing openpyxl"
_CACHE = "XLSREPORT_CACHE"  # where this program keeps the forms that it knows


@dataclass(frozen=True)
class Command:
    """What Python is started with, the most times as long as the peer that it may take, and what goes before it."""

    arguments: tuple[str, ...]
    goal: float | None = None
    before: Callable[[], object] = lambda: None


def main() -> int:
    """Measure, write the JSON, and return whether a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=int, default=11, help="how many rounds")
    parser.add_argument("-o", "--output", type=Path, help="where the JSON goes; stdout by default")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        os.environ[_CACHE] = str(Path(name) / "cache")
        commands = _commands(Path(name))
        least = _least(commands, given.n)
    write([Row(what, least[what], _PEER, least[_PEER]) for what in commands if what != _PEER], given.output)
    missed = {what for what, each in commands.items() if each.goal and least[what] / least[_PEER] > each.goal}
    for what in sorted(missed):
        sys.stderr.write(f"{what}: {least[what] / least[_PEER]:.2f}, more than {commands[what].goal}\n")
    return int(bool(missed))


def _commands(folder: Path) -> Mapping[str, Command]:
    from xlsreport.forms import example_workspace

    program, demo = ("-m", "xlsreport"), folder / "demo"
    workbook = min(path for path in example_workspace().rglob("inbox/*.xlsx"))
    return {
        _PEER: Command(("-c", "import openpyxl")),
        "`import xlsreport`": Command(("-c", "import xlsreport")),
        "`xlsreport --help`": Command((*program, "--help")),
        "`xlsreport rules M301`": Command((*program, "rules", "M301"), 1.0),
        "`xlsreport check` of one workbook": Command((*program, "check", str(workbook)), 3.0),
        "`xlsreport demo`": Command(
            (*program, "demo", str(demo)), 8.0, lambda: shutil.rmtree(demo, ignore_errors=True)
        ),
        "`xlsreport check`, its form met for the first time": Command(
            (*program, "check", str(workbook)), None, lambda: shutil.rmtree(os.environ[_CACHE])
        ),
    }


def _least(commands: Mapping[str, Command], rounds: int) -> dict[str, float]:
    """Return the least seconds of each command over `rounds`, the first of all not counted."""
    taken: dict[str, list[float]] = {what: [] for what in commands}
    for _ in range(rounds + 1):
        for what, command in commands.items():
            command.before()
            taken[what].append(measured(command.arguments).seconds)
    return {what: round(min(seconds[1:]), 4) for what, seconds in taken.items()}


if __name__ == "__main__":
    sys.exit(main())
