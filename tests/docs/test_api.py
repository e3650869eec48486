"""`docs/api.md` is true: its examples run as they stand, and it names what the package gives, neither more nor less."""

import ast
import re
import shutil
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

import xlsreport
from kit.filled import saved, workbook
from xlsreport import Address, Finding, Severity, XlsreportError

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
REVIEW, ROWS, RULE, WORKSPACE = EXAMPLES


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    saved(tmp_path, "财政局.xlsx", workbook({"表三!D6": 21, "表三!D8": 12, "表四!F6": 1}))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def ran(example: str, capsys: pytest.CaptureFixture[str]) -> str:
    exec(compile(example, "docs/api.md", "exec"), {"__name__": "example"})  # noqa: S102 - our own page
    return capsys.readouterr().out


def test_a_review_in_six_lines(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = ran(REVIEW, capsys)
    assert "error T-R01 表三!D6" in out or "error T-R01" in out
    assert len(REVIEW.strip().splitlines()) <= 6


def test_rows_are_joined_exactly(capsys: pytest.CaptureFixture[str]) -> None:
    assert ran(ROWS, capsys) == "7 0.15 2\n"


def test_a_rule_of_ones_own_stands_among_the_others(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "OWN1" not in ran(RULE, capsys)  # there are requests
    saved(here, "财政局.xlsx", workbook({"表三!D6": 0, "表三!D8": 0, "表四!F6": 1}))
    assert "'OWN1'" in ran(RULE, capsys)


def test_a_whole_workspace_as_a_script_without_a_guard(here: Path) -> None:
    """Worker processes import the script's main module where nothing hides it: then this would never end."""
    shutil.copytree(ROOT / "examples" / "ganzhou-2023", here / "my-district")
    (here / "script.py").write_text(WORKSPACE, encoding="utf-8")
    done = subprocess.run([sys.executable, "script.py"], capture_output=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr.decode()
    assert re.fullmatch(rb"\d+ \d+\r?\n", done.stdout)
    assert (here / "my-district" / "2023" / "output" / "findings.json").is_file()


def test_the_page_names_every_public_name_and_no_other() -> None:
    told = set(re.findall(r"`(\w+)(?:\([^`]*\))?`", PAGE[PAGE.index("| name |") : PAGE.index("## A review")]))
    assert told - {"Decimal", "Review"} >= set(xlsreport.__all__) - {"__version__", "Review"}
    assert {name for name in told if name[0].isupper() or "_" in name} <= set(xlsreport.__all__)


def test_what_type_checkers_see_is_what_there_is() -> None:
    tree = ast.parse((ROOT / "src" / "xlsreport" / "__init__.py").read_text(encoding="utf-8"))
    typed = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module not in {"typing", "xlsreport.on_demand"}
        for alias in node.names
    }
    assert {*typed} - {"__version__"} == set(xlsreport.__all__) - {"__version__"}
    assert all(getattr(xlsreport, name) is not None for name in xlsreport.__all__)


def test_importing_loads_nothing_heavy() -> None:
    code = "import sys, xlsreport; print(sorted(n for n in sys.modules if n.split('.')[0] in set(sys.argv[1:])))"
    heavy = (
        "openpyxl",
        "lxml",
        "formualizer",
        "docx",
        "xlsxwriter",
        "python_calamine",
        "typer",
        "rich",
        "jinja2",
        "numpy",
    )
    done = subprocess.run([sys.executable, "-c", code, *heavy], capture_output=True, check=True)
    assert done.stdout.strip() == b"[]"


@pytest.mark.parametrize("given", [3, Decimal(3), "3", 3.0])
def test_numbers_of_every_kind_are_taken(given: object) -> None:
    form = xlsreport.load_form("disclosure-2021")
    assert xlsreport.consolidate(form, [{"表三!D6": given}]).value(Address.parse("表三!D6")) == Decimal(3)


def test_a_float_is_what_it_shows_and_a_nan_is_a_blank() -> None:
    form, cell = xlsreport.load_form("disclosure-2021"), Address.parse("表二!B16")
    assert xlsreport.consolidate(form, [{cell: 0.1}, {cell: 0.2}, {cell: float("nan")}]).value(cell) == Decimal("0.3")


@pytest.mark.parametrize("given", ["three", True, float("inf"), "1/3"])
def test_what_is_no_number_is_refused_with_its_place(given: object) -> None:
    with pytest.raises(XlsreportError, match="表三!D6"):
        xlsreport.consolidate(xlsreport.load_form("disclosure-2021"), [{"表三!D6": given}])


@pytest.mark.parametrize("place", ["表三!J6", "表九!A1", "文字!A6", "no address"])
def test_an_address_that_is_no_input_is_refused(place: str) -> None:
    with pytest.raises(XlsreportError, match=place.split("!", maxsplit=1)[0]):
        xlsreport.consolidate(xlsreport.load_form("disclosure-2021"), [{place: 1}])


def test_a_file_that_is_no_workbook_is_refused_in_one_sentence(here: Path) -> None:
    (here / "x.xlsx").write_bytes(b"nothing")
    with pytest.raises(XlsreportError, match=r"x\.xlsx"):
        xlsreport.read_workbook("x.xlsx")


def test_own_findings_are_put_in_order(here: Path) -> None:
    note = Finding("OWN2", Severity.NOTE, "A note.")
    review = xlsreport.check("财政局.xlsx", xlsreport.load_form("disclosure-2021"), rules=[lambda *_: [note]])
    ranks = [finding.severity.rank for finding in review.findings]
    assert note in review.findings
    assert ranks == sorted(ranks)
