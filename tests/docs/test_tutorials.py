"""The tutorials, and the year, do what they say: each command is run on what their people made."""

import re
import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MAKE = runpy.run_path(str(ROOT / "docs" / "make.py"))
PAGES: dict[str, Path] = MAKE["TUTORIALS"]


@pytest.mark.parametrize("wording", MAKE["WALKS"])
def test_a_tutorial_shows_what_its_commands_print(wording: str, tmp_path: Path) -> None:
    text = MAKE["WALKS"][wording].read_text(encoding="utf-8")
    assert MAKE["tutorial"](text, wording, tmp_path) == text, "run: python docs/make.py"


def test_both_languages_take_the_same_steps() -> None:
    step = re.compile(
        r"^<!-- by hand: (\w+) -->|^\$ xlsreport (\w[\w-]*(?: (?:new|check))?)|^!\[.*?\]\(pictures/([\w-]+)", re.M
    )
    first, second = (step.findall(page.read_text(encoding="utf-8")) for page in PAGES.values())
    assert first == second


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_its_pictures_are_made_by_the_script(page: Path) -> None:
    shown = re.findall(r"\(pictures/([\w.-]+)\)", page.read_text(encoding="utf-8"))
    script = (ROOT / "docs" / "pictures" / "make.py").read_text(encoding="utf-8")
    assert len(shown) == 5
    assert [name for name in shown if f'"{name}"' not in script or not (page.parent / "pictures" / name).exists()] == []
