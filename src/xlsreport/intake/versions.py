"""Which of several files of one department counts, as far as their names say it."""

import re
import unicodedata
from collections.abc import Sequence
from pathlib import PurePosixPath

from xlsreport.language import Language
from xlsreport.model.source import SourceFile

_NUMBERED = re.compile(r"(?:v|版|第|\()\s*(\d{1,2})(?:\D|$)", re.IGNORECASE)

_STEPS = {"revised": 1, "final_words": 2}


def latest(files: Sequence[SourceFile], language: Language) -> SourceFile | None:
    """Return the file whose name says that it is the latest; None where the names do not settle it."""
    ranked = sorted(files, key=lambda file: version_of(file.name, language))
    if len(ranked) > 1 and version_of(ranked[-1].name, language) == version_of(ranked[-2].name, language):
        return None
    return ranked[-1]


def version_of(name: str, language: Language) -> tuple[int, int]:
    """Return how late a file's name makes it: first its words (修改稿, final), then its number (v2, 第3版, (1))."""
    stem = unicodedata.normalize("NFKC", PurePosixPath(name).stem).lower()
    words = sum(step for key, step in _STEPS.items() if any(word in stem for word in language.lists[key]))
    number = _NUMBERED.search(stem)
    return words, int(number[1]) if number else 0
