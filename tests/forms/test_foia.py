"""The form of the annual FOIA report: true reports pass it, and what is wrong in one is found."""

from collections.abc import Mapping
from decimal import Decimal

import pytest

from kit import foia
from kit.submission import book_of, content_of
from xlsreport.checking import Case, review
from xlsreport.consolidation import consolidate
from xlsreport.language import language_named
from xlsreport.model.address import Address
from xlsreport.model.finding import Severity
from xlsreport.model.form import Role
from xlsreport.model.review import Review
from xlsreport.model.workbook import Cell

FORM = foia.foia()
OIP = next(each for each in foia.facts(2017, "DOJ") if each.code == "OIP")  # it decides the department's appeals
REPORTS = [(2016, "DOJ"), (2017, "DOJ"), (2016, "GSA"), (2011, "EPA"), (2017, "DoD"), (2017, "VA")]
# What of these reports does not keep to the laws of the form; each is a true error of a published report.
KNOWN: Mapping[tuple[int, str, str], set[str]] = {}


CARRIED = [each for each in FORM.rules if "last year's" in each.text or "of that report" in each.text]


def reviewed(told: foia.Reported, changed: Mapping[str, object] | None = None) -> Review:
    """Return the review of a component's workbook, with the cells `changed` typed into it afterwards."""
    typed = {Address.parse(cell): value for cell, value in (changed or {}).items()}
    inputs = {cell: value for cell, value in typed.items() if cell in FORM.fields}
    values = {cell: value for cell, value in {**foia.values(told), **inputs}.items() if value is not None}
    content = content_of(FORM, values)  # type: ignore[arg-type]
    content |= {cell: Cell(value) for cell, value in typed.items() if cell in FORM.formulas}  # type: ignore[arg-type]
    return review(Case(FORM, language_named("en"), book_of(content)))


def codes(found: Review, severity: Severity) -> set[str]:
    return {each.code for each in found.findings if each.severity is severity}


def rule(text: str) -> str:
    """Return the code of the rule whose text begins so."""
    return next(f"T-{each.id}" for each in FORM.rules if each.text.startswith(text))


def cell(section: str, index: int = 0, row: int = 0) -> str:
    """Return the address of a cell of a section of the form."""
    return str(foia.rows_of(section)[row][index])


def test_every_item_of_the_published_reports_that_adds_up_has_a_cell() -> None:
    named = {item for each in foia.facts(2017, "DOJ") for item in each.items}
    sums = {item for item in named if item[1].endswith(("Quantity", "Amount")) and "OldItem[" not in item[1]}
    assert sums <= foia.cells().keys()
    assert len(set(foia.cells().values())) == len(foia.cells())


def test_every_figure_of_the_form_is_an_item_of_the_published_reports() -> None:
    figures = {f.address for f in FORM.fields.values() if f.role in (Role.FIGURE, Role.DETAIL)}
    oldest = {place for own in foia.OLDEST.values() for line in foia.rows_of(own) for place in line}
    own = {place for place in figures if place not in FORM.listed}
    assert {place.sheet for place in FORM.listed} == {sheet for sheet, _, _ in foia.LISTS.values()}
    assert own <= {*foia.cells().values(), *foia.days_cells().values(), *oldest}


@pytest.mark.parametrize(("year", "agency"), REPORTS, ids=str)
def test_true_figures_of_components_are_quiet(year: int, agency: str) -> None:
    for each in foia.facts(year, agency)[:-1][:6]:
        found = reviewed(each)
        assert codes(found, Severity.ERROR) == KNOWN.get((year, agency, each.code), set()), each.code


@pytest.mark.parametrize(("year", "agency"), REPORTS, ids=str)
def test_what_is_joined_is_what_was_published_but_for_its_known_errors(year: int, agency: str) -> None:
    *components, overall = foia.facts(year, agency)
    joined = consolidate(FORM, [foia.values(each) for each in components])
    different = {
        item
        for item, place in foia.cells().items()
        if item in overall.items and joined.value(place) != foia.number(overall.items[item])
    }
    last_component = ("RequestDispositionSection", "RequestDispositionTotalQuantity")  # published as the whole's total
    assert last_component in different
    doubled = {(2016, "GSA"): 20, (2011, "EPA"): 8}.get((year, agency), 0)
    assert len(different - {last_component}) == doubled
    for item in different - {last_component}:
        assert foia.number(overall.items[item]) == 2 * (joined.value(foia.cells()[item]) or 0)  # type: ignore[operator]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({cell("V.A.", 2): 21_000}, rule("V.B.(1) TOTAL")),
        ({cell("V.B.(1)", 3): 2}, rule("V.B.(1) TOTAL")),
        ({cell("V.B.(1)", 12): 17}, "M301"),
        ({cell("V.B.(2)"): 99}, "M301"),
        ({"Reasons V.B!B5": 99}, rule("V.B.(2) TOTAL")),
        ({cell("V.A.", 3): 17}, "M301"),
        ({cell("VI.B.", 1): 9999}, rule("VI.B. TOTAL")),
        ({"Reasons VI.C!B5": 99999}, rule("VI.C.(3) TOTAL")),
        ({"Reasons VI.C!B5": None}, "V231"),
        ({"Section IV!A5": None}, "V230"),
        ({cell("VI.A.", 0): None}, rule("VI.A. Every")),
        ({cell("VI.B.", 3): None}, rule("VI.B. Every")),
        ({cell("VI.C.(1)", 3): None}, rule("VI.C.(1) Every")),
        ({cell("VI.C.(2)", 3): None}, rule("VI.C.(2) Every")),
        ({cell("XII.E.(1)", 0): None}, rule("XII.E.(1) Every")),
        ({cell("XII.E.(2)", 0): None}, rule("XII.E.(2) Every")),
        ({cell("VI.C.(4)", 3): None}, rule("VI.C.(4) Every")),
        ({cell("VI.C.(5)", 3): None}, rule("VI.C.(5) Every")),
        ({cell("VII.A.", 0): None}, "V201"),
        ({cell("VII.A.", 0): "none"}, "V203"),
        ({cell("VII.A.", 2, 1): -1}, "V206"),
        ({cell("XII.D.(1)", 1): 1}, rule("XII.D.(1) requests received, current")),
        ({cell("XII.D.(1)", 3): 1}, rule("XII.D.(1) requests processed, current")),
        ({cell("XII.D.(2)", 1): 1}, rule("XII.D.(2) backlogged requests, current")),
        ({cell("XII.E.(1)", 1): 1}, rule("XII.E.(1) appeals received, current")),
        ({cell("XII.E.(1)", 3): 1}, rule("XII.E.(1) appeals processed, current")),
        ({cell("XII.E.(2)", 1): 9999}, rule("XII.E.(2) backlogged appeals, current")),
        ({cell("VII.C.", 13, 2): 1}, "M301"),
        ({cell("IX.", 5): 1}, "M301"),
        ({cell("X."): None}, "V201"),
        ({cell("XI.A."): "N/A"}, "V203"),
        ({cell("V.A.", 0): "4.5"}, "V206"),
    ],
    ids=lambda each: each if isinstance(each, str) else " ".join(each),
)
def test_each_damage_is_found(changed: Mapping[str, object], code: str) -> None:
    wrong = {place: Decimal(value) if isinstance(value, int) else value for place, value in changed.items()}
    assert code in codes(reviewed(OIP, wrong), Severity.ERROR)


@pytest.mark.parametrize(
    ("last_year", "code"),
    [(f"Previous report!B{4 + number}", f"T-{rule.id}") for number, rule in enumerate(CARRIED)],
)
def test_what_does_not_begin_where_last_year_ended_is_asked_about(last_year: str, code: str) -> None:
    found = reviewed(OIP, {last_year: Decimal(987_654)})
    assert code in codes(found, Severity.QUERY)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({cell("VII.C.", 0, 0): 987_654}, rule("VII.C. perfected")),
        ({cell("VII.D.", 0, 1): 987_654}, rule("VII.D. perfected")),
        ({cell("VIII.A.", 4): 987_654}, rule("VIII.A. adjudicated")),
        ({cell("XII.A.", 0): 987_654, cell("XII.D.(2)", 1): 987_654}, rule("XII.A. backlogged requests")),
        ({cell("XII.A.", 1): 987_654, cell("XII.E.(2)", 1): 987_654}, rule("XII.A. backlogged appeals")),
    ],
    ids=lambda each: each if isinstance(each, str) else " ".join(each),
)
def test_what_is_more_than_it_is_a_part_of_is_asked_about(changed: Mapping[str, int], code: str) -> None:
    found = reviewed(OIP, {place: Decimal(value) for place, value in changed.items()})
    assert code in codes(found, Severity.QUERY)


@pytest.mark.parametrize("index", [0, 1])
def test_a_median_or_an_average_outside_its_bounds_is_asked_about(index: int) -> None:
    found = reviewed(OIP, {cell("VII.A.", index, 1): Decimal(987_654)})
    assert rule(f"VII.A. COMPLEX: the {('median', 'average')[index]}") in codes(found, Severity.QUERY)


def test_words_for_days_are_taken_and_nothing_is_asked_of_them() -> None:
    found = reviewed(OIP, {cell("VII.A.", 0): "<1", cell("VII.A.", 1): "N/A", cell("VII.A.", 2): "<1"})
    assert codes(found, Severity.ERROR) == set()
    assert not any(each.startswith("T-") for each in codes(found, Severity.QUERY))


def test_the_fees_are_a_share_of_the_processing_costs_alone() -> None:
    found = reviewed(OIP, {cell("IX.", 3): Decimal(2000), cell("IX.", 4): Decimal(6000), cell("X."): Decimal(50)})
    share = next(a for a in FORM.formulas if FORM.label(a).endswith("Percentage of Total Costs"))
    assert found.results[share] == Decimal("0.025")


def test_a_component_without_appeals_leaves_their_tables_blank() -> None:
    fbi = next(each for each in foia.facts(2017, "DOJ") if each.code == "FBI")
    assert not any(section.startswith("Appeal") for section, _ in fbi.items)
    assert codes(reviewed(fbi), Severity.ERROR) == set()
