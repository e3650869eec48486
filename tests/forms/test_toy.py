"""A second, English form goes the whole way through the command line: nothing of the first one is in the program."""

import contextlib
import io
import json
import runpy
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook

from kit.filled import damaged
from kit.office import recalculated
from xlsreport.cli.app import run
from xlsreport.forms import load_form
from xlsreport.model.address import Address
from xlsreport.model.joining import Joining
from xlsreport.package import members

TOY = Path(__file__).parent / "toy"
SHEET = "Branch return"
DAY = "2025-03-31"
OUTPUTS = {
    "Overview of the returns.xlsx",
    "Library report (draft).docx",
    "Consolidated return (draft).xlsx",
    "annex.docx",
    "board.html",
    "findings.json",
    "findings.csv",
}
# visits, days open, busiest day, mean minutes, spent, members
FIGURES = {
    "B01-Harbour": (1000, 250, 30, 40, 1.5, 300),
    "B02-Hill": (3000, 300, 55, 20, 2.25, 500),
    "B03-Market Square": (500, 100, 4, 10, 0.1, 50),  # a busiest day below the mean of 5: it breaks L1
}
CELLS = ("B8", "B9", "B10", "B11", "B12", "B14")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command said, and its exit code."""

    code: int
    out: str
    err: str


def ask(*arguments: object) -> Answer:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run([str(each) for each in arguments])
    return Answer(code, out.getvalue(), err.getvalue())


def answered(data: bytes, figures: tuple[float, ...]) -> bytes:
    """Return the issued workbook `data` as a branch fills it."""
    cells: dict[str, Any] = {f"{SHEET}!{cell}": value for cell, value in zip(CELLS, figures, strict=True)}
    return damaged(data, cells | {"In your words!A4": "A quiet year.\nThe roof was mended."})


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a workspace of the toy form whose branches were issued workbooks and have answered."""
    folder = tmp_path_factory.mktemp("libraries") / "district"
    assert ask("init", folder, "--form", TOY, "--period", 2024).code == 0
    book = load_workbook(folder / "Branches.xlsx")
    for name in FIGURES:
        book.worksheets[0].append(name.split("-"))
    book.save(folder / "Branches.xlsx")
    find_previous_year(folder)
    assert ask("issue", "-C", folder).code == 0
    for name, figures in FIGURES.items():
        issued = (folder / "2024" / "outbox" / f"{name}.xlsx").read_bytes()
        (folder / "2024" / "inbox" / f"{name}.xlsx").write_bytes(answered(issued, figures))
    return folder


def find_previous_year(folder: Path) -> None:
    """Lay down Hill's return of the year before, with 520 members at its end."""
    inbox = folder / "2023" / "inbox"
    inbox.mkdir(parents=True)
    who = {f"{SHEET}!B3": "Hill", f"{SHEET}!B4": "B02", f"{SHEET}!B5": 2023, f"{SHEET}!B14": 520}
    (inbox / "hill.xlsx").write_bytes(damaged((TOY / "workbook.xlsx").read_bytes(), who))


@pytest.fixture(scope="module")
def consolidated(workspace: Path) -> Answer:
    return ask("consolidate", "-C", workspace)


@pytest.fixture(scope="module")
def findings(workspace: Path, consolidated: Answer) -> Mapping[str, Any]:
    text = (workspace / "2024" / "output" / "findings.json").read_text(encoding="utf-8")
    loaded: Mapping[str, Any] = json.loads(text, parse_float=Decimal)
    return loaded


def test_the_committed_files_are_what_the_script_makes() -> None:
    made = runpy.run_path(str(TOY / "make.py"))

    assert members(made["workbook_bytes"]()) == members((TOY / "workbook.xlsx").read_bytes())
    assert members(made["report_bytes"]()) == members((TOY / "report.docx").read_bytes())


def test_the_form_says_how_its_figures_are_joined() -> None:
    form = load_form(TOY)
    joinings = {field.address.cell: field.joining for field in form.figures}

    assert joinings == {
        "B8": Joining.SUM,
        "B9": Joining.SUM,
        "B10": Joining.MAX,
        "B11": Joining.MEAN,
        "B12": Joining.SUM,
        "B14": Joining.SUM,
    }
    assert form.fields[Address.parse(f"{SHEET}!B11")].weight == Address.parse(f"{SHEET}!B8")
    assert form.label(Address.parse(f"{SHEET}!B13")) == "Visits per open day × This branch"


def test_a_new_workspace_has_english_names_and_finds_its_form_from_anywhere(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(workspace)
    heads = [cell.value for cell in load_workbook("Branches.xlsx").worksheets[0][1]]

    assert heads[:5] == ["code*", "name*", "alias", "level", "counted"]
    assert (workspace / "2024" / "All branches.xlsx").is_file()
    assert ask("issue", "--blank").code == 0
    assert (workspace / "2024" / "outbox" / "Blank return.xlsx").is_file()


def test_a_form_named_by_a_relative_path_is_found_from_its_workspace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(TOY.parent)
    assert ask("init", tmp_path / "new", "--form", "toy", "--period", 2024).code == 0
    monkeypatch.chdir(tmp_path)
    answer = ask("issue", "-C", "new")

    assert answer.code == 2
    assert "Branches.xlsx, sheet Roster: there is no department." in answer.err  # so the form has been read


def test_issued_copies_carry_identity_and_last_year_and_lock_them(workspace: Path) -> None:
    hill, harbour = (
        load_workbook(workspace / "2024" / "outbox" / name)[SHEET] for name in ("B02-Hill.xlsx", "B01-Harbour.xlsx")
    )

    assert [hill[cell].value for cell in ("B3", "B4", "B5", "B15")] == ["Hill", "B02", 2024, 520]
    assert all(hill[cell].protection.locked for cell in ("B3", "B4", "B5", "B15"))
    assert harbour["B15"].value is None
    assert not harbour["B15"].protection.locked


def test_check_names_the_cell_that_breaks_the_rule(workspace: Path) -> None:
    inbox = workspace / "2024" / "inbox"
    broken = ask("check", inbox / "B03-Market Square.xlsx", "--form", TOY)
    clean = ask("check", inbox / "B01-Harbour.xlsx", "--form", TOY)

    assert broken.code == 1
    assert broken.out.startswith("B03-Market Square.xlsx:Branch return!B10: error T-L1 ")
    assert "should be at least" in broken.out
    assert "errors: 1," in broken.out
    assert clean.code == 0, clean.out
    assert not any("\u4e00" <= sign <= "\u9fff" for sign in broken.out + clean.out)


def test_a_drop_in_members_is_a_query_until_it_is_explained(workspace: Path, tmp_path: Path) -> None:
    hill = (workspace / "2024" / "inbox" / "B02-Hill.xlsx").read_bytes()
    asked, told = tmp_path / "asked.xlsx", tmp_path / "told.xlsx"
    asked.write_bytes(hill)
    told.write_bytes(damaged(hill, {"Rule check!I6": "The school moved away in March."}))

    assert "query T-L2" in ask("check", asked, "--form", TOY).out
    assert "The school moved away in March." in ask("check", told, "--form", TOY).out


def test_the_consolidation_speaks_english_and_writes_the_forms_own_names(workspace: Path, consolidated: Answer) -> None:
    assert consolidated.code == 1
    assert {path.name for path in (workspace / "2024" / "output").iterdir()} == OUTPUTS
    assert "accepted" in consolidated.out
    assert "held" in consolidated.out
    assert not any("\u4e00" <= sign <= "\u9fff" for sign in consolidated.out + consolidated.err)


def test_standings_and_findings_by_branch(findings: Mapping[str, Any]) -> None:
    assert {each["department"]: each["standing"] for each in findings["standings"]} == {
        "Harbour": "accepted",
        "Hill": "accepted",
        "Market Square": "held",
    }
    rules = [each for each in findings["findings"] if each["code"] == "T-L1"]
    assert [(each["department"], each["sheet"], each["found"], each["expected"]) for each in rules] == [
        ("Market Square", "Branch return", 4, 5)
    ]


def test_sums_add_the_ratio_is_recomputed_the_maximum_and_the_mean_are_kept(findings: Mapping[str, Any]) -> None:
    totals = findings["totals"]

    assert totals[f"{SHEET}!B8"] == 4000
    assert totals[f"{SHEET}!B9"] == 550
    assert totals[f"{SHEET}!B10"] == 55
    assert totals[f"{SHEET}!B11"] == 25  # (40 × 1000 + 20 × 3000) / 4000
    assert totals[f"{SHEET}!B12"] == Decimal("3.75")
    assert totals[f"{SHEET}!B13"] == pytest.approx(Decimal(4000) / 550)  # 4 + 10 = 14 would be a sum of ratios


def test_the_consolidated_workbook_is_a_valid_one(workspace: Path, consolidated: Answer) -> None:
    path = workspace / "2024" / "output" / "Consolidated return (draft).xlsx"
    sheet = load_workbook(path, data_only=True)[SHEET]

    assert sheet["B13"].value == pytest.approx(4000 / 550)
    assert sheet["B10"].value == 55
    assert "error" not in ask("check", path, "--form", TOY).out.replace("errors: 0", "")


def paragraphs(path: Path) -> Iterator[str]:
    document = Document(str(path))
    yield from (each.text for each in document.paragraphs if each.text)
    yield from (cell.text for table in document.tables for row in table.rows for cell in row.cells)


def test_the_reports_have_the_figures(workspace: Path, consolidated: Answer, tmp_path: Path) -> None:
    source = workspace / "2024" / "inbox" / "B01-Harbour.xlsx"
    target = tmp_path / "harbour.docx"
    assert ask("report", source, "-o", target, "--form", TOY).code == 0
    whole = list(paragraphs(workspace / "2024" / "output" / "Library report (draft).docx"))

    assert list(paragraphs(target)) == [
        "Harbour: the libraries in 2024",
        "A quiet year.",
        "The roof was mended.",
        *("Visits", "1000"),
        *("Visits per open day", "4"),
        *("Busiest day", "30"),
    ]
    assert whole[-5:-4] == ["4000"]
    assert whole[-3].startswith("7.2727")
    assert whole[-1] == "55"


def test_explain_leads_back_to_the_branches(workspace: Path, consolidated: Answer) -> None:
    answer = ask("explain", f"{SHEET}!B10", "-C", workspace)

    assert answer.code == 0
    assert "Visits on the busiest day" in answer.out
    assert "B01-Harbour.xlsx" in answer.out
    assert "B02-Hill.xlsx" in answer.out


@pytest.mark.office
def test_libreoffice_computes_the_summary_and_the_years_as_they_are_stored(
    workspace: Path, consolidated: Answer, tmp_path: Path
) -> None:
    kept = Path(shutil.copytree(workspace, tmp_path / "kept"))
    assert ask("archive", "-C", kept, "--import", kept / "2023/inbox", "--period", 2023, "--today", DAY).code == 0
    assert ask("archive", "-C", kept, "--draft", "--reason", "One branch is held.", "--today", DAY).code == 0
    answer = ask("history", "-C", kept, "-o", tmp_path / "years.xlsx")
    assert answer.code == 0, answer.err
    assert not any("\u4e00" <= sign <= "\u9fff" for sign in answer.out + answer.err)
    paths = (kept / "2024/output/Overview of the returns.xlsx", tmp_path / "years.xlsx")
    computed = recalculated({path.stem: path.read_bytes() for path in paths}, tmp_path / "office")
    for found in computed.values():
        assert len(found) > 10
        assert [each for each in found if each[2] != pytest.approx(each[1])] == []
