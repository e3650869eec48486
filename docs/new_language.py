"""Begin a language: `python docs/new_language.py de` copies every English sentence under the new name."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

LANGUAGE = Path(__file__).resolve().parents[1] / "src" / "xlsreport" / "language"
_ENGLISH = re.compile(r"^en = (?:\[\n.*?^\]|.*?)$\n", re.MULTILINE | re.DOTALL)
_PART = re.compile(r"^\[(\w+)\.en\]\n(.*?)(?=^\[|\Z)", re.MULTILINE | re.DOTALL)
_KNOWN = re.compile(r"^LANGUAGES = \((.*)\)$", re.MULTILINE)


def with_texts(text: str, name: str) -> str:
    """Return a file of `texts/` with a copy of each English sentence or list below it."""
    return _ENGLISH.sub(lambda found: found[0] + found[0].replace("en = ", f"{name} = ", 1), text)


def with_entries(text: str, name: str) -> str:
    """Return a rule book with a copy of each English part behind it."""
    return _PART.sub(lambda found: f"{found[0].rstrip()}\n[{found[1]}.{name}]\n{found[2]}", text)


def changed(name: str) -> Iterator[tuple[Path, str]]:
    """Yield each file that the language is added to, with its new text."""
    for path in sorted((LANGUAGE / "texts").glob("*.toml")):
        yield path, with_texts(f"{path.read_text(encoding='utf-8').rstrip()}\n", name)
    reasons = LANGUAGE / "reasons.toml"
    yield reasons, with_texts(f"{reasons.read_text(encoding='utf-8').rstrip()}\n", name)
    for book in (LANGUAGE / "rulebook.toml", LANGUAGE / "form_rulebook.toml"):
        yield book, with_entries(book.read_text(encoding="utf-8"), name)
    catalogue = LANGUAGE / "catalogue.py"
    code = catalogue.read_text(encoding="utf-8")
    yield catalogue, _KNOWN.sub(lambda found: f'LANGUAGES = ({found[1]}, "{name}")', code)


def main(name: str) -> None:
    """Add the language `name`, unless it is there."""
    if not re.fullmatch("[a-z]{2,3}", name) or f'"{name}"' in (LANGUAGE / "catalogue.py").read_text(encoding="utf-8"):
        sys.exit(f"{name}: no new language")
    for path, text in list(changed(name)):
        path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1])
