"""Reports of three forms are written and read back: every figure, and none as another number."""

from collections.abc import Mapping
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from kit.filled import disclosure
from kit.foia import foia
from kit.office import all_converted
from kit.round_trip import Told, misread, told_at_random
from xlsreport.checking.reports.reading import read_report
from xlsreport.forms import load_form
from xlsreport.forms.report_pattern import report_pattern
from xlsreport.model.form import Form
from xlsreport.model.report_reading import ReportReading
from xlsreport.model.workbook import Unreadable
from xlsreport.reading import read_document
from xlsreport.writing.report.html import html_of
from xlsreport.writing.report.report import report_bytes

TOY = Path(__file__).resolve().parents[2] / "forms" / "toy"
FIXTURE = [HealthCheck.function_scoped_fixture]
FORMS = {"disclosure": disclosure, "foia": foia, "toy": lambda: load_form(TOY)}


def read(form: Form, path: Path) -> ReportReading:
    document = read_document(path)
    assert not isinstance(document, Unreadable)
    return read_report(form, report_pattern(form), document)


def written(told: Told, folder: Path) -> Path:
    """Write the report of `told` as Word and as a page, and return the Word document."""
    report = report_bytes(told.form, told.context)
    (folder / f"{told.form.id}.docx").write_bytes(report)
    (folder / f"{told.form.id}.html").write_text(html_of(report, told.form.language), encoding="utf-8")
    return folder / f"{told.form.id}.docx"


@settings(max_examples=3, deadline=None, phases=[Phase.generate], suppress_health_check=FIXTURE)
@given(seed=st.integers(0, 2**32))
def test_in_word_and_as_a_page_every_figure_is_read_back(seed: int, tmp_path: Path) -> None:
    told = told_at_random(disclosure(), Random(seed))  # noqa: S311 - figures, no secret
    path = written(told, tmp_path)

    for each in (path, path.with_suffix(".html")):
        assert list(misread(told, read(told.form, each))) == []


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Mapping[Path, Told]]:
    """Return a folder, and a report of each form in it with what it was made of."""
    folder = tmp_path_factory.mktemp("trip")
    drawn = [told_at_random(form(), Random(number)) for number, form in enumerate(FORMS.values())]  # noqa: S311
    return folder, {written(told, folder): told for told in drawn}


def test_the_reports_of_other_forms_are_read_back_by_the_same_code(reports: tuple[Path, Mapping[Path, Told]]) -> None:
    for path, told in reports[1].items():
        for each in (path, path.with_suffix(".html")):
            assert list(misread(told, read(told.form, each))) == []


@pytest.mark.parametrize(("ending", "count"), [("doc", 2), ("docx", 3), ("pdf", 3)])
def test_what_libreoffice_saved_is_read_back(
    reports: tuple[Path, Mapping[Path, Told]], ending: str, count: int
) -> None:
    folder, made_of = reports
    chosen = list(made_of)[:count]
    for path, made in zip(all_converted(chosen, ending, folder / ending), chosen, strict=True):
        assert list(misread(made_of[made], read(made_of[made].form, path))) == []
