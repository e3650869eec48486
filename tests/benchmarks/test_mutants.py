"""Changes that tests must notice: which are made, what is left alone, and how those are told that nobody noticed."""

import json
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "benchmarks"
MUTATIONS = runpy.run_path(str(FOLDER / "mutations.py"))
PLAN = """
modules = ["model/wording.py", "model/limits.py", "model/moved_away"]
[mirrors]
"model" = ["tests/model/test_wording.py"]
[also]
"other" = ["tests/other"]
[[equal]]
module = "model/limits.py"
in = "Limits"
change = "seconds: float = 10.0 → seconds: float = 11.0"
why = "A bound that was chosen."
[[equal]]
module = "model/limits.py"
in = "Limits"
change = "seconds: float = 10.0 → seconds: float = 9.0"
why = "A bound that was chosen."
[[equal]]
module = "model/limits.py"
in = "Limits"
change = "memory_mib: int = 1024 → memory_mib: int = 1025"
why = "A bound that was chosen."
[[equal]]
module = "model/limits.py"
in = "Limits"
change = "memory_mib: int = 1024 → memory_mib: int = 1023"
why = "A bound that was chosen."
"""


def changes(source: str) -> list[str]:
    return [each.change for each in MUTATIONS["mutants"]("a.py", source)]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a < b", ["a < b → pass", "a < b → a <= b", "a < b → a >= b"]),
        ("x = a and b", ["a and b → a or b", "a and b → b", "a and b → a"]),
        ("x = not a", ["not a → a"]),
        ("x = a | b", ["a | b → a"]),
        ("x = n + 1", ["n + 1 → n", "n + 1 → n - 1", "n + 1 → n + 2", "n + 1 → n + 0"]),
        ("x = y if a else z", ["a → not a"]),
        ("x = [a for a in b if a]", ["a → True"]),
        ("x = max(a)", ["max(a) → min(a)"]),
        ("def f():\n    return a", ["return a → return None"]),
        ("f = True", ["f = True → f = False"]),
    ],
)
def test_what_is_changed(source: str, expected: list[str]) -> None:
    assert changes(source) == expected


@pytest.mark.parametrize(
    "source",
    [
        '"""A module with 1 number."""',
        "x: int | None",
        "def f(a: int | str) -> int | None: ...",
        "@dataclass(frozen=True)\nclass A: ...",
        "x = isinstance(a, int | str)",
        "x = 'text'",
        "def f():\n    return None",
    ],
)
def test_what_is_no_slip_is_left_alone(source: str) -> None:
    assert changes(source) == []


def test_one_change_is_made_and_all_else_stays() -> None:
    source = "def f(n):\n    if n > 1 and n < 5:\n        return n - 1\n    return 0\n"
    found = MUTATIONS["mutants"]("a.py", source)
    for each in found:
        changed = MUTATIONS["mutated"](source, each)
        assert sum(one != other for one, other in zip(source.split("\n"), changed.split("\n"), strict=False)) == 1
        assert each.function == "f"
    assert len({MUTATIONS["mutated"](source, each) for each in found}) == len(found)


def test_what_no_test_noticed_is_named_and_explained(tmp_path: Path) -> None:
    plan, file = tmp_path / "plan.toml", tmp_path / "result.json"
    plan.write_text(PLAN, encoding="utf-8")
    command = [sys.executable, str(FOLDER / "mutants.py"), "--plan", str(plan), "--mutants", "2", "-o", str(file)]
    done = subprocess.run(command, check=True, capture_output=True, encoding="utf-8")
    found = json.loads(file.read_text(encoding="utf-8"))
    assert {name: found[name] for name in ("seed", "mutants", "killed", "explained", "score")} == {
        "seed": 1, "mutants": 2, "killed": 1, "explained": 1, "score": 0.5}  # fmt: skip
    assert found["folders"] == {"model": {"mutants": 2, "killed": 1, "explained": 1}}
    (survivor,) = found["survivors"]
    assert survivor["place"].startswith("model/limits.py:")
    assert survivor["before"] == "seconds: float = 10.0"
    assert survivor["why"] == "A bound that was chosen."
    assert "| all | 2 | 1 (50 %) | 1 |" in done.stdout
    assert "src/xlsreport/model/moved_away is not there" in done.stderr
    again = subprocess.run([*command, "--again"], check=True, capture_output=True, encoding="utf-8")
    assert json.loads(file.read_text(encoding="utf-8")) == found
    assert "\n." not in again.stderr  # what was noticed before is not tried again
