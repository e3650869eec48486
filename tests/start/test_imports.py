"""What a command loads: a person waits for it. Told by what is imported, never by a clock."""

import os
import subprocess
import sys
from functools import partial
from importlib import import_module
from pathlib import Path

import pytest

from kit.filled import disclosure

HEAVY = ("openpyxl", "lxml", "numpy", "docx", "xlsxwriter", "formualizer", "jinja2", "python_calamine")
AFTER = f"""
import sys
from xlsreport.__main__ import main
try:
    main()
except SystemExit as done:
    print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)
    raise
"""
ON_DEMAND = ("xlsreport.checking", "xlsreport.forms", "xlsreport.pipeline", "xlsreport.reading")


def ran(code: str, *arguments: str, cache: Path | None = None) -> subprocess.CompletedProcess[str]:
    own = {"XLSREPORT_CACHE": str(cache)} if cache else {}
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONUTF8": "1", **own}
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, capture_output=True, encoding="utf-8", env=environment, check=False)


@pytest.mark.parametrize("arguments", [["rules", "M301"], ["--help"], ["--version"], ["check", "--help"]])
def test_what_needs_no_workbook_loads_no_library_of_workbooks(arguments: list[str], tmp_path: Path) -> None:
    done = ran(AFTER, *arguments, cache=tmp_path / "empty")
    assert (done.returncode, done.stderr.strip()) == (0, "[]")


def test_a_workbook_is_checked_without_openpyxl_by_who_has_loaded_the_form_before(tmp_path: Path) -> None:
    workbook = disclosure().folder / "workbook.xlsx"
    first, second = (ran(AFTER, "check", str(workbook), cache=tmp_path) for _ in range(2))
    assert first.stdout == second.stdout != ""
    assert [name for name in ("openpyxl", "numpy", "docx", "jinja2") if f"'{name}'" in second.stderr] == []


def test_a_second_run_loads_neither_openpyxl_nor_what_fetches_pages(tmp_path: Path) -> None:
    cache, folder = tmp_path / "cache", tmp_path / "青屿"
    ran(AFTER, "demo", str(folder), cache=cache)
    code = AFTER.replace(repr(HEAVY), repr(("openpyxl", "urllib.request", "ssl", "numpy", "xlsxwriter")))
    again = ran(code, "consolidate", "-C", str(folder), cache=cache)
    assert again.stderr.splitlines()[-1] == "['xlsxwriter']"


@pytest.mark.parametrize(
    "arguments",
    [
        ["rules", "M301"],
        ["check", str(disclosure().folder / "workbook.xlsx"), "--form", "disclosure-2021"],
        ["status", "-C", "nowhere", "--format", "text"],
    ],
)
def test_plain_words_of_a_command_line_load_no_library_that_turns_them_into_something(arguments: list[str]) -> None:
    done = ran(AFTER.replace(repr(HEAVY), "('pydantic',)"), *arguments)
    assert done.stderr.splitlines()[-1] == "[]"


def test_a_form_is_read_with_openpyxl_and_without_numpy(tmp_path: Path) -> None:
    pytest.importorskip("numpy")
    done = ran(AFTER, "rules", "T", cache=tmp_path)
    assert "'openpyxl'" in done.stderr
    assert "'numpy'" not in done.stderr


def test_who_else_wants_numpy_finds_it() -> None:
    pytest.importorskip("numpy")
    code = """
from xlsreport.without_numpy import openpyxl_without_numpy
openpyxl_without_numpy()
import openpyxl
assert not openpyxl.NUMPY
import numpy
print(numpy.int64(7))
"""
    assert ran(code).stdout == "7\n"


def test_numpy_that_is_imported_already_stays() -> None:
    pytest.importorskip("numpy")
    code = """
import numpy
from xlsreport.without_numpy import openpyxl_without_numpy
openpyxl_without_numpy()
import openpyxl, sys
assert openpyxl.NUMPY and sys.modules["numpy"] is numpy
print("both")
"""
    assert ran(code).stdout == "both\n"


def test_a_library_that_we_are_part_of_keeps_its_openpyxl_as_it_is() -> None:
    pytest.importorskip("numpy")
    code = "import xlsreport.pipeline, xlsreport.forms.folder, openpyxl; print(openpyxl.NUMPY)"
    assert ran(code).stdout == "True\n"


@pytest.mark.parametrize("package", ON_DEMAND)
def test_each_name_that_is_given_on_demand_stands_where_it_is_said(package: str) -> None:
    module = import_module(package)
    for name in module.__all__:
        given = getattr(module, name)
        if isinstance(given, partial):
            home, there = given.args
            assert callable(getattr(import_module(home), there))
        assert not isinstance(given, type(sys)), f"{name} is a module where something in it is meant"


def test_a_name_that_is_a_module_too_is_given_as_what_it_is_for(tmp_path: Path) -> None:
    package = tmp_path / "shop"
    package.mkdir()
    table = "from xlsreport.on_demand import names_on_demand\nnames_on_demand(__name__, {'shop.sale': 'sale'})\n"
    (package / "__init__.py").write_text(table, encoding="utf-8")
    (package / "sale.py").write_text("def sale():\n    return 7\n", encoding="utf-8")
    code = f"import sys; sys.path.insert(0, {str(tmp_path)!r})\nimport shop.sale\nfrom shop import sale\nprint(sale())"
    assert ran(code).stdout == "7\n"
