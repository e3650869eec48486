"""Each list of CONTRIBUTING.md is followed, step by step, in a copy of the sources, and what it says to run is run."""

import os
import re
import shlex
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
LISTS = dict(re.findall(r"^## (Adding .+?)\n(.*?)(?=^## |\Z)", TEXT, re.MULTILINE | re.DOTALL))
STEP = re.compile(r"((?:^(?! *```).*\n)*)^ *```(\w+)\n((?:^(?! *```$).*\n)*)^ *```\n", re.MULTILINE)
PATH = re.compile(r"`((?:src|tests|docs)/[\w/.-]+\.\w+)`")
BEFORE = re.compile(r"before\s+`([^`]+)`")


def followed(steps: str, folder: Path) -> list[str]:
    """Do in `folder` what `steps` say, and return the commands that they say to run."""
    path, commands = Path(), []
    for words, kind, block in STEP.findall(steps):
        text = textwrap.dedent(block)
        path = folder / found[-1] if (found := PATH.findall(words)) else path
        if kind == "run":
            commands += text.splitlines()
        elif "ew file" in words:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        else:
            place(path, words, textwrap.indent(text, indent_of(block)))
    return commands


def indent_of(block: str) -> str:
    """Return by how much a block's first line stands deeper than the list that it is in."""
    first = next(line for line in block.splitlines() if line.strip())
    return " " * max(0, len(first) - len(first.lstrip()) - 3)


def place(path: Path, words: str, text: str) -> None:
    there = path.read_text(encoding="utf-8")
    if "At the end of" in words:
        path.write_text(f"{there.rstrip()}\n{text}", encoding="utf-8")
        return
    anchor = BEFORE.findall(words)[-1]
    assert there.count(f"\n{anchor}") == 1, f"{path.name}: {anchor!r}"
    path.write_text(there.replace(f"\n{anchor}", f"\n{text}{anchor}"), encoding="utf-8")


def test_there_are_four_lists() -> None:
    assert list(LISTS) == ["Adding a rule", "Adding a format", "Adding a command", "Adding a language"]


@pytest.mark.parametrize("name", LISTS)
def test_the_list_leads_to_what_it_promises(name: str, tmp_path: Path) -> None:
    for part in ("src", "tests", "docs", "templates", "examples", "benchmarks"):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__"))
    for file in ("pyproject.toml", "README.md", "CHANGELOG.md", "CONTRIBUTING.md"):
        shutil.copy(ROOT / file, tmp_path)
    commands = followed(LISTS[name], tmp_path)
    assert commands
    own = {**os.environ, "PYTHONPATH": str(tmp_path / "src"), "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    if "docs/make.py" in LISTS[name]:  # the part of it that makes the rule book
        code = "from runpy import run_path as run; pages = run('docs/make.py')['rules']().items()"
        code += "; [page.write_text(text, encoding='utf-8') for page, text in pages]"
        subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=own, check=True)
    for command in commands:
        program, *words = shlex.split(command)
        module = ["-m", "pytest", "-q", "-p", "no:cacheprovider"] if program == "pytest" else []
        done = subprocess.run(
            [sys.executable, *module, *words], cwd=tmp_path, env=own, capture_output=True, check=False
        )
        assert done.returncode == 0, f"{command}\n{done.stdout.decode()[-3000:]}{done.stderr.decode()[-2000:]}"


def test_what_is_run_before_a_commit_is_what_ci_runs() -> None:
    hooks = re.findall(r"entry: (\w+(?: \w+)?)", (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert hooks == ["ruff check", "ruff format", "mypy", "pytest"]
    assert all(f"quietly {hook}" in ci for hook in hooks)
