"""Figures in a sentence: a numeral before a counted unit, and how exactly it is meant."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from xlsreport.checking.narrative.alternatives import choice
from xlsreport.checking.narrative.numerals import DIGITS, NUMERAL, Number, number_of
from xlsreport.checking.narrative.passage import Passage
from xlsreport.checking.narrative.small_words import SmallWords
from xlsreport.kept.patterns import compiled

PERCENT = "%"
_WITHIN = re.compile(
    r"(?<=[0-9A-Za-z.,第〇零一二两三四五六七八九十百千万亿])|(?<=[0-9件名个][-~—至到])"
)  # 第3期, 3至5件, A4
_NONE = re.compile(r"(?<=没有)|(?<=[无未])")  # 没有一件超期


@dataclass(frozen=True, slots=True, eq=False)  # one is itself alone: it is a key, and looked up often
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
    text, sentences = passage.words, passage.sentences
    number = last = 0
    for digits in DIGITS.finditer(text):
        match = pattern.match(text, digits.start()) if digits.start() >= last else None
        if match is None:
            continue
        last = match.end()
        while sentences[number][1] <= match.start():
            number += 1
        figure = _figure(text, small, match, sentences[number])
        if figure is not None:
            yield figure


def _figure(text: str, small: SmallWords, match: re.Match[str], sentence: tuple[int, int]) -> ProseFigure | None:
    start = match.start()
    if _WITHIN.match(text, start) or (not small.joint and _NONE.match(text, start)):
        return None
    number = number_of(match["number"] or match["rate"])
    if number is None or (match["unit"] and text.startswith(small.ordinals, match.start("unit"))):
        return None
    about = text.endswith(small.about_before, sentence[0], start - len(small.joint))
    exact = not (about or match["more"] or match["around"])
    return ProseFigure(number, match["unit"] or PERCENT, start, match.end("end"), sentence, exact)


def figure_pattern(small: SmallWords, units: Iterable[str]) -> re.Pattern[str]:
    """Return what a figure looks like with `units` and a language's words of estimates.

    It begins with the numeral: what may not stand before one is looked for where one stands.
    """
    joint = re.escape(small.joint)
    unit, after = choice({*units, PERCENT}), choice(small.about_after)
    whole = r"(?![A-Za-z0-9])" if joint else ""
    gap = f"(?:{joint})?" if joint else ""
    return compiled(
        rf"(?:(?P<number>{NUMERAL})(?P<more>{after})?{gap}(?P<unit>{unit}){whole}|(?P<percent>百分之)(?P<rate>{NUMERAL}))"
        rf"(?P<end>)(?P<around>{joint}(?:{after}))?"
    )
