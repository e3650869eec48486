"""A tree through the commands: every node's outputs, compared, explained, archived and reproduced."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from kit.crews import InProcess
from kit.workspace import HEADS, everything, roster, sent_by, workspace
from xlsreport.checking import Case, review
from xlsreport.cli.app import run
from xlsreport.forms import find_form, load_form
from xlsreport.language import language_named
from xlsreport.model.contents import Membership
from xlsreport.model.finding import Severity
from xlsreport.model.outcome import Standing
from xlsreport.model.workbook import Workbook
from xlsreport.pipeline import Options, consolidated_with_nodes, open_workspace_at
from xlsreport.pipeline.output.report_each import left_out
from xlsreport.reading import read_workbook

EXAMPLE = Path(__file__).parents[2] / "examples" / "qingyu-2023"
ROWS = (("P", "甲省", ""), ("C", "乙市", "P"), ("C1", "丙局", "C"), ("C2", "丁局", "C"), ("D1", "戊局", "P"))
FORM = load_form(find_form("disclosure-2021"))


def rows_of(*rows: tuple[str, str, str]) -> bytes:
    return roster([(code, name, *[""] * (len(HEADS) - 2), parent) for code, name, parent in rows], (*HEADS, "上级"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace whose tree is consolidated and archived."""
    files = {f"{name}.xlsx": sent_by(code, name, {"表二!B9": n}) for n, (code, name, _) in enumerate(ROWS) if n > 1}
    made = workspace(tmp_path_factory.mktemp("tree") / "w", files, rows_of(*ROWS))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("xlsreport.pipeline.consolidate.Crew", InProcess)
        run(["consolidate", "-q", "--tree", "-C", str(made)])
        run(["archive", "-q", "--draft", "--reason", "试归档", "-C", str(made)])
    return made


def found(place: Path) -> dict[str, Any]:
    document: dict[str, Any] = json.loads((place / "findings.json").read_text(encoding="utf-8"))
    return document


def test_each_node_has_its_outputs_in_a_folder_and_the_whole_where_it_always_has(folder: Path) -> None:
    output = folder / "2023" / "output"
    assert [each.name for each in output.iterdir() if each.is_dir()] == ["C-乙市"]
    assert {each.name for each in (output / "C-乙市").iterdir()} == {e.name for e in output.iterdir() if e.is_file()}
    assert found(output)["totals"]["表二!B9"] == 2 + 3 + 4
    assert found(output / "C-乙市")["totals"]["表二!B9"] == 2 + 3
    assert {each["department"] for each in found(output / "C-乙市")["standings"]} == {"丙局", "丁局"}


def test_a_nodes_workbook_says_whose_it_is_and_who_is_in_it(folder: Path) -> None:
    book = read_workbook(folder / "2023" / "output" / "C-乙市" / FORM.names.consolidated_draft)
    assert isinstance(book, Workbook)
    done = review(Case(FORM, language_named("zh"), book, period=2023))
    assert (done.identity.code, done.identity.name) == ("C", "乙市")
    assert done.contents is not None
    assert [(each.code, each.parent, each.part) for each in done.contents.units] == [
        ("C1", "C", Membership.FINAL),
        ("C2", "C", Membership.FINAL),
    ]
    arrived = {each.stem: each for each in (folder / "2023" / "inbox").iterdir()}
    assert arrived.keys() == {"丙局", "丁局", "戊局"}


def test_what_a_node_wrote_is_taken_by_the_level_above(folder: Path, tmp_path: Path) -> None:
    """The whole without the originals is the whole with them."""
    sent = (folder / "2023" / "output" / "C-乙市" / FORM.names.consolidated_draft).read_bytes()
    other = (folder / "2023" / "inbox" / "戊局.xlsx").read_bytes()
    above = workspace(tmp_path / "w", {"乙市.xlsx": sent, "戊局.xlsx": other}, rows_of(*ROWS))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("xlsreport.pipeline.consolidate.Crew", InProcess)
        outcome = consolidated_with_nodes(open_workspace_at(above), Options(include_held=True)).outcome
    before = found(folder / "2023" / "output")["totals"]
    figures = {str(each.address): outcome.total.values.get(each.address) or 0 for each in FORM.figures}
    assert figures == {cell: value for cell, value in before.items() if cell in figures}
    assert [each.name for each in outcome.entries if each.excused] == ["丙局", "丁局"]


def test_explain_goes_through_the_levels(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "表二!B9", "-C", str(folder), "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)["levels"]
    assert [(each["code"], each["parent"], each["figure"]) for each in told] == [
        ("P", None, 9),
        ("C", "P", 5),
        ("C1", "C", None),
        ("C2", "C", None),
        ("D1", "P", None),
    ]
    assert run(["explain", "表二!B9", "-C", str(folder)]) == 0
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert [line[:2] for line in lines if line and line[0] in {"甲省", "乙市", "丙局"}] == [
        ["甲省", "9"],
        ["乙市", "5"],
        ["丙局", "2"],
    ]


def test_a_tree_is_verified_and_reproduced_with_its_nodes(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["verify", "2023", "-C", str(folder)]) == 0
    assert run(["reproduce", "2023", "-C", str(folder)]) == 0, capsys.readouterr().err
    files = {path.relative_to(folder).as_posix() for path in (folder / "archive").rglob("*")}
    assert "archive/2023/data/output/0000/consolidated.xlsx" in files
    record = json.loads((folder / "archive/2023/data/record.json").read_text(encoding="utf-8"))
    assert [each["code"] for each in record["departments"]] == ["C1", "C2", "D1"]


def test_a_plain_consolidate_leaves_no_folder_of_a_node(folder: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(folder, tmp_path / "w", ignore=shutil.ignore_patterns("archive"))
    whole = {name: data for name, data in everything(copy / "2023/output").items() if "/" not in name}
    run(["consolidate", "-q", "-C", str(copy)])
    assert everything(copy / "2023/output") == whole


def test_a_roster_without_parents_is_no_tree(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = workspace(tmp_path / "w", {"甲局.xlsx": sent_by("A01", "甲局")})
    assert run(["consolidate", "--tree", "-C", str(place)]) == 2
    assert "“上级”" in capsys.readouterr().err
    assert not (place / "2023" / "output").exists()


def test_the_example_names_every_unit_that_is_counted_twice(tmp_path: Path) -> None:
    place = shutil.copytree(EXAMPLE, tmp_path / "w")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("xlsreport.pipeline.consolidate.Crew", InProcess)
        outcome = consolidated_with_nodes(opened := open_workspace_at(place), Options(tree=True)).outcome
    assert "（3 个）：河东县、河西县、山南县。" in outcome.notes[-1]
    (said,) = left_out(opened, outcome, outcome.of(Standing.ACCEPTED))
    assert "河东县财政局（汇入上级）" in said
    assert "未报送" not in said
    errors = {(e.name if e else None, f.code) for e, f in outcome.findings if f.severity is Severity.ERROR}
    assert errors == {("海西县", "A622"), ("东州市", "A621"), ("西州市", "A621")}
    assert [each.folder for each in outcome.nodes] == ["860101-海东县", "860102-海西县", "8601-东州市", "8602-西州市"]
    assert outcome.total.departments == 16
    assert {each.outcome.total.departments for each in outcome.nodes} == {8, 16, 0}


def test_explain_tells_node_by_node_who_is_in_a_workbook_that_came_without_the_originals(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = shutil.copytree(EXAMPLE, tmp_path / "w")
    for file in (place / "2023" / "inbox" / "东州市").iterdir():
        file.unlink()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("xlsreport.pipeline.consolidate.Crew", InProcess)
        assert run(["explain", "表三!J8", "-C", str(place)]) == 0
        lines = [line.split() for line in capsys.readouterr().out.splitlines()]
        assert run(["explain", "表三!J8", "-C", str(place), "--format", "json"]) == 0
    second = lines[lines.index(["河西县："]) : lines.index(["山南县："])]
    assert [line[1] for line in second[1:] if line[1].startswith("河东")] == ["河东县统计局"]
    (city,) = (each for each in json.loads(capsys.readouterr().out)["contributions"] if "units" in each)
    assert [each["parent"] for each in city["units"] if each["department"] == "河东县统计局"] == ["860201", "860202"]
