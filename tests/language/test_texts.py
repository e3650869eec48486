"""The texts of screens and documents: one meaning a key."""

import re
import tomllib
from collections import Counter
from pathlib import Path

import xlsreport.language
from xlsreport.language import language

TEXTS = Path(xlsreport.language.__file__).parent / "texts"
COUNTED = re.compile(r"\{(?:count|files|error|errors|query|note|received)\} (?:more )?[a-z]+s\b")


def test_no_key_stands_in_two_files() -> None:
    keys = Counter(key for file in TEXTS.glob("*.toml") for key in tomllib.loads(file.read_text(encoding="utf-8")))
    assert not [key for key, times in keys.items() if times > 1]


def test_no_english_count_needs_a_plural() -> None:
    assert COUNTED.search("{count} files read.")
    assert not [text for text in language("en").texts.values() if COUNTED.search(text)]
