"""The example of the FOIA form: a true report, with nine wrong sums that the agency published, each of them found."""

import io
from collections.abc import Mapping

import pytest
from docx import Document
from openpyxl import load_workbook

from kit.crews import InProcess
from kit.foia import cells, facts, foia, number
from xlsreport.forms import example_workspace
from xlsreport.model.address import Address
from xlsreport.model.finding import Severity
from xlsreport.model.outcome import Outcome, Standing
from xlsreport.pipeline import Options, consolidate_workspace, open_workspace_at
from xlsreport.pipeline.output.publish import documents

EXAMPLE = example_workspace("foia-annual")
*COMPONENTS, OVERALL = facts(2011, "EPA")
SECTION = "Exemption3StatuteSection"
WRONG = {
    "Section V!M12",
    *(f"Sections XI-XII!{cell}" for cell in ("A38", "B38", "A44", "B44", "C44", "D44", "A49", "B49")),
}


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    return consolidate_workspace(open_workspace_at(EXAMPLE), Options(), None, InProcess())


@pytest.fixture(scope="module")
def files(outcome: Outcome) -> Mapping[str, bytes]:
    return documents(outcome, open_workspace_at(EXAMPLE).language)


@pytest.fixture(scope="module")
def report(files: Mapping[str, bytes]) -> list[list[list[str]]]:
    """Give the texts of the tables of the report, row by row."""
    data = files[foia().names.draft]
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in Document(io.BytesIO(data)).tables]


def test_every_component_counts(outcome: Outcome) -> None:
    assert len(outcome.departments) == len(COMPONENTS) == 11
    assert set(outcome.departments.values()) == {Standing.ACCEPTED}


def test_the_wrong_sums_that_were_published_are_found_and_nothing_else_is_an_error(outcome: Outcome) -> None:
    errors = {(each.code, str(each.address)) for _, each in outcome.findings if each.severity is Severity.ERROR}
    assert errors == {("M329", cell) for cell in WRONG}


def test_the_other_sums_are_what_was_published(outcome: Outcome) -> None:
    for item, cell in cells().items():
        if item in OVERALL.items and str(cell) not in WRONG:
            assert outcome.total.value(cell) == number(OVERALL.items[item]), item


def test_what_the_agency_enters_itself_stands(outcome: Outcome) -> None:
    assert str(outcome.total.value(Address.parse("Section VII!C6"))) == "47.39"
    assert outcome.total.value(Address.parse("Section VII!D6")) == "<1"


def test_the_report_has_the_components_as_rows_and_the_agency_overall_last(report: list[list[list[str]]]) -> None:
    (requests,) = (table for table in report if "Number of Requests Received in Fiscal Year" in table[0])
    assert [row[0] for row in requests[1:]] == [*(each.code for each in COMPONENTS), "AGENCY OVERALL"]
    assert requests[-1][1:] == ["1,835", "10,123", "10,435", "1,523"]


def test_a_table_of_appeals_has_the_components_alone_that_decide_some(report: list[list[list[str]]]) -> None:
    (appeals,) = (table for table in report if "Number of Appeals Received in Fiscal Year" in table[0])
    deciding = [
        each.code for each in COMPONENTS if any(section == "ProcessedAppealSection" for section, _ in each.items)
    ]
    assert [row[0] for row in appeals[1:]] == [*deciding, "AGENCY OVERALL"]


def test_the_statutes_of_the_components_are_listed_with_who_relied_upon_them(report: list[list[list[str]]]) -> None:
    (statutes,) = (table for table in report if table[0][0] == "Statute")
    told = {(each.code, entry): str(times) for each in COMPONENTS for entry, times in each.lists.get(SECTION, ())}
    named, found = "", {}
    for statute, _, _, code, times, total in statutes[1:]:
        named = statute or named
        found |= {(code, named): times} if code else {}
        assert bool(total) == bool(statute)
    assert found == told


def test_nothing_of_the_template_is_left(report: list[list[list[str]]]) -> None:
    texts = [text for table in report for row in table for text in row]
    assert len(report) == 33
    assert not any("{" in text or "None" in text for text in texts)


def test_a_finding_shows_figures_as_their_cells_do(files: Mapping[str, bytes]) -> None:
    sheet = load_workbook(io.BytesIO(files[foia().names.summary]))["Findings"]
    (row,) = (row for row in sheet.iter_rows(min_row=2) if row[5].value == "Agency overall.xlsx Section V!M12")
    assert "10,435 (8,075 less)" in str(row[7].value)
    assert [(cell.value, cell.number_format) for cell in row[8:11]] == [(n, "#,##0") for n in (2360, 10435, -8075)]
    assert sheet.column_dimensions["F"].width > len("Agency overall.xlsx Sections XI-XII!A38")


def test_a_title_that_needs_two_lines_has_them(files: Mapping[str, bytes]) -> None:
    book = load_workbook(io.BytesIO(files[foia().names.summary]))
    heights = {name: book[name].row_dimensions[1].height for name in ("Sections IX-X", "Section V")}
    assert heights["Sections IX-X"] >= 2 * 20 > heights["Section V"]


def test_neighbouring_cells_of_our_own_workbook_are_said_to_be_in_it(files: Mapping[str, bytes]) -> None:
    sheet = load_workbook(io.BytesIO(files[foia().names.summary]))["Overview"]
    assert "Agency overall.xlsx Sections XI-XII!B44:C44" in {cell.value for row in sheet.iter_rows() for cell in row}
