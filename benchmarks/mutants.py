"""Do the tests hold? Code is changed, and its tests must notice: `python benchmarks/mutants.py [--mutants N]`.

`mutants.toml` names the modules and their tests. Some hundred small changes are drawn, evenly from all modules, and
each is made in a copy of the package that goes before the checkout's; the tests run against it until one fails. What
no test noticed is named; what cannot be noticed is explained in `mutants.toml`. The figures go to `mutants.json`.
"""

import argparse
import json
import os
import random
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain, islice, zip_longest
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from mutants_table import table
from mutations import Mutant, mutants, mutated

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = Path("src", "xlsreport")
_BESIDE = ("templates", "examples")  # the package looks for them beside itself
_FACTOR, _PATIENCE = 4, 10  # a run may take so many times the unchanged one's seconds, and so many more
_MEMORY = 6 * 1024**3  # of a run that never ends
_NONE = subprocess.DEVNULL
_NO_TESTS = 5  # what pytest returns where it finds none
_RUN = """
import sys
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[1]),) * 2)
except ImportError:
    pass
import pytest
sys.exit(pytest.main(sys.argv[2:]))
"""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is changed, which tests must notice, and what no test can notice."""

    modules: Sequence[str]
    mirrors: Mapping[str, Sequence[str]]
    also: Mapping[str, Sequence[str]]
    equal: Sequence[Mapping[str, str]] = ()

    def tests(self, module: str) -> tuple[str, ...]:
        """Return what pytest is given for `module`, one run after the other."""
        own = max((each for each in self.mirrors if _is_in(module, each)), key=len, default=None)
        first = [f"tests/{Path(module).parent.as_posix()}"] if own is None else self.mirrors[own]
        return (*first, *chain.from_iterable(self.also[each] for each in self.also if _is_in(module, each)))

    def explanation(self, mutant: Mutant) -> str | None:
        """Return why no test can notice `mutant`, if that is known."""
        key = (mutant.module, mutant.function, mutant.change)
        return next((each["why"] for each in self.equal if (each["module"], each["in"], each["change"]) == key), None)


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of the package, with what lies beside it; one change at a time is made in it."""

    folder: Path

    @classmethod
    def made(cls, folder: Path) -> "Copy":
        """Make a copy in `folder`."""
        passed = shutil.ignore_patterns("__pycache__")
        for each in (PACKAGE, *_BESIDE):
            shutil.copytree(ROOT / each, folder / each, ignore=passed)
        return cls(folder)

    def run(self, tests: str, seconds: float | None = None) -> int | None:
        """Return what pytest returns for `tests`; None where they do not end in time."""
        environment = {
            **os.environ,
            "PYTHONPATH": str(self.folder / "src"),
            "PYTHONDONTWRITEBYTECODE": "1",  # a change within one second would not be seen
            "PYTHONUTF8": "1",
            "HYPOTHESIS_STORAGE_DIRECTORY": str(self.folder / "hypothesis"),
        }
        options = ["-x", "-q", "-p", "no:cacheprovider", "--hypothesis-seed=0"]
        command = [sys.executable, "-c", _RUN, str(_MEMORY), *options, *shlex.split(tests)]
        with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=_NONE, stderr=_NONE) as process:  # noqa: S603
            try:
                return process.wait(seconds)
            except subprocess.TimeoutExpired:
                process.kill()
                return None

    def is_noticed(self, mutant: Mutant, runs: Mapping[str, float]) -> bool:
        """Whether one of `runs`, tests with the seconds that they may take, fails once the change is made."""
        source = (ROOT / PACKAGE / mutant.module).read_text(encoding="utf-8")
        file = self.folder / PACKAGE / mutant.module
        file.write_text(mutated(source, mutant), encoding="utf-8")
        try:
            return any(self.run(tests, seconds) != 0 for tests, seconds in runs.items())
        finally:
            file.write_text(source, encoding="utf-8")


def found_modules(names: Sequence[str]) -> Iterator[str]:
    """Yield the modules in the folders and files `names`; what is not there is said."""
    package = ROOT / PACKAGE
    for name in names:
        if not (package / name).exists():
            sys.stderr.write(f"{PACKAGE.as_posix()}/{name} is not there: mutants.toml names it; passed over\n")
        files = sorted((package / name).rglob("*.py")) if (package / name).is_dir() else [package / name]
        yield from (file.relative_to(package).as_posix() for file in files if file.exists())


def drawn(modules: Sequence[str], count: int, seed: int) -> list[Mutant]:
    """Return up to `count` changes, one of each module in turn; a module's do not depend on the others."""
    each = []
    for module in modules:
        every = mutants(module, (ROOT / PACKAGE / module).read_text(encoding="utf-8"))
        random.Random(f"{seed} {module}").shuffle(every)
        each.append(every)
    return list(islice((one for turn in zip_longest(*each) for one in turn if one is not None), count))


def unchanged(copy: Copy, tests: Sequence[str]) -> dict[str, float]:
    """Return the seconds that each of `tests` may take; raises `RuntimeError` where one fails without a change."""
    allowed = {}
    for each in tests:
        start = time.perf_counter()
        code = copy.run(each)
        if code:
            raise RuntimeError(f"{each}: {'no tests' if code == _NO_TESTS else f'fails unchanged ({code})'}")
        allowed[each] = _FACTOR * (time.perf_counter() - start) + _PATIENCE
    return allowed


def judged(plan: Plan, chosen: Sequence[Mutant], jobs: int) -> list[Mutant]:
    """Return those of `chosen` that no test notices."""
    with tempfile.TemporaryDirectory(prefix="mutants-") as name, ThreadPoolExecutor(jobs) as crew:
        copies: SimpleQueue[Copy] = SimpleQueue()
        for number in range(jobs):
            copies.put(Copy.made(Path(name, str(number))))
        first = copies.get()
        allowed = unchanged(first, list(dict.fromkeys(each for one in chosen for each in plan.tests(one.module))))
        copies.put(first)

        def noticed(mutant: Mutant) -> bool:
            copy = copies.get()
            seen = copy.is_noticed(mutant, {each: allowed[each] for each in plan.tests(mutant.module)})
            copies.put(copy)
            sys.stderr.write("." if seen else f"\n{mutant.module}:{mutant.line} {mutant.function}: {mutant.change}\n")
            sys.stderr.flush()
            return seen

        return [one for one, seen in zip(chosen, crew.map(noticed, chosen), strict=True) if not seen]


def result(plan: Plan, chosen: Sequence[Mutant], survivors: Sequence[Mutant], seed: int) -> dict[str, Any]:
    """Return the figures for the JSON; a score is the share that was noticed, what is explained counted as not."""
    folders: dict[str, dict[str, int]] = {}
    for one in chosen:
        counts = folders.setdefault(Path(one.module).parent.as_posix(), {"mutants": 0, "killed": 0, "explained": 0})
        counts["mutants"] += 1
        counts["killed"] += one not in survivors
        counts["explained"] += one in survivors and plan.explanation(one) is not None
    killed = len(chosen) - len(survivors)
    return {
        "seed": seed,
        "mutants": len(chosen),
        "killed": killed,
        "explained": sum(each["explained"] for each in folders.values()),
        "score": round(killed / len(chosen), 3) if chosen else None,
        "folders": dict(sorted(folders.items())),
        "survivors": [{**_told(one), "why": plan.explanation(one)} for one in survivors],
    }


def _told(one: Mutant) -> dict[str, str | None]:
    place, change = f"{one.module}:{one.line}", {"before": one.before, "after": one.after}
    return {"place": place, "function": one.function, **change}


def _is_in(module: str, path: str) -> bool:
    return module == path or module.startswith(f"{path}/")


def main() -> None:
    """Draw, try, print the table and write the JSON."""
    beside = Path(__file__).with_name
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mutants", type=int, default=300, help="how many changes are tried")
    parser.add_argument("--seed", type=int, default=1, help="which are drawn")
    parser.add_argument("--jobs", type=int, default=1, help="how many are tried at a time")
    parser.add_argument("--module", default="", help="only modules whose path begins so")
    parser.add_argument(
        "--again", action="store_true", help="try what the last run's JSON names, after tests were added"
    )
    parser.add_argument("--plan", type=Path, default=beside("mutants.toml"), help="another mutants.toml")
    parser.add_argument("-o", "--output", type=Path, default=beside("mutants.json"))
    options = parser.parse_args()
    plan = Plan(**tomllib.loads(options.plan.read_text(encoding="utf-8")))
    modules = [each for each in found_modules(plan.modules) if each.startswith(options.module)]
    before = json.loads(options.output.read_text(encoding="utf-8")) if options.again else {}
    seed, count = before.get("seed", options.seed), before.get("mutants", options.mutants)
    chosen = drawn(modules, count, seed)
    open_ = [{key: each[key] for key in each if key != "why"} for each in before.get("survivors", ())]
    tried = [one for one in chosen if not before or _told(one) in open_]
    found = result(plan, chosen, judged(plan, tried, options.jobs), seed)
    options.output.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(table(found))


if __name__ == "__main__":
    main()
