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
        "who": ["from|by <people>"],
        "people": ["citizens|companies", "the public"],
    },
    "figures": {
        "Branch return!B8": [
            "<received> #requests|request",
            "requests <received>? <who>? #requests|request",
            "#requests|request <who>? were|was <received>",
        ],
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


def codes(
    text: str, form: Form, figures: Mapping[Address, int], last: Mapping[Address, Decimal] | None = None
) -> list[str]:
    values = {TEXT: text, **{cell: Decimal(number) for cell, number in figures.items()}}
    told = ProseInputs(Identity("B01", "Harbour", 2025), Tables(form, values, {}))
    case = Case(form, language_named("en"), Workbook({}), years=(last,) if last else ())
    return [each.code for each in check_prose(case, told)]


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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The agency received a total of 12 requests.", []),
        ("The Department received 12 new requests.", []),
        ("A total of 12 requests were received.", []),
        ("12 requests were received.", []),
        ("We received 12 requests, of which 8 requests came by post, 4 requests by e-mail.", []),
        ("We received 12 requests, including 5 requests from companies.", []),
        ("Requests received increased by 20 % over last year.", []),
        ("The number of requests decreased from 15 requests to 12 requests.", []),
        ("None of the requests were late.", []),
        ("No requests were refused.", []),
        ("No requests were late.", []),
        ("We received 12 requests, up from 10 requests last year.", []),
        ("We received 12 requests and 3 appeals were filed.", []),
        ("We received 12 requests, respectively 8 requests by post and 4 requests by e-mail.", []),
        ("We received about 15 requests.", []),
        ("More than 10 requests were received.", []),
        ("We processed 14 requests.", []),
        ("We received 12 requests; in addition, 20 requests were referred.", []),
        ("We received 12 requests (8 requests by post).", []),
        ("If no requests were received, say so.", []),
        ("We received 12 complaints.", []),
        ("Of the 12 requests received, 10 requests were answered in time.", []),
        ("Twelve requests were received.", []),
        ("We received 12 requests, compared with 15 requests in the year before.", []),
        ("3 appeals were filed, namely 2 appeals by companies and 1 appeal by citizens.", []),
        ("The agency received a total of 13 requests.", ["N501"]),
        ("A total of 13 requests were received.", ["N501"]),
        ("13 requests were received.", ["N501"]),
        ("During the year, the office received 13 requests from the public.", ["N501"]),
        ("13 requests by citizens were received.", ["N501"]),
        ("Received 13 requests.", ["N501"]),
        ("No requests were received.", ["N513"]),
        ("No requests were received this year.", ["N513"]),
        ("There were no requests.", ["N513"]),
        ("We received no requests.", ["N513"]),
        ("We received no requests from citizens.", ["N513"]),
        ("There were no requests from companies during the year.", ["N513"]),
        ("Requests received: none.", ["N513"]),
        ("The office did not receive any requests.", ["N513"]),
        ("No appeals were brought.", ["N513"]),
        ("There were no appeals.", ["N513"]),
        ("No appeals were filed against the agency.", ["N513"]),
        ("We received 12 requests, of which 8 requests by post and 7 requests by e-mail.", ["N502"]),
        ("We received 12 requests, including 15 requests from companies.", ["N502"]),
        ("We received 12 requests, namely 8 requests by post and 3 requests by e-mail.", ["N502"]),
        ("8 requests by post and 3 requests by e-mail, in all 12 requests were received.", ["N502"]),
        ("In 2024 we received 15 requests.", []),
        ("We received 15 requests in 2024.", []),
        ("We received 15 requests in 2025.", ["N501"]),
        ("15 requests were received during fiscal year 2024.", []),
        ("We received 15 requests during 2024 and 12 requests in 2025.", []),
        ("We received 13 requests and 15 appeals were filed in 2024.", ["N501"]),
        ("Requests received rose from 15 requests to 12 requests.", []),
        ("Requests received rose from 12 requests to 15 requests.", ["N501"]),
        ("Requests fell from 15 requests last year to 13 requests this year.", ["N501"]),
        ("Requests rose from 10 requests in 2023 to 13 requests in 2024.", []),
        ("Requests rose from 10 requests in 2024 to 13 requests in 2025.", ["N501"]),
    ],
)
def test_sentences_as_in_reports_on_freedom_of_information(text: str, expected: list[str]) -> None:
    said = codes(text, requests(), {VISITS: 12, MEMBERS: 3})
    assert [code for code in said if code != "N512"] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We received 12 requests, an increase of 20 % over last year.", []),
        ("We received 12 requests, an increase of 12.5 % over last year.", ["N515"]),
        ("We received 12 requests, up by 2 requests on last year.", []),
        ("We received 12 requests, down by 2 requests on last year.", ["N515"]),
        ("The number of requests decreased from 15 requests to 12 requests.", []),
        ("We received 12 requests, of which 3 requests or 25 % by post.", []),
        ("We received 12 requests, of which 3 requests or 30 % by post.", ["N515"]),
        ("We received 12 requests, of which 3 requests (30 %) by post.", ["N515"]),
    ],
)
def test_shares_and_changes_are_computed(text: str, expected: list[str]) -> None:
    said = codes(text, requests(), {VISITS: 12, MEMBERS: 3}, {VISITS: Decimal(10)})
    assert [code for code in said if code != "N512"] == expected
