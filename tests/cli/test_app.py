"""The program itself: version, help, the rule book, and errors that become exit codes."""

import os
import re
import subprocess
import sys
import tomllib
from importlib import import_module
from pathlib import Path

import pytest

from xlsreport.cli import app
from xlsreport.cli.app import run
from xlsreport.errors import INTERRUPTION
from xlsreport.version import __version__

COMMANDS = (
    "demo", "init", "issue", "check", "consolidate", "send-back", "remind", "report", "explain", "archive", "verify",
    "reproduce", "history", "forms", "rules", "doctor", "completion", "help",
)  # fmt: skip
HEAVY = ("openpyxl", "formualizer", "docx", "docxtpl", "jinja2", "lxml", "python_calamine", "xlsxwriter", "simplejson")
PROBE = f"""
import sys
from xlsreport.cli.app import run
code = run(["--help"])
print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)
sys.exit(code)
"""


def started(*arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONUTF8": "1"}
    command = [sys.executable, *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=environment, check=False)


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"xlsreport {__version__}\n"


@pytest.mark.parametrize("arguments", [["--help"], []])
def test_help_names_every_command(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    assert run(arguments) == 0
    out = capsys.readouterr().out
    assert [word for word in COMMANDS if not re.search(rf"^ +{word} ", out, re.MULTILINE)] == []


def test_help_imports_nothing_heavy() -> None:
    done = started("-c", PROBE)
    assert done.returncode == 0
    assert done.stderr.strip() == "[]"


def test_exits_with_the_code() -> None:
    done = started("-m", "xlsreport", "check", "no-such-file.xlsx")
    assert done.returncode == 2
    assert done.stdout == ""
    assert "no-such-file.xlsx" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_prints_utf_8_whatever_the_console_is() -> None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    command = [sys.executable, "-m", "xlsreport", "rules", "M301"]
    done = subprocess.run(command, capture_output=True, env=environment, check=True)
    assert "公式被数字替换" in done.stdout.decode("utf-8")


def test_forms(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["forms"]) == 0
    assert "disclosure-2021  政府信息公开工作年度报告  2021" in capsys.readouterr().out


def test_the_rule_book_lists_every_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules"]) == 0
    codes = [line.split()[0] for line in capsys.readouterr().out.splitlines()]
    assert {"F101", "S101", "V201", "M301", "T-R01", "T-R20"} <= set(codes)
    assert len(codes) == len(set(codes))


def test_one_code_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "m301"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("M301  错误  公式被数字替换")
    assert [word for word in ("含义", "原因", "怎么办") if word not in out] == []


@pytest.mark.parametrize("code", ["T-R08", "R08"])
def test_a_rule_of_the_form_is_explained(capsys: pytest.CaptureFixture[str], code: str) -> None:
    assert run(["rules", code]) == 0
    assert "T-R08  错误" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments", [["rules", "ZZ9"], ["rules", "--form", "nothing"], ["bogus"], ["check"], ["init"]]
)
def test_what_is_not_understood_is_refused(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    assert run(arguments) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert len(printed.err.splitlines()) == 1


def test_our_own_fault_gives_3_and_names_a_log(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(app, "app", fails_with(ZeroDivisionError("inside 表三")))
    assert run(["forms"]) == 3
    logs = list(tmp_path.glob("xlsreport-*.log"))
    assert len(logs) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert str(logs[0]) in printed.err
    assert len(printed.err.splitlines()) == 1
    assert "ZeroDivisionError: inside 表三" in logs[0].read_text(encoding="utf-8")


def test_interrupted_gives_130(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(app, "app", fails_with(KeyboardInterrupt()))
    assert run(["forms"]) == 130
    assert "Interrupted" in capsys.readouterr().err


def test_interrupted_while_it_is_loaded_gives_130_and_one_line(tmp_path: Path) -> None:
    (tmp_path / "typer.py").write_text("raise KeyboardInterrupt\n", encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), *sys.path]), "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "xlsreport", "forms"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", env=environment, check=False)
    assert (done.returncode, done.stdout) == (130, "")
    assert done.stderr.splitlines() == [INTERRUPTION]


def test_the_command_begins_where_the_module_does() -> None:
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    module, _, name = project["scripts"]["xlsreport"].partition(":")
    assert module == "xlsreport.__main__"
    assert callable(getattr(import_module(module), name))


def fails_with(error: BaseException) -> object:
    def failing(*_: object, **__: object) -> None:
        raise error

    return failing
