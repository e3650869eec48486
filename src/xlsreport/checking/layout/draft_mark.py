"""S: whether a workbook says of itself that it is a draft, as our consolidated workbooks do until they are final."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from xlsreport.checking.context import Case
from xlsreport.model.finding import Finding
from xlsreport.model.workbook import Sheet

DRAFT = "S121"  # found is the mark as it stands in the workbook


def check_draft(case: Case) -> Iterator[Finding]:
    """Yield one finding where any cell bears the mark of a draft: its figures join, and what rests on it is a draft."""
    sentence = case.language.texts["draft_mark"]
    mark, beginning = _mark(sentence), sentence.partition("{")[0]
    texts = (value for sheet in case.book.sheets.values() for value in _texts(sheet, beginning))
    said = next((value for value in texts if mark.fullmatch(value.strip())), None)
    if said is not None:
        yield case.language.finding(DRAFT, {"mark": said.strip()}, found=said.strip())


def _texts(sheet: Sheet, words: str) -> Sequence[str]:
    return [value for cell in sheet.cells.values() if type(value := cell.value) is str and words in value]


@lru_cache(maxsize=4)
def _mark(sentence: str) -> re.Pattern[str]:
    """Return the pattern of the sentence that a draft bears, with whatever numbers in it."""
    return re.compile(re.sub(r"\\\{\w+\\\}", "[0-9]+", re.escape(sentence)))
