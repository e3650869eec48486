"""`xlsreport doctor` looks at what the program needs, and lacks nothing on a computer that is ready."""

import re
import tempfile
from pathlib import Path

import pytest

from kit.workspace import sent_by, workspace
from xlsreport.cli.app import run
from xlsreport.language import language_named
from xlsreport.pipeline import Checkup, Health, checkups, doctor
from xlsreport.pipeline.archiving import record
from xlsreport.writing.report import fonts

SUBJECTS = ["program", "libraries", "extra", "office", "fonts", "locale", "clock", "temporary", "form"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return workspace(tmp_path / "w", {"甲局.xlsx": sent_by("A01", "甲局")})


def looked(folder: Path | None = None) -> dict[str, Checkup]:
    return {each.subject: each for each in checkups(folder, language_named("zh"))}


def test_everything_is_looked_at_and_told_in_the_users_language(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--lang", "en", "doctor", "-C", str(folder / "2023")]) == 0
    out = capsys.readouterr().out
    assert re.match(r"good +program  xlsreport \S+ · Python 3\.", out)
    assert out.endswith("Ready.\n")
    assert str(folder) in out
    assert run(["--lang", "zh", "doctor", "-C", str(folder)]) == 0
    assert capsys.readouterr().out.endswith("可以使用。\n")


def test_no_workspace_is_no_lack(tmp_path: Path) -> None:
    found = looked()
    assert list(found) == [*SUBJECTS, "workspace"]
    assert found["workspace"].health is Health.NOTICE
    assert run(["doctor", "-C", str(tmp_path)]) == 0


def test_a_workspace_that_cannot_be_used_is_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "单位名单.xlsx").write_bytes(b"none")
    assert run(["doctor", "-C", str(folder)]) == 1
    out = capsys.readouterr().out
    assert "单位名单.xlsx" in out


def test_a_library_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(record, "requires", lambda _: ["openpyxl>=3", "no-such-thing>=1"])
    assert looked()["libraries"].health is Health.LACK
    assert "no-such-thing" in looked()["libraries"].text


def test_without_libreoffice_and_fonts_all_else_works(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "libreoffice", lambda: None)
    monkeypatch.setattr(doctor, "installed_fonts", lambda: frozenset({"黑体"}))
    found = looked()
    assert {found[each].health for each in ("office", "fonts")} == {Health.NOTICE}
    assert "仿宋_GB2312" in found["fonts"].text
    assert "黑体" not in found["fonts"].text
    monkeypatch.setattr(doctor, "installed_fonts", lambda: None)
    assert looked()["fonts"].health is Health.NOTICE


def test_a_locale_that_finds_no_chinese_names_says_what_to_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.getfilesystemencoding", lambda: "gb18030")
    assert "PYTHONUTF8=1" in looked()["locale"].text


def test_a_temporary_folder_that_cannot_be_written_is_a_lack(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(**_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tempfile, "NamedTemporaryFile", full)
    assert looked()["temporary"].health is Health.LACK


def test_fonts_are_those_of_the_template_and_of_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    template = doctor.builtin_forms()[0] / doctor.TEMPLATE
    assert "仿宋_GB2312" in fonts.fonts_of(template)
    named = {name for folder in doctor.builtin_forms() for name in fonts.fonts_of(folder / doctor.TEMPLATE)}
    assert "Symbol" not in named  # in the table of a template, where Word puts it, and in no text
    monkeypatch.setattr("shutil.which", lambda _: None)
    if fonts.sys.platform != "win32":
        assert fonts.installed_fonts() is None
