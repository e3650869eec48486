"""Nothing of any form stands in the program: no sheet name, no label, neither in code nor in its sentences."""

import re
from functools import lru_cache
from pathlib import Path

import pytest
from openpyxl import load_workbook

ROOT = Path(__file__).resolve().parents[1]
FORMS = sorted([*(ROOT / "templates").glob("*/workbook.xlsx"), *(ROOT / "tests").glob("forms/*/workbook.xlsx")])
CODE = sorted((ROOT / "src").rglob("*.py"))
SENTENCES = sorted((ROOT / "src").rglob("*.toml"))

TAG = "Relationship"  # of every Office package; the second form has a label like it

# Sheets that are called by a common word: text, last year, check, supplement. A sentence may use the word.
COMMON = {"文字", "上年", "校验", "补充"}


@lru_cache(maxsize=1)
def sheets_and_labels() -> tuple[frozenset[str], frozenset[str]]:
    books = [load_workbook(file) for file in FORMS]
    cells = [cell for book in books for sheet in book for row in sheet.iter_rows() for cell in row]
    texts = {c.value.strip() for c in cells if isinstance(c.value, str) and c.data_type != "f"}
    names = {name for book in books for name in book.sheetnames}
    return frozenset(each for each in names if not is_a_word(each)), frozenset(
        each for each in texts if len(each) > 2 and not is_a_word(each)
    )


def is_a_word(text: str) -> bool:
    """Whether a label is a single English word, such as Rule or Total, which the code may use as any other."""
    return re.fullmatch(r"[A-Za-z]+\.?", text) is not None


def mentions(path: Path, words: frozenset[str]) -> list[str]:
    lines = path.read_text(encoding="utf-8").replace(TAG, "").splitlines()
    return [f"{path.name}:{n}: {word}" for n, line in enumerate(lines, 1) for word in sorted(words) if word in line]


def test_there_are_forms_to_look_for() -> None:
    sheets, labels = sheets_and_labels()

    assert len(FORMS) >= 2
    assert len(sheets) > 12
    assert len(labels) > 100


@pytest.mark.parametrize("path", CODE, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_code_names_no_sheet_and_no_label(path: Path) -> None:
    sheets, labels = sheets_and_labels()

    assert mentions(path, sheets | labels) == []


@pytest.mark.parametrize("path", SENTENCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_sentences_name_no_sheet(path: Path) -> None:
    sheets, _ = sheets_and_labels()

    assert mentions(path, sheets - COMMON) == []


@pytest.mark.parametrize("path", SENTENCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_sentences_use_a_common_word_never_as_the_name_of_a_sheet(path: Path) -> None:
    words = "|".join(sorted(COMMON))
    as_a_name = re.compile(rf"(?:{words})(?:[!.]\$?[A-Z]|表(?!样))|[“《](?:{words})[”》]")

    assert as_a_name.findall(path.read_text(encoding="utf-8")) == []
