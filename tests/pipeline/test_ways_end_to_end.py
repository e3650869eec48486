"""A season of a form that joins in every way: what comes in, what goes out, and what the level above makes of it."""

import json
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from kit.small_form import part, small_form
from xlsreport.cli.app import run
from xlsreport.model.workbook import Value

D = Decimal
PERIOD = 2023
FORM: dict[str, Any] = {
    "inputs": {"B5:B6": "decimal", "B7": "decimal", "B8": "custom", "B9": "custom", "B10": "any"},
    "formulas": {"B12": "=B5+B6", "B13": "=B8*1"},
    "texts": {"A5": "Fees", "A6": "Costs", "A7": "Share", "A8": "Median", "A9": "Lowest", "A10": "Remarks"},
    "toml": """
[consolidate]
"Data!B7" = "ratio Data!B5 / Data!B12 * 100"
"Data!B8" = "own"
"Data!B9" = "own or min"
"Data!B10" = "text"
[values]
"Data!B8:B9" = { kind = "decimal", words = { "N/A" = "left out", "<1" = [0, 1] } }
[summary]
subtotals = ["region"]
""",
}
SENT: Mapping[str, Mapping[str, Value]] = {
    "North": {"B5": D(10), "B6": D(30), "B7": D(25), "B8": D(4), "B9": "< 1", "B10": "Late."},
    "South": {"B5": D(30), "B6": D(30), "B7": D(50), "B8": "n/a", "B9": D(3)},
    "East": {"B5": D(0), "B6": D(100), "B7": D(0), "B8": D(9), "B9": D(2), "B10": "=HYPERLINK(1)"},
}
REGIONS = {"North": "upper", "South": "lower", "East": "upper"}


def season(folder: Path, whole: Mapping[str, Value]) -> Path:
    """Lay out a workspace in which three departments have sent theirs."""
    form = small_form(folder / "form", **FORM)
    work = folder / "work"
    assert run(["init", "-q", str(work), "--form", str(folder / "form"), "--period", str(PERIOD)]) == 0
    roster = Workbook()
    sheet = roster.worksheets[0]
    sheet.append(["code", "name", "region"])
    for number, (name, cells) in enumerate(SENT.items(), 1):
        sheet.append([f"C{number}", name, REGIONS[name]])
        values = part(B1=name, B2=f"C{number}", B3=D(PERIOD), **cells)
        (work / str(PERIOD) / "inbox" / f"{name}.xlsx").write_bytes(form.engine.fill(values))
    roster.save(work / "Roster.xlsx")
    own = part(B1="All", B2="C0", B3=D(PERIOD), **whole)
    (work / str(PERIOD) / "Whole.xlsx").write_bytes(form.engine.fill(own))
    run(["consolidate", "-C", str(work)])
    return work / str(PERIOD) / "output"


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return season(tmp_path_factory.mktemp("season"), {"B9": D(2)})


def told(output: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((output / "findings.json").read_text(encoding="utf-8"))
    return found


def test_the_consolidated_workbook_is_a_submission_again(output: Path) -> None:
    book = load_workbook(output / "consolidated (draft).xlsx", data_only=True)
    data = book["Data"]
    assert [data[cell].value for cell in ("B5", "B6", "B7", "B9")] == [40, 160, 20, 2]
    assert data["B10"].value == "North: Late.\nEast: =HYPERLINK(1)"
    assert data["B10"].data_type == "s"


def test_what_is_missing_or_another_is_asked_of_the_coordinator(output: Path) -> None:
    of_whole = {(each["code"], each["cell"]) for each in told(output)["findings"] if each["department"] == "All"}
    assert of_whole == {("M320", "B9"), ("M321", "B8"), ("M313", "B13")}
    assert told(output)["unknown"] == {"Data!B8": "not_entered", "Data!B13": ["Data!B8"]}


def test_subtotals_are_joined_as_the_whole_is(output: Path) -> None:
    groups = told(output)["subtotals"]["region"]
    assert list(groups) == ["upper", "lower"]
    assert (groups["upper"]["Data!B7"], groups["lower"]["Data!B7"]) == (7.14285714285714, 50)
    assert (groups["upper"]["Data!B9"], groups["lower"]["Data!B9"]) == ("<1", 3)
    sheet = load_workbook(output / "Summary.xlsx")["Subtotals"]
    assert [cell.value for cell in sheet[2]][3:5] == ["upper\n(2)", "lower\n(1)"]
    assert [cell.value for cell in sheet[3]][1:6] == ["B5", "Fees", 10, 30, 40]


def test_a_region_that_the_roster_lacks_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    work = season(tmp_path, {}).parents[1]
    roster = load_workbook(work / "Roster.xlsx")
    roster.worksheets[0]["C1"] = "area"
    roster.save(work / "Roster.xlsx")
    assert run(["consolidate", "-C", str(work)]) == 2
    assert "“region”" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("B7", "A ratio: Data!B5 of the whole divided by its Data!B12"),
        ("B9", "The least of all departments, or the whole's own entry where there is one"),
        ("B5", ""),
    ],
)
def test_explain_says_how_a_figure_is_joined(
    output: Path, capsys: pytest.CaptureFixture[str], cell: str, said: str
) -> None:
    assert run(["explain", f"Data!{cell}", "-C", str(output.parents[1]), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["joining"] == said
