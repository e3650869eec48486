"""One sentence of prose put into a clean submission, and what is said about it."""

from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any

from kit.filled import disclosure
from kit.submission import reviewed, sent
from xlsreport.checking.context import Case
from xlsreport.checking.narrative import ProseInputs, Tables, check_prose
from xlsreport.checking.narrative.prose_figures import FigureReader
from xlsreport.checking.narrative.tables import expression
from xlsreport.language import language_named
from xlsreport.model.address import Address
from xlsreport.model.finding import Finding
from xlsreport.model.review import Identity
from xlsreport.model.workbook import Value, Workbook

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


@lru_cache(maxsize=1)
def _noughts() -> dict[Address, Value]:
    return {field.address: Decimal(0) for field in disclosure().figures if field.required}


def asked(
    text: str, filled: Mapping[str, int] | None = None, last: Mapping[str, int] | None = None, period: int = 2023
) -> list[str]:
    """Return code and message of what is asked about `text` alone, its tables 0 but for `filled`; no file is made.

    `last` are last year's figures. The note that no cell supports a figure is left out.
    """
    form, language = disclosure(), language_named("zh")
    figures = {Address.parse(cell): Decimal(str(number)) for cell, number in (filled or {}).items()}
    values: dict[Address, Value] = {**_noughts(), **figures, Address.parse(REQUESTS): text}
    before = {Address.parse(cell): Decimal(str(number)) for cell, number in (last or {}).items()}
    case = Case(form, language, Workbook({}), years=(before,) if last else ())
    told = ProseInputs(Identity("", "某局", period), Tables(form, values, form.engine.evaluate(values)))
    return [f"{each.code} {each.message}" for each in check_prose(case, told) if each.code != "N512"]
