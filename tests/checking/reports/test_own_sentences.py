"""Sentences that the Word template writes itself are looked for in a report as our own report has them."""

import pytest

from kit.filled import disclosure
from kit.reported import pattern
from xlsreport.checking.reports.own_sentences import own_differences
from xlsreport.checking.reports.reading import read_report
from xlsreport.model.document import ReportDocument
from xlsreport.model.report_comparison import Differing
from xlsreport.model.report_reading import ReportReading

TITLE = "测试局\n2023年政府信息公开工作年度报告"
PERIOD = "本年度报告中所列数据的统计期限自2023年1月1日起至2023年12月31日止。"
WHAT = "全文包括总体情况、主动公开政府信息情况。"
FEES = "2023年，依照《政府信息公开信息处理费管理办法》，发出收费通知3件。"


def read(*paragraphs: str) -> ReportReading:
    return read_report(disclosure(), pattern(), ReportDocument(paragraphs))


OURS = read(TITLE, PERIOD + WHAT, FEES)


@pytest.mark.parametrize(
    "paragraphs",
    [
        (TITLE.replace("\n", ""), PERIOD + WHAT),
        (TITLE, PERIOD, WHAT),
        (TITLE, PERIOD[:20], PERIOD[20:-1] + WHAT),  # a line of a PDF, and a stop that hung at its edge
        (TITLE.replace("2023", "2022"), PERIOD + WHAT, FEES.replace("3", "4")),  # these are compared by themselves
    ],
)
def test_the_same_sentences_are_found_however_they_are_set(paragraphs: tuple[str, ...]) -> None:
    assert list(own_differences(read(*paragraphs), OURS)) == []


def test_a_changed_sentence_is_told_as_ours_and_as_theirs() -> None:
    changed = PERIOD.replace("12月31日", "12月30日")

    found = list(own_differences(read(TITLE, changed + WHAT), OURS))

    assert [(each.kind, each.said) for each in found] == [
        (Differing.OWN_MISSING, PERIOD),
        (Differing.OWN_ADDED, changed),
    ]


def test_a_sentence_that_was_taken_out_is_missing() -> None:
    assert [each.said for each in own_differences(read(TITLE, WHAT), OURS)] == [PERIOD]
