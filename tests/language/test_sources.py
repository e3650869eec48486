"""A language that was kept is the one that its files say; a file that says something else is read."""

from pathlib import Path

import pytest

from xlsreport.language import sources
from xlsreport.language.sources import said_in


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XLSREPORT_CACHE", str(tmp_path / "kept"))
    return tmp_path


@pytest.mark.parametrize("name", ["zh", "en"])
def test_what_is_kept_of_a_language_is_what_its_files_say(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    read = said_in(name)
    monkeypatch.setattr(sources, "_read", None)
    again = said_in(name)
    assert list(again) == list(read)
    assert [list(each) for each in again] == [list(each) for each in read]  # in the same order too


def test_a_changed_file_is_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = folder / "texts"
    texts.mkdir()
    monkeypatch.setattr(sources, "_TEXTS", texts)
    for said in ("一", "二"):
        (texts / "words.toml").write_text(f'[word]\nzh = "{said}"\n', encoding="utf-8")
        assert said_in("zh")[0]["word"] == said
