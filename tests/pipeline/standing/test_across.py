"""Departments compared once all are reviewed: what a workspace of files comes to."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from kit.filled import saved
from kit.told import own
from kit.workspace import ROWS, roster, sent_by, workspace
from xlsreport.model.outcome import Outcome, Standing
from xlsreport.pipeline import Options, consolidate_workspace, open_workspace_at

CONTACT = "基本信息!B7", "基本信息!B8"


def department(number: int, cells: Mapping[str, object] | None = None) -> bytes:
    """Return the clean workbook of the department in the roster's row `number`."""
    code, name = ROWS[number][:2]
    mine = {"基本信息!B7": f"和平路{number}号院", "基本信息!B8": f"0797-100000{number}", **own(number)}
    return sent_by(code, name, {**mine, **(cells or {})})


def outcome_of(folder: Path, inbox: Mapping[str, bytes], last: Mapping[str, bytes] | None = None) -> Outcome:
    made = workspace(folder, inbox, roster())
    for name, data in (last or {}).items():
        saved(made / "2022" / "inbox", name, data)
    return consolidate_workspace(open_workspace_at(made, 2023), Options(jobs=1))


def said(outcome: Outcome) -> set[tuple[str, str, str]]:
    """Return (department, code, cell) of every finding about a department."""
    return {(e.name or "", f.code, str(f.address)) for e, f in outcome.findings if e}


def test_departments_that_are_their_own(tmp_path: Path) -> None:
    assert said(outcome_of(tmp_path, {f"{n}.xlsx": department(n) for n in range(3)})) == set()


def test_a_copied_text_and_one_address_are_named_and_hold_nobody(tmp_path: Path) -> None:
    copied = department(1, {**own(0), "基本信息!B7": "和平路0号院"})
    outcome = outcome_of(tmp_path, {"a.xlsx": department(0), "b.xlsx": copied, "c.xlsx": department(2)})
    assert said(outcome) == {
        (name, code, cell) for name in ("甲局", "乙局") for code, cell in (("A601", "文字!A6"), ("A603", "基本信息!B7"))
    }
    assert {each.standing for each in outcome.entries} == {Standing.ACCEPTED}
    messages = {f.message for e, f in outcome.findings if e and e.name == "甲局"}
    assert all("乙局（b.xlsx）" in message for message in messages)


def test_what_does_not_count_is_not_compared(tmp_path: Path) -> None:
    inbox = {
        "甲局.xlsx": department(0, {"表三!D6": 1, "表三!D8": 1}),
        "甲局-更正.xlsx": department(0),
        "别的.xlsx": sent_by("Z99", "无名单位", own(2)),
        "丙镇.xlsx": department(2),
    }
    assert not [each for each in said(outcome_of(tmp_path, inbox)) if each[1].startswith("A")]


def test_the_names_of_files_do_not_matter(tmp_path: Path) -> None:
    books = [department(0), department(1, own(0)), department(2)]
    one = outcome_of(tmp_path / "1", dict(zip(["a.xlsx", "b.xlsx", "c.xlsx"], books, strict=True)))
    other = outcome_of(tmp_path / "2", dict(zip(["z.xlsx", "y.xlsx", "x.xlsx"], books, strict=True)))
    assert said(one) == said(other) != set()


@pytest.mark.parametrize("known", [True, False])
def test_what_last_year_said_is_compared(tmp_path: Path, *, known: bool) -> None:
    last = {"甲局.xlsx": department(0, {"基本信息!B5": 2022, "表二!B9": 550})} if known else {}
    outcome = outcome_of(tmp_path, {"甲局.xlsx": department(0, {"表二!B9": 9487})}, last)
    assert said(outcome) == ({("甲局", "H403", "表二!B9"), ("甲局", "H405", "文字!A6")} if known else set())
