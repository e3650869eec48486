"""The documents are what docs/make.py makes of the program as it is."""

import re
import runpy
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from xlsreport.forms import builtin_forms, load_form

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ROOT = Path(__file__).resolve().parents[2]
MAKE = runpy.run_path(str(ROOT / "docs" / "make.py"))


def test_the_rule_book_is_the_catalogue() -> None:
    rules: Callable[[], Mapping[Path, str]] = MAKE["rules"]
    for page, text in rules().items():
        assert page.read_text(encoding="utf-8") == text, f"{page.name}: run: python docs/make.py"


@pytest.mark.parametrize("folder", builtin_forms(), ids=lambda folder: folder.name)
def test_every_rule_of_a_built_in_form_has_its_reason_in_both_languages(folder: Path) -> None:
    form = load_form(folder)
    groups = tomllib.loads((ROOT / "docs" / "own_rules.toml").read_text(encoding="utf-8"))[form.id]
    numbers = [rule.id for rule in form.rules]
    covered = [numbers[numbers.index(first) : numbers.index(last) + 1] for first, last in (g["rules"] for g in groups)]
    assert [number for part in covered for number in part] == numbers
    assert [each for each in groups if not (each["zh"].endswith("。") and each["en"].endswith("."))] == []


def test_the_readmes_show_what_the_commands_print() -> None:
    readme: Callable[[str], str] = MAKE["readme"]
    for page in MAKE["READMES"]:  # one test, because both share one run of the commands
        text = page.read_text(encoding="utf-8")
        assert readme(text) == text, f"{page.name}: run: python docs/make.py"


def test_the_chinese_readme_runs_the_same_commands() -> None:
    english, chinese = (re.findall(r"(?m)^\$ (.+)$", page.read_text(encoding="utf-8")) for page in MAKE["READMES"])
    assert english == chinese


def test_the_readmes_lead_to_each_other_in_their_first_lines() -> None:
    for page, other in (("README.md", "README.zh.md"), ("README.zh.md", "README.md")):
        first = (ROOT / page).read_text(encoding="utf-8").splitlines()[:4]
        assert any(f"]({other})" in line for line in first)


@pytest.mark.parametrize(
    ("page", "quoted"), [("design.md", "| one Word report |"), ("measurements.md", "| live totals, 1 at a time |")]
)
def test_a_page_quotes_what_was_measured(page: str, quoted: str) -> None:
    measured: Callable[[str], str] = MAKE["measured"]
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    assert quoted in text
    assert measured(text) == text, "run: python docs/make.py"


def test_an_output_that_is_no_longer_true_is_replaced() -> None:
    made = MAKE["readme"]("```console\n$ xlsreport --version; echo $?\nsomething else\n```\n")
    assert made.startswith("```console\n$ xlsreport --version; echo $?\nxlsreport ")
    assert made.endswith("\n0\n```\n")


def test_only_the_program_itself_is_run() -> None:
    with pytest.raises(ValueError, match="rm -r"):
        MAKE["readme"]("```console\n$ rm -r x\n```\n")


@pytest.mark.parametrize(
    "page",
    [
        "README.md",
        "README.zh.md",
        "docs/design.md",
        "docs/rules.md",
        "docs/rules.zh.md",
        "docs/rules.en.md",
        "examples/README.md",
    ],
)
def test_links_lead_somewhere(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    targets = [t for t in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in t]
    missing = [t for t in targets if not (ROOT / page).parent.joinpath(t).exists()]
    assert not missing


def test_the_readme_holds_the_two_commands() -> None:
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    assert "pip install . && xlsreport demo" in lines
    assert "pip install '.[test]' && pytest" in lines
    assert 120 <= len(lines) <= 250


def test_the_page_about_mail_tells_the_same_keys_in_both_languages() -> None:
    told = [(ROOT / "docs" / name).read_text(encoding="utf-8") for name in ("mail.en.md", "mail.zh.md")]
    first, second = (set(re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)) for text in told)
    assert len(first) > 8
    assert first == second
