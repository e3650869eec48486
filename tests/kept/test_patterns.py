"""A pattern that was kept is the one that `re.compile` makes; what cannot be relied on is compiled anew."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from xlsreport.kept import patterns
from xlsreport.kept.patterns import compiled, keep_compiled
from xlsreport.kept.texts import keep, kept

SOURCES = tuple(f"(?:[一二]{number}件|(?P<year>20{number:02}年)?|答复\\s+(?<![0-9]){number})+" for number in range(70))


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("XLSREPORT_CACHE", str(tmp_path / "kept"))
    begun_anew()
    yield
    begun_anew()


def begun_anew() -> None:
    """As in another process."""
    patterns._store.cache_clear()


def all_compiled() -> list[re.Pattern[str]]:
    return [compiled(each) for each in SOURCES]


def key() -> str:
    return patterns._Engine().key


def test_a_pattern_is_what_re_makes_of_its_source() -> None:
    assert all_compiled() == [re.compile(each) for each in SOURCES]  # patterns are equal where their programs are


def test_a_kept_pattern_is_what_re_makes_of_its_source() -> None:
    all_compiled()
    keep_compiled()
    begun_anew()
    told = kept(key())
    assert told is not None
    assert list(json.loads(told)) == list(SOURCES)
    made = all_compiled()
    assert made == [re.compile(each) for each in SOURCES]
    found, expected = made[7].match("20077件"), re.compile(SOURCES[7]).match("20077件")
    assert (found and found.groupdict()) == (expected and expected.groupdict())


def test_a_kept_pattern_is_not_compiled_again(monkeypatch: pytest.MonkeyPatch) -> None:
    all_compiled()
    keep_compiled()
    begun_anew()
    monkeypatch.setattr(patterns._Engine, "program", None)
    assert len(all_compiled()) == len(SOURCES)


def test_a_few_patterns_are_not_worth_keeping() -> None:
    compiled(SOURCES[0])
    keep_compiled()
    assert kept(key()) is None


@pytest.mark.parametrize("program", [[0, "AAAA", 0, {}], [0, "/////w==", 0, {}], [0, "?", 0, {}], 7, None])
def test_what_the_engine_does_not_know_is_compiled_anew(program: object) -> None:
    keep(key(), json.dumps({SOURCES[0]: program}))
    assert compiled(SOURCES[0]) == re.compile(SOURCES[0])


def test_a_python_with_another_engine_compiles_as_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "import_module", lambda name: __import__("json"))
    assert compiled(SOURCES[0]) == re.compile(SOURCES[0])


def test_no_more_is_kept_than_is_read_fast(monkeypatch: pytest.MonkeyPatch) -> None:
    keep(key(), json.dumps({f"old{number}": patterns._Engine().program("a") for number in range(9)}))
    monkeypatch.setattr(patterns, "_MOST", 10)
    all_compiled()
    keep_compiled()
    told = kept(key())
    assert told is not None
    assert list(json.loads(told)) == list(SOURCES)
