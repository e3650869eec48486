"""The JSON of every command is what `docs/schemas/` says, says who wrote it, and is the same in every run."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from kit.form_edits import TOY
from kit.workspace import sent_by, workspace
from xlsreport.cli.app import run
from xlsreport.version import __version__
from xlsreport.writing.files.json_document import json_document, without_stamp

SCHEMAS = Path(__file__).resolve().parents[2] / "docs" / "schemas"
NAMES = sorted(each.stem for each in SCHEMAS.glob("*.json"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace whose year is archived, with a finding of each severity in its inbox."""
    files = {
        "甲局.xlsx": sent_by("A01", "甲局", {"表二!B9": 3}),
        "乙局.xlsx": sent_by("A02", "乙局", {"表二!B9": "三"}),  # the third sends nothing
    }
    made = workspace(tmp_path_factory.mktemp("schemas") / "w", files)
    run(["consolidate", "-q", "-C", str(made)])
    assert run(["archive", "-q", "--draft", "--reason", "试归档", "-C", str(made)]) == 0
    return made


def schema(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))
    return found


def printed(capsys: pytest.CaptureFixture[str], folder: Path, line: str) -> str:
    capsys.readouterr()
    arguments = [
        each.replace("INBOX", str(folder / "2023" / "inbox")).replace("TOY", str(TOY)) for each in line.split()
    ]
    assert run([*arguments, "--format", "json"]) in (0, 1)
    return capsys.readouterr().out


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_one_and_names_itself(name: str) -> None:
    Draft202012Validator.check_schema(schema(name))
    assert schema(name)["properties"]["schema"] == {"const": f"xlsreport-{name}-1"}


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("findings", "consolidate -C {folder}"),
        ("findings", "check INBOX"),
        ("findings", "check INBOX/甲局.xlsx"),
        ("compare", "compare {folder}/2023/output/年度报告（送审稿）.docx -C {folder}"),
        ("form-check", "forms check TOY"),
        ("backtest", "forms backtest {folder}"),
        ("form-diff", "forms diff disclosure-2019 disclosure-2021"),
        ("explain", "explain 表三!J29 -C {folder}"),
        ("explain", "explain 表二!B9 -C {folder}"),
        ("history", "history -C {folder}"),
        ("history", "history -C {folder} --department A01"),
        ("verify", "verify 2023 -C {folder}"),
        ("rules", "rules"),
        ("rules", "rules M301"),
        ("status", "status -C {folder}"),
    ],
)
def test_what_a_command_prints_follows_its_schema(
    folder: Path, capsys: pytest.CaptureFixture[str], name: str, line: str
) -> None:
    text = printed(capsys, folder, line.format(folder=folder))
    document = json.loads(text)
    faults = [each.message for each in Draft202012Validator(schema(name)).iter_errors(document)]
    assert faults == []
    assert document.keys() - schema(name)["properties"].keys() == set()
    assert list(document)[:2] == ["schema", "program"]
    assert document["program"] == f"xlsreport {__version__}"
    assert text == printed(capsys, folder, line.format(folder=folder))


def test_a_bag_that_is_altered_is_told_as_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = folder / "archive" / "2023" / "data" / "values.csv"
    before = path.read_bytes()
    path.write_bytes(before + b"\n")
    try:
        document = json.loads(printed(capsys, folder, f"verify 2023 -C {folder}"))
    finally:
        path.write_bytes(before)
    assert (document["intact"], document["discrepancies"][0]["path"]) == (False, "data/values.csv")
    assert not list(Draft202012Validator(schema("verify")).iter_errors(document))


def test_what_lacks_a_field_does_not_follow_the_schema(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = json.loads(printed(capsys, folder, "check INBOX"))
    del document["findings"][0]["severity"]
    assert list(Draft202012Validator(schema("findings")).iter_errors(document))


def test_who_wrote_a_document_can_be_left_out_and_nothing_else() -> None:
    document = json_document("findings", {"form": "f", "period": 2023})
    assert without_stamp(document) == b'{\n "form": "f",\n "period": 2023\n}\n'
    assert without_stamp(without_stamp(document)) == without_stamp(document)
    assert without_stamp(document.replace(__version__.encode(), b"9.9")) == without_stamp(document)
