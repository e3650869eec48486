"""Which of several files of one department counts, as far as they say it themselves: by mail date, by file name."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from xlsreport.language import Language
from xlsreport.model.source import SourceFile

_NUMBERED = re.compile(  # a day in brackets, (12.30), is no number: (1.15) came after it
    r"(?:v|版)\s*(\d{1,2})(?![\d月])|第\s*(\d{1,2})\s*[版稿次]|\(\s*(\d{1,2})\s*\)", re.IGNORECASE
)
_LAST_NUMBER = 99  # a longer one is a date or a telephone number
_STEPS = {"revised": 1, "final_words": 2}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the mail dates and the file names say is the latest; None where they are silent."""

    by_date: SourceFile | None
    by_name: SourceFile | None

    @property
    def latest(self) -> SourceFile | None:
        """The file that counts; None where both are silent or they disagree."""
        if self.by_date is not None and self.by_name is not None and self.by_date != self.by_name:
            return None
        return self.by_date or self.by_name


def verdict(files: Sequence[SourceFile], language: Language) -> Verdict:
    """Return what each criterion says of `files`; dates are silent unless every file came with a dated mail."""
    dated = all(each.received_at for each in files)
    return Verdict(
        _last([(each.received_at or "", each) for each in files]) if dated else None,
        _last([(version_of(each.name, language), each) for each in files]),
    )


def in_order(files: Sequence[SourceFile], language: Language) -> list[SourceFile]:
    """Return `files` from the earliest to the latest, as well as dates and names say it."""
    return sorted(files, key=lambda each: (each.received_at or "", version_of(each.name, language), each.name))


def version_of(name: str, language: Language) -> tuple[int, int]:
    """Return how late a file's name makes it: first its words (修改稿, final), then its number (v2, 第3版, (1))."""
    stem = unicodedata.normalize("NFKC", PurePosixPath(name.rpartition("!")[2]).stem).lower()
    words = sum(step for key, step in _STEPS.items() if any(word in stem for word in language.lists[key]))
    number = _NUMBERED.search(stem)
    return words, int(number[number.lastindex or 0]) if number else 0


def named_later(stem: str, others: Sequence[str], language: Language) -> str:
    """Return `stem` marked as a correction, so that a file of this name ranks later than those named `others`.

    Where names of theirs leave no room (a final corrected version 99), it ranks as late as names can.
    """
    latest = max((version_of(each, language) for each in others), default=(0, 0))
    marks = [mark.format(number=min(latest[1] + 1, _LAST_NUMBER)) for mark in language.lists["later_marks"]]
    names = [f"{stem}（{mark}）" for mark in marks] + [f"（{mark}）{stem}" for mark in marks]
    return next((each for each in names if version_of(f"{each}.xlsx", language) > latest), names[-1])


def _last(ranked: list[tuple[Any, SourceFile]]) -> SourceFile | None:
    """Return the file of the highest rank; None where two share it."""
    highest = max(rank for rank, _ in ranked)
    found = [file for rank, file in ranked if rank == highest]
    return found[0] if len(found) == 1 else None
