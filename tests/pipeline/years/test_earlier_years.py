"""The year before, put together for the whole: never a sum that a department lacks in."""

from dataclasses import replace
from decimal import Decimal

from kit.desks import FINANCE, SCHOOLS, opened
from xlsreport.archive.record import FiledForm, Record, ToolVersions
from xlsreport.model.address import Address
from xlsreport.model.previous_year import PreviousYear
from xlsreport.model.review import Identity
from xlsreport.model.roster import Roster
from xlsreport.model.years import EarlierYear, Figures, WholeSource
from xlsreport.pipeline.years.archived_year import whole_source
from xlsreport.pipeline.years.earlier_years import earlier_years

NEW, TOTAL = Address.parse("表三!D6"), Address.parse("表三!J6")
WHOLE = Identity("", "某区人民政府", 2023)


def said(number: int) -> Figures:
    return {NEW: Decimal(number)}


def years(before: PreviousYear) -> tuple[EarlierYear, ...]:
    return earlier_years(opened(), WHOLE, before)


def test_nothing_is_known() -> None:
    assert years(PreviousYear()) == ()


def test_all_departments_are_known_and_add_up() -> None:
    (year,) = years(PreviousYear(by_code={FINANCE.code: said(3)}, by_name={SCHOOLS.name: said(4)}))

    assert (year.period, year.complete, year.whole) == (2022, True, None)
    assert year.figures is not None
    assert (year.figures[NEW], year.figures[TOTAL]) == (7, 7)


def test_a_sum_that_a_department_lacks_in_is_not_compared_with() -> None:
    (year,) = years(PreviousYear(by_code={FINANCE.code: said(3)}))

    assert (year.complete, year.figures, year.summed[NEW]) == (False, None, 3)


def test_a_department_that_does_not_count_is_neither_needed_nor_added() -> None:
    roster = Roster((FINANCE, replace(SCHOOLS, counted=False)))
    both = PreviousYear(by_code={FINANCE.code: said(3), SCHOOLS.code: said(4)})

    for before in (both, PreviousYear(by_code={FINANCE.code: said(3)})):
        (year,) = earlier_years(opened(roster=roster), WHOLE, before)
        assert year.figures is not None
        assert year.figures[NEW] == 3


def test_what_the_whole_published_comes_first() -> None:
    (year,) = years(PreviousYear(by_code={FINANCE.code: said(3)}, by_name={WHOLE.name: said(9)}))

    assert year.figures == said(9)


def test_only_a_bag_that_names_the_published_document_has_published_figures() -> None:
    record = Record(2022, FiledForm("f", "1", "t", "zh"), ToolVersions("1", "3", ()), "某区")
    assert whole_source(replace(record, published="https://example.org/1")) is WholeSource.PUBLISHED
    assert whole_source(record) is WholeSource.ARCHIVED
    assert whole_source(replace(record, draft="待更正")) is WholeSource.DRAFT
    assert whole_source(replace(record, imported=True, draft="导入")) is WholeSource.WORKBOOK
