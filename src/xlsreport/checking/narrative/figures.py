"""Figures in a sentence: a numeral before a counted unit, and how exactly it is meant."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from xlsreport.checking.narrative.numerals import NUMERAL, Number, number_of
from xlsreport.checking.narrative.passage import Passage
from xlsreport.model.narrative import Marks

_PERCENT = "%"
_NOT_WITHIN = r"(?<![0-9A-Za-z.,第〇零一二两三四五六七八九十百千万亿])(?<![0-9件名个][-~—至到])"  # 第3期, 3至5件, A4


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit, at `start` to `end` of the passage's open text; `sentence` is where its sentence is.

    `exact` is false for an estimate (`5500余条`), which is compared with nothing.
    """

    number: Number
    unit: str
    start: int
    end: int
    sentence: tuple[int, int]
    exact: bool = True


def figures(passage: Passage, pattern: re.Pattern[str]) -> Iterator[Figure]:
    """Yield the figures of a passage in their order; ordinals, ranges and what is quoted are none."""
    for sentence in passage.sentences:
        for match in pattern.finditer(passage.open, *sentence):
            number = number_of(match["number"] or match["rate"])
            if number is not None:
                exact = not (match["about"] or match["more"] or match["around"])
                start = match.start("percent") if match["percent"] else match.start("number")
                yield Figure(number, match["unit"] or _PERCENT, start, match.end("end"), sentence, exact)


def figure_pattern(marks: Marks) -> re.Pattern[str]:
    """Return what a figure looks like with the units and the words of estimates that a form gives."""
    units = "|".join(map(re.escape, sorted({*marks.units, _PERCENT}, key=len, reverse=True)))
    before, after = (_choice(words) for words in (marks.about_before, marks.about_after))
    return re.compile(
        rf"(?P<about>{before})?{_NOT_WITHIN}"
        rf"(?:(?P<percent>百分之)(?P<rate>{NUMERAL})|(?P<number>{NUMERAL})(?P<more>{after})?(?P<unit>{units}))"
        rf"(?P<end>)(?P<around>{after})?"
    )


def _choice(words: tuple[str, ...]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or "(?!)"
