"""The texts of screens and documents: one meaning a key."""

import tomllib
from collections import Counter
from pathlib import Path

import xlsreport.language

TEXTS = Path(xlsreport.language.__file__).parent / "texts"


def test_no_key_stands_in_two_files() -> None:
    keys = Counter(key for file in TEXTS.glob("*.toml") for key in tomllib.loads(file.read_text(encoding="utf-8")))
    assert not [key for key, times in keys.items() if times > 1]
