"""Tables with a row for each department: whose row is whose, which line of it is which, and how it is compared."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from kit.foia import foia
from kit.reported import document
from xlsreport.checking.reports.label_paths import paired
from xlsreport.checking.reports.printed import printed
from xlsreport.checking.reports.reading import read_report
from xlsreport.checking.reports.unit_comparison import unit_differences
from xlsreport.forms.report_pattern import report_pattern
from xlsreport.model.address import Address
from xlsreport.model.document import DocumentTable, ReportDocument, TableCell
from xlsreport.model.report_comparison import Differing, KnownUnits
from xlsreport.model.report_reading import Doubt, ReadFigure, ReportReading, TablePlace, UnitReading, Unsure

A, B = Address("Section V", 6, 1), Address("Section V", 6, 2)
PLACE = TablePlace(1, 2, 2)
ORDER = ("10th Oldest Request", *(f"{n}th" for n in range(9, 3, -1)), "3rd", "2nd", "Oldest Request")


def table(rows: Sequence[Sequence[str]]) -> ReportDocument:
    cells = [TableCell(r, c, text) for r, row in enumerate(rows, 1) for c, text in enumerate(row, 1)]
    return ReportDocument((DocumentTable(1, tuple(cells)),))


def read(rows: Sequence[Sequence[str]]) -> ReportReading:
    return read_report(foia(), report_pattern(foia()), table(rows))


def test_each_line_of_a_department_is_known_by_what_stands_beside_its_name() -> None:
    dates, days = [f"2012-03-{day:02}" for day in range(1, 11)], [str(day) for day in range(900, 910)]
    reading = read(
        [
            ("Agency / Component", "", *ORDER),
            ("FBI", "Date of Receipt", *dates),
            ("FBI", "Number of Days Pending", *days),
            ("", *("",) * 11),
            ("AGENCY OVERALL", "Date of Receipt", *reversed(dates)),
            ("", "Number of Days Pending", *reversed(days)),
        ]
    )

    first = [Address("Section VII", row, 2) for row in (34, 35)]
    assert [reading.units["FBI"].figures[cell].value for cell in first] == ["2012-03-01", Decimal(900)]
    assert reading.figures[first[0]].value == "2012-03-10"


def test_a_department_s_figure_that_is_printed_twice_and_not_alike_is_not_read() -> None:
    heads = ("Agency / Component", "Number of Backlogged Requests as of End of Fiscal Year")
    heads = (*heads, "Number of Backlogged Appeals as of End of Fiscal Year")
    reading = read([heads, ("FBI", "5", "6"), ("FBI", "7", "6"), ("FBI", "7", "6"), ("AGENCY OVERALL", "12", "12")])

    unit, cell = reading.units["FBI"], Address("Sections XI-XII", 16, 1)
    assert unit.unsure[cell].doubt is Doubt.TWICE
    assert unit.figures[Address("Sections XI-XII", 16, 2)].value == 6


@pytest.mark.parametrize(
    ("order", "lines"), [(("Start", "End"), {0: 0, 1: 1}), (("End", "Start"), {}), (("End", "End"), {})]
)
def test_heads_that_are_reworded_alike_are_known_by_their_order_or_not_at_all(
    order: Sequence[str], lines: Mapping[int, int]
) -> None:
    ours = [(f"NumberofConsultationsReceivedthatwerePendingasof{each}ofFiscalYear",) for each in ("Start", "End")]
    theirs = [(f"NumberofConsultationsReceivedthatwerePendingattheAgencyasof{each}oftheFiscalYear",) for each in order]
    assert paired(ours, theirs).lines == lines


def test_a_note_in_a_head_is_none_of_its_words() -> None:
    ours = [("Other(explainedinV.B.(2))",), ("Duplicate",)]
    assert paired(ours, [("Other*ExplaininChartBelow",), ("Duplicate",)]).lines == {0: 0, 1: 1}


@pytest.mark.parametrize(
    ("text", "number", "parted"),
    [("0.06%", "0.0006", False), ("1,026,97\n1", "1026971", False), ("12\n3", "123", True), ("-\n5", "-5", True)],
)
def test_a_share_is_a_hundredth_and_a_number_torn_where_none_can_end_is_one(
    text: str, number: str, parted: bool
) -> None:
    assert (printed(text).number, printed(text).parted) == (Decimal(number), parted)


def test_a_share_is_read_where_the_form_s_cell_is_one_and_nowhere_else() -> None:
    heads = ("Agency / Component", "Total Amount of Fees Collected", "Percentage of Total Costs")
    unit = read([heads, ("FBI", "7", "0.5%"), ("CRS", "7%", "0.5"), ("AGENCY OVERALL", "7", "0.5%")]).units
    share = Address("Sections IX-X", 12, 2)
    assert unit["FBI"].figures[share].value == Decimal("0.005")
    assert [each.doubt for each in unit["CRS"].unsure.values()] == [Doubt.TEXT, Doubt.TEXT]


def test_of_each_department_what_is_otherwise_is_named_and_who_is_missing_or_unknown() -> None:
    figures = {A: ReadFigure(Decimal(5), "5", PLACE)}
    reading = ReportReading(
        units={
            "FBI": UnitReading(figures, {B: Unsure(Doubt.TEXT, "N/A", PLACE)}),
            "CRS": UnitReading(figures),
            "XYZ": UnitReading(figures),
        },
        repeated=frozenset({A, B}),
    )
    values = {
        "1": {A: Decimal(5), B: Decimal(0)},
        "2": {A: Decimal(6), B: Decimal(1)},
        "3": {A: Decimal(1)},
    }
    known = KnownUnits(values, {"1": "Bureau", "2": "Service", "3": "Office"}, {"FBI": "1", "CRS": "2"})

    found = list(unit_differences(foia(), reading, known))

    assert [(each.kind, each.unit, each.address, each.said) for each in found] == [
        (Differing.UNSURE, "Bureau", B, "N/A"),
        (Differing.FIGURE, "Service", A, "5"),
        (Differing.MISSING, "Service", B, ""),
        (Differing.UNIT_ADDED, "", None, "XYZ"),
        (Differing.UNIT_MISSING, "", None, "Office"),
    ]


def test_two_reports_with_rows_of_departments_in_one_file_are_told() -> None:
    tables = document({}, report_pattern(foia()).tables, foia()).tables
    again = [replace(each, number=each.number + len(tables)) for each in tables]

    for blocks, twice in ((tables, False), ((*tables, "", *again), True)):
        assert read_report(foia(), report_pattern(foia()), ReportDocument(blocks)).twice is twice
