"""What was read of a report against what is known: pure judgements over readings made by hand."""

from collections.abc import Mapping
from decimal import Decimal

import pytest

from kit.filled import disclosure, values
from xlsreport.checking.context import Case
from xlsreport.checking.reports.comparison import compared, sentences_of
from xlsreport.language import language_of
from xlsreport.model.address import Address
from xlsreport.model.report_comparison import Differing
from xlsreport.model.report_reading import Doubt, ReadFigure, ReportReading, TablePlace, Unsure
from xlsreport.model.workbook import Value, Workbook

CELL, PLACE = Address.parse("表三!D6"), TablePlace(2, 4, 4)


def kinds(reading: ReportReading, known: Mapping[Address, Value]) -> list[Differing]:
    form = disclosure()
    return [each.kind for each in compared(Case(form, language_of(form), Workbook({})), reading, known).differences]


@pytest.mark.parametrize(
    ("unsure", "known", "kind"),
    [
        (Unsure(Doubt.LAW, "5", PLACE, Decimal(5)), 5, None),  # the known figure settles what no law can
        (Unsure(Doubt.LAW, "5", PLACE, Decimal(5)), 6, Differing.FIGURE),
        (Unsure(Doubt.PARTED, "1\n2", PLACE, Decimal(12)), 12, None),
        (Unsure(Doubt.PARTED, "1\n2", PLACE, Decimal(12)), 1, Differing.UNSURE),
        (Unsure(Doubt.TEXT, "12件", PLACE), 12, Differing.UNSURE),
        (Unsure(Doubt.ROW), 12, Differing.MISSING),
        (Unsure(Doubt.ROW), None, None),
        (Unsure(Doubt.BLANK, "", PLACE), 0, Differing.MISSING),
        (Unsure(Doubt.GROUP, "12", PLACE, Decimal(12)), 12, None),
        (Unsure(Doubt.GROUP, "12", PLACE, Decimal(12)), 11, Differing.UNSURE),
    ],
)
def test_a_figure_that_is_not_certain_is_settled_by_the_known_one_or_named(
    unsure: Unsure, known: int | None, kind: Differing | None
) -> None:
    told = {} if known is None else {CELL: Decimal(known)}

    assert kinds(ReportReading(unsure={CELL: unsure}), told) == ([] if kind is None else [kind])


@pytest.mark.parametrize(("said", "known", "same"), [("1,049", "1049", True), ("5.0", "5", True), ("5.1", "5", False)])
def test_a_figure_is_the_same_however_it_is_written(said: str, known: str, same: bool) -> None:
    figure = ReadFigure(Decimal(said.replace(",", "")), said, PLACE)

    assert (kinds(ReportReading(figures={CELL: figure}), {CELL: Decimal(known)}) == []) is same


def test_a_report_of_another_year_or_office_says_so() -> None:
    who = disclosure().identity
    other = ReportReading(identity={who.name: "别的局", who.period: "2022"})

    assert kinds(other, values())[:2] == [Differing.IDENTITY, Differing.IDENTITY]


def test_a_text_is_compared_by_sentences() -> None:
    assert sentences_of("甲。乙！丙；丁\n戊") == ["甲。", "乙！", "丙；", "丁", "戊"]


def test_a_text_that_nobody_wrote_is_held_against_the_draft_that_our_report_printed() -> None:
    cell, form = Address.parse("文字!A6"), disclosure()
    ours, theirs = ReportReading(texts={cell: "代拟的一句。"}), ReportReading(texts={cell: "代拟的一句。改的一句。"})
    case = Case(form, language_of(form), Workbook({}))

    found = compared(case, theirs, {}, ours=ours).differences
    assert [(each.kind, each.said) for each in found] == [(Differing.SENTENCE_ADDED, "改的一句。")]


def test_a_text_of_any_length_is_compared_in_no_time() -> None:
    cell, form = Address.parse("文字!A6"), disclosure()
    text = "".join(f"第{number}句。" for number in range(20_000))
    case = Case(form, language_of(form), Workbook({}))

    found = compared(case, ReportReading(texts={cell: f"{text}多的。"}), {cell: text}).differences
    assert [each.said for each in found] == ["多的。"]


def test_of_a_document_by_lines_the_words_are_compared_and_not_the_marks_at_its_edges() -> None:
    cell, form = Address.parse("文字!A6"), disclosure()
    case, ours = Case(form, language_of(form), Workbook({})), "全年公开三件，都按时。没有迟发。"

    def said(text: str) -> list[str]:
        reading = ReportReading(texts={cell: text}, by_lines=True)
        return [each.said for each in compared(case, reading, {cell: ours}).differences]

    assert said("全年公开三件\n都按时\n没有迟\n发。") == []
    assert said("全年公开四件\n都按时。没有迟发。") == ["全年公开三件，都按时。", "全年公开四件"]
