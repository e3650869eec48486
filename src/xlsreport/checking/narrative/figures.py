"""Figures in a sentence: a numeral before a counted unit, and how exactly it is meant."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from xlsreport.checking.narrative.numerals import NUMERAL, Number, number_of
from xlsreport.checking.narrative.passage import Passage
from xlsreport.checking.narrative.small_words import SmallWords, choice

PERCENT = "%"
_NOT_WITHIN = r"(?<![0-9A-Za-z.,第〇零一二两三四五六七八九十百千万亿])(?<![0-9件名个][-~—至到])"  # 第3期, 3至5件, A4
_NOT_NONE = r"(?<!没有)(?<![无未])"  # 没有一件超期


@dataclass(frozen=True, slots=True)
class ProseFigure:
    """A number with its unit, at `start` to `end` of the passage's open text; `sentence` is where its sentence is.

    `exact` is false for an estimate (`5500余条`), which is compared with nothing.
    """

    number: Number
    unit: str
    start: int
    end: int
    sentence: tuple[int, int]
    exact: bool = True


def figures(passage: Passage, small: SmallWords, pattern: re.Pattern[str]) -> Iterator[ProseFigure]:
    """Yield the figures of a passage in their order; ordinals, ranges and what is quoted are none."""
    text = passage.words
    for sentence in passage.sentences:
        for match in pattern.finditer(text, *sentence):
            number = number_of(match["number"] or match["rate"])
            if number is not None and not (match["unit"] and text.startswith(small.ordinals, match.start("unit"))):
                exact = not (match["about"] or match["more"] or match["around"])
                start = match.start("percent") if match["percent"] else match.start("number")
                yield ProseFigure(number, match["unit"] or PERCENT, start, match.end("end"), sentence, exact)


def figure_pattern(small: SmallWords, units: Iterable[str]) -> re.Pattern[str]:
    """Return what a figure looks like with `units` and a language's words of estimates."""
    joint = re.escape(small.joint)
    unit, before, after = choice({*units, PERCENT}), choice(small.about_before), choice(small.about_after)
    nothing = "" if joint else _NOT_NONE
    gap = f"(?:{joint})?" if joint else ""
    return re.compile(
        rf"(?P<about>(?:{before}){joint})?{_NOT_WITHIN}{nothing}"
        rf"(?:(?P<percent>百分之)(?P<rate>{NUMERAL})|(?P<number>{NUMERAL})(?P<more>{after})?{gap}(?P<unit>{unit}))"
        rf"(?P<end>)(?P<around>{joint}(?:{after}))?"
    )
