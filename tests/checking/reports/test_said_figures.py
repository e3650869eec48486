"""Figures inside the template's own sentences are read back where they are certain."""

import pytest

from kit.filled import disclosure
from kit.reported import pattern
from xlsreport.checking.context import Case
from xlsreport.checking.reports.comparison import compared
from xlsreport.checking.reports.reading import read_report
from xlsreport.language import language_of
from xlsreport.model.address import Address
from xlsreport.model.document import ReportDocument
from xlsreport.model.report_reading import Doubt, ReportReading, TablePlace
from xlsreport.model.workbook import Workbook

FEES = "2023年，依照《政府信息公开信息处理费管理办法》，发出收费通知{}件，通知收取的总金额为{}元。"
NOTICES, SUM = Address.parse("补充!B15"), Address.parse("补充!B16")


def read(*paragraphs: str) -> ReportReading:
    return read_report(disclosure(), pattern(), ReportDocument(paragraphs))


def test_a_figure_in_a_sentence_of_the_template_is_read_with_its_paragraph() -> None:
    reading = read("六、其他需要报告的事项", FEES.format(3, "1,200.5"))

    assert {cell: str(each.value) for cell, each in reading.figures.items()} == {NOTICES: "3", SUM: "1200.5"}
    assert reading.figures[NOTICES].place == TablePlace(0, 2, 0)


@pytest.mark.parametrize(
    "said", ["上年，发出收费通知5件。", FEES.format("三", "若干"), FEES.format("", "").replace("，发出收费通知件", "")]
)
def test_the_same_words_elsewhere_or_without_a_number_are_no_figure(said: str) -> None:
    assert not read(said).figures


def test_a_sentence_that_stands_twice_and_not_alike_is_read_of_neither() -> None:
    reading = read(FEES.format(3, 9), FEES.format(4, 9))

    assert reading.unsure[NOTICES].doubt is Doubt.TWICE
    assert SUM in reading.figures


@pytest.mark.parametrize(
    ("text", "kinds"), [(FEES.format(3, 9), []), (FEES.format(4, 9), ["figure"]), ("", ["missing"] * 2)]
)
def test_it_is_compared_with_what_is_known(text: str, kinds: list[str]) -> None:
    form = disclosure()
    known = {NOTICES: form.period_cell(3), SUM: form.period_cell(9)}
    reading = ReportReading(said=frozenset(known)) if not text else read(text)

    found = compared(Case(form, language_of(form), Workbook({})), reading, known).differences
    assert [each.kind for each in found if each.address in known] == kinds
