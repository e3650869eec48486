"""`xlsreport forms check`: exit codes, the three formats, several findings at once, mutes, both languages."""

import json
from pathlib import Path

import pytest

from kit.form_edits import RETURN, TOY, locking, replaced, tagged, typed, without, write_form
from kit.near_misses import NEAR
from xlsreport.cli.app import run
from xlsreport.errors import FormError
from xlsreport.forms import builtin_forms
from xlsreport.forms.checking import check_form
from xlsreport.forms.checking.telling import said
from xlsreport.forms.folder import read_form
from xlsreport.language import language_named
from xlsreport.model.form_finding import Saying

SEVERAL = (
    replaced("[consolidate]", "[consolidat]"),
    replaced('language = "en"', 'language = "english"'),
    typed(RETURN, "B13", "=TOTALOF(B8)"),
    tagged("{{ Branch_return.B80 }}"),
    tagged("{{ Branch.B8 }}"),
)


def test_all_mistakes_are_told_at_once_in_the_order_of_their_places(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["forms", "check", str(write_form(tmp_path / "form", *SEVERAL)), "--lang", "en"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(" ", 3)[:3] for line in lines if not line.startswith("  ")][:-1] == [
        ["form.toml:7:", "error", "L108"],
        ["form.toml:26:", "error", "L105"],
        ["workbook.xlsx:Branch", "return!B13:", "error"],
        ["report.docx:paragraph", "9:", "error"],
        ["report.docx:paragraph", "10:", "error"],
    ]
    assert lines[3] == "  help: Correct it to the name in the sentence, or take it out."
    assert lines[-1] == "Return of the branch libraries: errors 5, warnings 0, hints 0."


def test_a_form_with_warnings_alone_is_no_failure(tmp_path: Path) -> None:
    assert run(["forms", "check", str(write_form(tmp_path / "form", typed(RETURN, "B13", "=B8/B9"))), "-q"]) == 0


def test_what_is_no_form_is_refused(tmp_path: Path) -> None:
    assert run(["forms", "check", str(tmp_path / "nowhere")]) == 2
    assert run(["forms", "check", str(tmp_path)]) == 2


def test_the_form_is_found_without_a_workspace_and_by_its_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["forms", "check", builtin_forms()[0].name, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["findings"] == []


@pytest.mark.parametrize("folder", [*builtin_forms(), TOY], ids=lambda folder: folder.name)
def test_the_shipped_forms_pass_their_own_check(folder: Path) -> None:
    assert check_form(folder).findings == ()


def test_json_names_the_place_of_each_finding(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["forms", "check", str(write_form(tmp_path / "form", *SEVERAL)), "--format", "json", "--lang", "en"])
    document = json.loads(capsys.readouterr().out)
    assert document["counts"] == {"error": 5, "warning": 0, "hint": 0}
    found = [
        (each["code"], each["file"], each["cell"] or each["line"] or each["passage"]) for each in document["findings"]
    ]
    assert found == [
        ("L108", "form.toml", 7),
        ("L105", "form.toml", 26),
        ("L302", "workbook.xlsx", "Branch return!B13"),
        ("L508", "report.docx", "paragraph 9"),
        ("L507", "report.docx", "paragraph 10"),
    ]
    assert all(each["remedy"] and each["message"] for each in document["findings"])
    assert {each["reason"] for each in document["muted"]} >= set()


def test_github_is_told_file_and_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write_form(tmp_path / "form", *SEVERAL)
    run(["forms", "check", str(folder), "--format", "github"])
    first, second, third, *_ = capsys.readouterr().out.splitlines()
    assert first.startswith(f"::error file={folder.as_posix()}/form.toml,line=7,title=L108::".replace(":", "%3A", 0))
    assert ",line=26,title=L105::" in second
    assert "title=L302::Branch return!B13: " in third


def test_what_is_muted_is_told_only_where_all_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    run(["forms", "check", str(TOY)])
    assert capsys.readouterr().out == "Return of the branch libraries: nothing to say, 1 muted.\n"
    run(["forms", "check", str(TOY), "-v"])
    assert "L512" in capsys.readouterr().out


def test_a_report_that_cannot_be_written_of_blanks_is_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write_form(tmp_path / "form", tagged("{{ Branch_return.B8.number + 1 }}"))
    assert run(["forms", "check", str(folder), "--lang", "en"]) == 1
    assert capsys.readouterr().out.startswith(
        "report.docx:paragraph 9: error L513 It cannot be written with all cells bl"
    )


def test_a_report_that_asks_first_whether_there_is_a_number_can_be_written(tmp_path: Path) -> None:
    assert run(["forms", "check", str(write_form(tmp_path / "form", *NEAR["L513"]))]) == 0


def test_a_form_that_is_refused_never_passes(tmp_path: Path) -> None:
    locked = write_form(tmp_path / "form", locking(RETURN, "B4", locked=True))
    checked = check_form(locked)
    assert [(each.code, each.level) for each in checked.findings] == [("L218", "error")]
    with pytest.raises(FormError):
        read_form(locked)


def test_an_error_cannot_be_muted(tmp_path: Path) -> None:
    edits = (replaced("mute = [", 'mute = ["L302 Branch return!B13: known", '), typed(RETURN, "B13", "=TOTALOF(B8)"))
    assert [each.code for each in check_form(write_form(tmp_path / "form", *edits)).findings] == ["L302"]


def test_findings_are_told_in_the_forms_language_unless_another_is_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edits = (replaced('language = "en"', 'language = "zh"'), replaced("[consolidate]", "[consolidat]"))
    folder = write_form(tmp_path / "form", *edits)
    run(["forms", "check", str(folder)])
    assert "没有“consolidat”这一项，是不是“consolidate”？" in capsys.readouterr().out
    run(["forms", "check", str(folder), "--lang", "en"])
    assert "did you mean 'consolidate'?" in capsys.readouterr().out


def test_files_that_lack_do_not_hide_what_is_wrong_in_the_others(tmp_path: Path) -> None:
    edits = (without("workbook.xlsx"), replaced("[consolidate]", "[consolidat]"))
    found = check_form(write_form(tmp_path / "form", *edits)).findings
    assert [(each.code, each.place.file) for each in found] == [("L105", "form.toml"), ("L101", "workbook.xlsx")]


def test_a_sentence_inside_a_sentence_is_said_in_the_same_language() -> None:
    saying = Saying("lint_nearest", {"name": "sum"})
    assert said(saying, language_named("zh")) == "，是不是“sum”？"


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("xlsreport.forms.checking.milp.find_spec", "Not checked: whether rules contradict each other"),
        ("xlsreport.pipeline.form_check.libreoffice", "Not checked: whether LibreOffice gives the same results."),
    ],
)
def test_what_cannot_be_checked_here_is_said(
    place: str, said: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("xlsreport.pipeline.form_check.libreoffice", lambda: "soffice")
    run(["forms", "check", str(TOY)])
    assert said not in capsys.readouterr().err
    monkeypatch.setattr(place, lambda *_: None)
    run(["forms", "check", str(TOY), "--format", "json"])
    told = capsys.readouterr()
    assert said in told.err
    assert any(said in each for each in json.loads(told.out)["not_checked"])
