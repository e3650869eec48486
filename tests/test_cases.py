"""The rule book by cases: each code fires on its case, passes its near miss, and is written down everywhere.

`tests/cases/<CODE>-slug/` holds `fires/case.toml` and `near-miss/case.toml`; tests/kit/situation.py says what stands
in them. A bug that was found becomes a case first.
"""

import html
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from kit.district import said_of_workspace
from kit.filled import disclosure
from kit.situation import Said, book_of, case_in, said_of_workbook, with_expected
from kit.submission import reviewed
from xlsreport.cli.app import run
from xlsreport.language import LANGUAGES, language_named, reasons

CASES = Path(__file__).parent / "cases"
DOCS = Path(__file__).parents[1] / "docs"
RULES = {name: (DOCS / f"rules.{name}.md").read_text(encoding="utf-8") for name in LANGUAGES}
FOLDERS = sorted(path for path in CASES.iterdir() if path.is_dir())
GENERAL = language_named("zh").entries
OWN = [f"T-{rule.id}" for rule in disclosure().rules]
NAME = re.compile(r"(T-R\d{2}|[A-Z]\d{3}|T)-[a-z0-9]+(?:-[a-z0-9]+)*")
BROKEN = re.compile(r"[{}]|\bNone\b|Decimal|ErrorValue")
TEXTS = ("title", "meaning", "cause", "remedy", "message")

each_case = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
each_alone = pytest.mark.parametrize(
    "folder", [f for f in FOLDERS if "inbox" not in case_in(f / "fires")], ids=lambda folder: folder.name
)
OF_SUBMISSIONS = [code for code in GENERAL if not code.startswith("L")]  # L: forms/checking/test_variants.py
each_code = pytest.mark.parametrize("code", [*GENERAL, *OWN])


def code_of(folder: Path) -> str:
    found = NAME.fullmatch(folder.name)
    assert found, f"{folder.name}: a folder is called after its code and what happened, as M301-total-typed-over"
    return found[1]


def is_of(said: Said, code: str) -> bool:
    """Whether a finding has `code`; T is the family of the form's own rules."""
    return said.finding.code == code or (code == "T" and said.finding.code.startswith("T-"))


def said_of(case: Mapping[str, Any], folder: Path, patch: pytest.MonkeyPatch) -> list[Said]:
    return said_of_workspace(case, folder, patch) if "inbox" in case else said_of_workbook(case)


@each_case
def test_it_fires(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case, code = case_in(folder / "fires"), code_of(folder)
    said, wanted = said_of(case, tmp_path, monkeypatch), case["finding"]
    place = (wanted.get("of"), wanted.get("at", "file"))
    found = [each for each in said if is_of(each, code) and (each.of, each.at) == place]
    assert len(found) == 1, [(each.of, str(each)) for each in said]
    finding = found[0].finding
    assert finding.severity == wanted["severity"]
    assert wanted["message"] in finding.message
    others = Counter(str(each) for each in said) - Counter([str(found[0])])
    assert others == Counter(case.get("besides", ())), finding.message


@each_case
def test_its_near_miss_passes(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case, code = case_in(folder / "near-miss"), code_of(folder)
    said = said_of(case, tmp_path, monkeypatch)
    assert not [each.finding.message for each in said if is_of(each, code)]
    assert Counter(str(each) for each in said) == Counter(case.get("besides", ()))


@each_alone
def test_the_cell_set_to_what_is_expected_makes_the_finding_go_away(folder: Path) -> None:
    case = case_in(folder / "fires")
    for finding in (each.finding for each in said_of_workbook(case)):
        if finding.expected is None or finding.address is None or "results" in case:
            continue
        book = with_expected(book_of(case), finding)
        if book is None:
            continue
        left = reviewed(book, case.get("previous"), case.get("period"), case.get("years", ())).findings
        assert (finding.code, finding.address) not in {(each.code, each.address) for each in left}


@each_alone
def test_its_sentences_are_whole_in_english(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case = case_in(folder / "fires")
    for module in ("kit.submission", "kit.situation"):
        monkeypatch.setattr(f"{module}.language_named", lambda _: language_named("en"))
    messages = [each.finding.message for each in said_of_workbook(case)]
    assert not [text for text in messages if BROKEN.search(text)]


@each_case
def test_a_case_says_what_happened(folder: Path) -> None:
    code_of(folder)
    assert sorted(path.name for path in folder.iterdir()) == ["fires", "near-miss"]
    for part in ("fires", "near-miss"):
        case = case_in(folder / part)
        assert case["says"].endswith("."), folder
        assert ("finding" in case) is (part == "fires"), folder


@pytest.mark.parametrize("code", [*OF_SUBMISSIONS, *OWN])
def test_every_code_has_a_case(code: str) -> None:
    assert [folder.name for folder in FOLDERS if code_of(folder) == code]


def test_every_case_has_a_code() -> None:
    assert {code_of(folder) for folder in FOLDERS} - {*GENERAL, *OWN} == set()


@pytest.mark.parametrize("name", LANGUAGES)
@pytest.mark.parametrize("code", GENERAL)
def test_every_code_says_everything_in_both_languages(code: str, name: str) -> None:
    entry = language_named(name).entries[code]
    assert {*TEXTS} <= {field.name for field in fields(entry)}
    assert not [part for part in TEXTS if not getattr(entry, part).strip()]
    other = language_named(LANGUAGES[1 - LANGUAGES.index(name)]).entries[code]
    same = [part for part in TEXTS if getattr(entry, part) == getattr(other, part)]
    assert not [
        part for part in same if getattr(entry, part) not in ("{said}", "{what}")
    ]  # a sentence that stands in texts/


def test_every_code_says_why_it_is_there_in_both_languages() -> None:
    for name in LANGUAGES:
        told = reasons(name)
        assert told.keys() == GENERAL.keys()
        assert not [code for code, why in told.items() if not why.endswith(("。", ".", "?")) or len(why) < 12]
        assert [why for why, times in Counter(told.values()).items() if times > 1] == []  # each for its own reason


@pytest.mark.parametrize("name", LANGUAGES)
@each_code
def test_every_code_is_in_the_document(code: str, name: str) -> None:
    if code in OWN:
        (rule,) = [rule for rule in disclosure().rules if f"T-{rule.id}" == code]
        assert f"| {code} |" in RULES[name]
        assert rule.text in RULES[name]
        return
    entry = language_named(name).entries[code]
    (told,) = re.findall(rf"(?ms)^### {code} (.+?)(?=^##|\Z)", RULES[name])
    wanted = (entry.title, entry.meaning, entry.cause, entry.remedy, reasons(name)[code])
    assert not [text for text in wanted if text not in html.unescape(re.sub(r"\\(.)", r"\1", told))]


@each_code
def test_the_program_shows_every_code(code: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", code]) == 0
    shown = re.sub(r"\s", "", capsys.readouterr().out)
    general = code if code in GENERAL else "T"
    entry = GENERAL[general]
    wanted = (code, entry.title, entry.meaning, entry.cause, entry.remedy, reasons("zh")[general])
    assert not [text for text in wanted if re.sub(r"\s", "", text) not in shown]
