"""The same engine reads a second form's texts, in a language that divides its words."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

import pytest

from xlsreport.checking.context import Case
from xlsreport.checking.narrative import ProseInputs, Tables, check_prose
from xlsreport.checking.narrative.prose_figures import FigureReader
from xlsreport.checking.narrative.tables import expression
from xlsreport.forms import load_form
from xlsreport.forms.prose import read_narrative
from xlsreport.language import language_named
from xlsreport.model.address import Address
from xlsreport.model.form import Form
from xlsreport.model.review import Identity
from xlsreport.model.workbook import Workbook

TOY = Path(__file__).parents[1] / "forms" / "toy"
TEXT, VISITS, MEMBERS = (
    Address.parse(f"{cell}") for cell in ("In your words!A4", "Branch return!B8", "Branch return!B14")
)
WORDS = {
    "units": ["requests", "request", "appeals", "appeal"],
    "words": {
        "received": ["received", "got", "<taken> and <done>"],
        "taken": ["received", "registered"],
        "done": ["answered", "dealt with"],
        "who": ["from|by citizens|companies|the public"],
    },
    "figures": {
        "Branch return!B8": ["<received> #requests|request", "requests <received>? <who>? #requests|request"],
        "Branch return!B14": ["#appeals|appeal were|was? filed|brought"],
    },
    "none": {"Branch return!B8": ["requests <who>?"], "Branch return!B14": ["appeals"]},
}


@lru_cache(maxsize=1)
def requests() -> Form:
    """Return the toy form with a vocabulary of requests and appeals, as an author would write it."""
    return replace(load_form(TOY), narrative=read_narrative(WORDS))


def bound(form: Form, text: str) -> list[tuple[str, str]]:
    return [
        (str(each.figure.number.value), expression(each.phrases[0].terms))
        for each in FigureReader(form, 2025).read(text).bound
        if each.phrases and not each.apart and each.figure.exact
    ]


def codes(text: str, form: Form, figures: Mapping[Address, int]) -> list[str]:
    values = {TEXT: text, **{cell: Decimal(number) for cell, number in figures.items()}}
    told = ProseInputs(Identity("B01", "Harbour", 2025), Tables(form, values, {}))
    return [each.code for each in check_prose(Case(form, language_named("en"), Workbook({})), told)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We received 12 requests.", [("12", "Branch return!B8")]),
        ("In all we Received a total of 1,204 requests, and 3 appeals were filed.", [
            ("1204", "Branch return!B8"), ("3", "Branch return!B14")]),
        ("The office registered and answered 12 requests.", [("12", "Branch return!B8")]),
        ("It received about 12 requests.", []),
        ("The 12th request was the last.", []),
        ("We received 12 requestsomething.", []),
    ],
)  # fmt: skip
def test_a_sentence_is_bound_to_its_cells(text: str, expected: list[tuple[str, str]]) -> None:
    assert bound(requests(), text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We received 12 requests. No appeals were filed.", ["N501", "N513"]),
        ("We received 9 requests; 2 appeals were filed.", []),
        ("There were no requests from the public this year.", ["N513"]),
        ("No appeals were late, and no requests about opening hours.", []),
        ("We received 9 requests, of which 7 requests by post, 4 requests by telephone.", ["N502"]),
        ("We received 9 requests, of which 5 requests by post, 4 requests by telephone.", []),
    ],
)
def test_figures_and_none_are_held_against_the_tables(text: str, expected: list[str]) -> None:
    assert codes(text, requests(), {VISITS: 9, MEMBERS: 2}) == expected


def test_the_toys_own_vocabulary_is_ten_lines() -> None:
    form = load_form(TOY)
    assert bound(form, "The branch counted 1,000 visits and was open for 250 days.") == [
        ("1000", "Branch return!B8"), ("250", "Branch return!B9")]  # fmt: skip
    assert codes("The branch counted 900 visits and had no members.", form, {VISITS: 1000, MEMBERS: 30}) == [
        "N501", "N513"]  # fmt: skip


def test_a_row_is_named_by_its_own_label() -> None:
    assert bound(load_form(TOY), "Visits on the busiest day： 30 visits.") == [("30", "Branch return!B10")]
