"""One sentence of prose put into a clean submission, and what is said about it."""

from collections.abc import Mapping
from typing import Any

from kit.filled import disclosure
from kit.submission import reviewed, sent
from xlsreport.checking.narrative.prose_figures import FigureReader
from xlsreport.checking.narrative.tables import expression
from xlsreport.model.finding import Finding

REQUESTS = "文字!A8"


def bound(text: str, period: int = 2023) -> list[tuple[str, str]]:
    """Return (number and unit, cells) of the figures of `text` that are compared with cells, in their order."""
    counted = FigureReader(disclosure(), period).read(text)
    return [
        (f"{b.figure.number.value.normalize():f}{b.figure.unit}", expression(b.phrases[0].terms))
        for b in counted.bound
        if len({phrase.terms for phrase in b.phrases}) == 1 and not b.apart and b.figure.exact
    ]


def said_of(text: str, filled: Mapping[str, Any] | None = None, place: str = REQUESTS) -> list[Finding]:
    """Return what the review of a submission whose prose holds `text` says about its prose."""
    found = reviewed(sent({**(filled or {}), place: text}))
    return [each for each in found.findings if each.code.startswith("N")]


def codes(text: str, filled: Mapping[str, Any] | None = None, place: str = REQUESTS) -> list[str]:
    """Return the codes of what is said about `text`, without the note that no cell supports a figure."""
    return [each.code for each in said_of(text, filled, place) if each.code != "N512"]
