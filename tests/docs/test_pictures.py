"""The pictures of a terminal show what the commands of their documents print, which the tests of those run."""

import re
import runpy
from pathlib import Path

import pytest

from kit.needed import needed

needed("PIL")
ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "docs" / "pictures"
TEXT_OF = runpy.run_path(str(PICTURES / "terminal.py"))["text_of"]
SCREENS = {name: (document, begins) for name, document, begins in runpy.run_path(str(PICTURES / "make.py"))["SCREENS"]}
each_screen = pytest.mark.parametrize("name", SCREENS)


def letters_of(text: str) -> str:
    """Return `text` without its blanks: a terminal breaks lines, and pads them."""
    return "".join(text.split())


def page_of(document: str) -> str:
    return next(page for page in (ROOT / document, ROOT / "docs" / document) if page.exists()).read_text("utf-8")


@each_screen
def test_what_it_shows_is_what_the_commands_print(name: str) -> None:
    document, begins = SCREENS[name]
    printed = "\n".join(re.findall(r"(?ms)^```console\n(.*?)^```$", page_of(document)))
    blocks = dict(re.findall(r"(?ms)^\$ (.+?)\n(.*?)(?=^\$ |\Z)", printed))
    wanted = [f"$ {command}\n{shown}" for command, shown in blocks.items() if command.startswith(begins)]
    assert len(wanted) == len(begins)
    assert letters_of(TEXT_OF(PICTURES / name)) == letters_of("".join(wanted)), "run: python docs/pictures/make.py"


@each_screen
def test_its_document_shows_it(name: str) -> None:
    assert f"pictures/{name})" in page_of(SCREENS[name][0])
