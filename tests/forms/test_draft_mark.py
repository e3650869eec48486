"""A draft says so on every sheet, and is all the same the form that joins exactly."""

import io
from pathlib import Path

import pytest
from docx import Document
from openpyxl import Workbook as OpenpyxlBook
from openpyxl import load_workbook

from kit.filled import disclosure, values
from xlsreport.checking import Case, review
from xlsreport.language import language_named
from xlsreport.model.marks import Annotations, DraftMark
from xlsreport.model.review import Review
from xlsreport.model.workbook import Unreadable
from xlsreport.reading import read_workbook
from xlsreport.writing.report.cells import TemplateContext
from xlsreport.writing.report.report import report_bytes

SENTENCE = language_named("zh").text("draft_mark", expected=15, counted=8)
CELLS = values({"表三!D6": 3, "表三!D8": 3, "表二!B9": 1000})


def filled(draft: DraftMark | None) -> bytes:
    return disclosure().engine.fill(CELLS, (), Annotations("某区", (), draft=draft))


@pytest.fixture(scope="module")
def data() -> bytes:
    return filled(DraftMark("送审稿", SENTENCE))


@pytest.fixture(scope="module")
def written(data: bytes) -> OpenpyxlBook:
    return load_workbook(io.BytesIO(data))


def reviewed(data: bytes, folder: Path) -> Review:
    path = folder / "汇总填报表.xlsx"
    path.write_bytes(data)
    book = read_workbook(path)
    assert not isinstance(book, Unreadable)
    return review(Case(disclosure(), language_named("zh"), book))


def test_every_page_and_every_banner_say_that_it_is_a_draft(written: OpenpyxlBook) -> None:
    for sheet in written:
        assert sheet.oddHeader is not None
        assert SENTENCE in (sheet.oddHeader.center.text or ""), sheet.title
        assert SENTENCE in [cell.value for cell in sheet[1]], sheet.title
    banners = {sheet.title: sheet["A2"].number_format for sheet in written if sheet["A2"].data_type == "f"}
    assert len(banners) > 5
    assert set(banners.values()) == {f';;;"{SENTENCE}"'}
    assert written["校验"]["B2"].number_format == ';;;"送审稿"'


def test_no_green_is_left_in_the_row_of_the_verdict(written: OpenpyxlBook) -> None:
    areas = [area for sheet in written for each in sheet.conditional_formatting for area in each.sqref.ranges]
    assert areas
    assert not [area for area in areas if area.min_row == area.max_row == 2]


def test_the_level_above_is_told_and_nothing_else_is_wrong(data: bytes, tmp_path: Path) -> None:
    draft, final = reviewed(data, tmp_path), reviewed(filled(None), tmp_path)
    assert [each.code for each in draft.findings if each not in final.findings] == ["S121"]
    assert [each.found for each in draft.findings if each.code == "S121"] == [SENTENCE]
    assert (draft.values, draft.results) == (final.values, final.results)


def test_every_page_of_its_report_says_so() -> None:
    told = TemplateContext({**CELLS, **disclosure().engine.evaluate(CELLS)}, mark=SENTENCE)
    document = Document(io.BytesIO(report_bytes(disclosure(), told)))
    assert all(SENTENCE in [line.text for line in each.header.paragraphs] for each in document.sections)
    final = Document(io.BytesIO(report_bytes(disclosure(), TemplateContext(told.values))))
    assert not any(line.text for each in final.sections for line in each.header.paragraphs)
