"""The overview: what is out of the ordinary, and what its chart can show."""

import io
from dataclasses import replace
from decimal import Decimal

import pytest
from openpyxl import Workbook, load_workbook

from kit.filled import disclosure
from kit.outcomes import at, entry, outcome_of, review_of
from xlsreport.language import language_named
from xlsreport.model.finding import Finding, Severity
from xlsreport.model.outcome import Entry, Outcome, Standing
from xlsreport.model.review import Review
from xlsreport.model.years import EarlierYear, WholeSource
from xlsreport.writing.summary import summary_bytes
from xlsreport.writing.summary.overview_figures import longest_run
from xlsreport.writing.summary.unusual import unusual

FORM, ZH, EN = disclosure(), language_named("zh"), language_named("en")
OVERVIEW = ZH.lists["summary_sheets"][0]


def jump(code: str, number: int, message: str = "比自己往年多得多。") -> Entry:
    """Return a department of which a figure is out of the ordinary."""
    finding = Finding(code, Severity.QUERY, message, "表二", at("表二!B9"), FORM.label(at("表二!B9")), Decimal(9487))
    return entry(Standing.ACCEPTED, f"A0{number}", f"{number}局", review_of(FORM, number, finding))


def book_of(outcome: Outcome) -> Workbook:
    return load_workbook(io.BytesIO(summary_bytes(outcome, ZH)))


def lines(outcome: Outcome) -> list[str]:
    """Return the sentences below the overview's head of what is worth noting."""
    texts = [row[0] for row in book_of(outcome)[OVERVIEW].iter_rows(values_only=True)]
    first = texts.index(ZH.text("summary_unusual_head")) + 1
    return [str(text) for text in texts[first : texts.index(None, first)]]


def test_a_great_change_and_who_makes_most_of_it_are_named() -> None:
    asked = at("表三!D6")
    given = [Decimal(number) for number in (90, 5, 5)]
    reviews = [Review(values={asked: n}, results=FORM.engine.evaluate({asked: n})) for n in given]
    entries = [entry(Standing.ACCEPTED, f"A0{n}", f"{n}局", each) for n, each in enumerate(reviews, start=1)]
    before = EarlierYear(2022, whole={at("表三!J6"): Decimal(40)})
    said = list(unusual(replace(outcome_of(FORM, *entries), earlier=(before,)), ZH))
    assert said == [
        "新收申请 100 件，上年 40 件，增加 60 件（150.0%）。",
        "集中在一个单位：1局的新收申请占 90.0%。",
    ]


def fees_of(*given: int, held: int | None = None) -> list[str]:
    """Return what is worth noting where departments took `given` fees, and one that is held took `held`."""
    fees = at("表二!B16")
    reviews = [Review(values={fees: Decimal(n)}, results=FORM.engine.evaluate({})) for n in given]
    entries = [entry(Standing.ACCEPTED, f"A0{n}", f"{n}局", each) for n, each in enumerate(reviews, start=1)]
    if held is not None:
        entries.append(entry(Standing.HELD, "B01", "乙局", Review(values={fees: Decimal(held)})))
    return list(unusual(outcome_of(FORM, *entries), ZH))


def test_who_makes_nearly_all_of_a_figure_is_named_of_two_departments_too() -> None:
    assert fees_of(960, 40) == ["集中在一个单位：1局的行政事业性收费占 96.0%。"]
    assert fees_of(940, 60) == []


def test_of_many_who_make_most_of_something_nobody_who_makes_nearly_all_is_left_out() -> None:
    cells = [each.address for each in FORM.main[:3]] + [at("表二!B16")]
    shares = (60, 60, 60, 99)
    entries = [
        entry(
            Standing.ACCEPTED,
            f"A0{n}",
            f"{n}局",
            Review(
                values={
                    c: Decimal(s if n == i else (100 - s if n == 4 - i else 0))
                    for i, (c, s) in enumerate(zip(cells, shares, strict=True), 0)
                }
            ),
        )
        for n in range(5)
    ]
    said = [each for each in unusual(outcome_of(FORM, *entries), ZH) if "集中" in each]
    assert said[-1] == "集中在一个单位：3局的行政事业性收费占 99.0%。"


def test_who_is_held_and_makes_nearly_all_of_what_came_is_named_as_not_counted() -> None:
    assert (
        fees_of(7, 302, held=3_862_500)[-1] == "实报的数几乎都来自一个尚未计入的单位：乙局的行政事业性收费占 100.0%。"
    )
    assert not [each for each in fees_of(7, 302, held=400) if "实报" in each]


def test_jumps_of_departments_stand_on_the_overview_with_their_place() -> None:
    far = jump("H404", 2, "比其他单位大得多。")
    assert lines(outcome_of(FORM, jump("H403", 1), far, jump("H401", 3))) == [
        "1局 表二!B9：比自己往年多得多。",
        "2局 表二!B9：比其他单位大得多。",
    ]


def test_three_jumps_are_shown_and_the_others_counted_and_none_fills_the_page() -> None:
    told = lines(outcome_of(FORM, *(jump("H403", number, "长" * 500) for number in range(1, 6))))
    assert [text[:2] for text in told[:3]] == ["1局", "2局", "3局"]
    assert {len(text) for text in told[:3]} == {len("1局 表二!B9：") + 121}
    assert "2" in told[3]
    assert len(told) == 4


def test_nothing_unusual_has_no_head() -> None:
    outcome = outcome_of(FORM, entry(Standing.ACCEPTED, "A01", "甲局", review_of(FORM, 1)))
    texts = [row[0] for row in book_of(outcome)[OVERVIEW].iter_rows(values_only=True)]
    assert ZH.text("summary_unusual_head") not in texts


@pytest.mark.parametrize(
    ("units", "sizes", "charted"),
    [
        ("件件件", (5, 6, 7), (0, 2, False)),
        ("元件件元", (1, 2, 3, 4), (1, 2, False)),
        ("件件件件", (5000, 6, 7, 8), (1, 3, True)),  # one far above all others
        ("件件件件件件", (6, 7, 5000, 8, 9, 10), (3, 5, True)),
        ("件件件件件", (5000, 4000, 6, 7, 8), (2, 4, True)),  # two of five
        ("件件件", (5000, 4000, 6), (0, 2, False)),  # most are large: the small one is seen to be small
        ("件件件", (100, 6, 7), (0, 2, False)),
        ("件件件", (5000, 0, 0), (0, 2, False)),
        ("件件", (0, 0), (0, 1, False)),
        ("元件", (1, 2), None),
        ("   ", (1, 2, 3), None),  # no unit is no common unit
        ("", (), None),
    ],
)
def test_what_one_axis_can_show(units: str, sizes: tuple[int, ...], charted: tuple[int, int, bool] | None) -> None:
    assert longest_run([each.strip() for each in units], [Decimal(each) for each in sizes]) == charted


def test_a_chart_leaves_a_figure_that_dwarfs_the_others_to_the_table_and_says_so() -> None:
    given = {"表三!D6": 9000, "表三!D8": 20, "表三!D30": 30, "表四!A6": 5, "表四!F6": 3, "表四!K6": 2}
    values = {at(cell): Decimal(number) for cell, number in given.items()}
    review = Review(values=values, results=FORM.engine.evaluate(values))
    book = book_of(outcome_of(FORM, entry(Standing.ACCEPTED, "A01", "甲局", review)))
    chart = book[OVERVIEW]._charts[1]
    (series,) = chart.series
    places = series.cat.strRef.f.replace("$", "").rpartition("!")[2]
    names = [row[0].value for row in book[OVERVIEW][places]]
    assert "新收申请（件）" not in names
    assert names[-1] == "复议后起诉（件）"
    assert "大得多的见上表" in chart.title.tx.rich.p[0].r[0].t


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (WholeSource.PUBLISHED, "2022年的数是当年公布的。"),
        (WholeSource.ARCHIVED, "2022年的数是当年归档的。"),
        (WholeSource.DRAFT, "2022年的数是按送审稿归档的，没有定稿。"),
        (WholeSource.WORKBOOK, "2022年的数取自当年汇总单位的填报表。"),
    ],
)
def test_only_what_was_published_is_said_to_be(source: WholeSource, said: str) -> None:
    earlier = EarlierYear(2022, whole={at("表三!J6"): Decimal(40)}, source=source)
    one = entry(Standing.ACCEPTED, "A01", "甲局", review_of(FORM, 3))
    cells = book_of(replace(outcome_of(FORM, one), earlier=(earlier,)))[OVERVIEW].iter_rows(values_only=True)
    assert [text for row in cells for text in row if str(text).startswith("2022年的数")] == [said]
