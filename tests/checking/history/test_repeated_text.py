"""H: texts that are nearly last year's."""

from decimal import Decimal

import pytest

from kit.submission import only, reviewed, said, sent
from kit.told import PARTS, own, prose
from xlsreport.checking.text.shingles import Repeat, quoted, repeats, shingles, words_of
from xlsreport.model.finding import Severity

ONE, TWO = PARTS[0], PARTS[1]


def test_a_text_of_last_year_is_a_query() -> None:
    finding = only(reviewed(sent(own(1)), years=[own(1)]))
    assert (finding.code, finding.severity, str(finding.address)) == ("H405", Severity.QUERY, ONE)
    assert finding.message.startswith("有 100% 的文字与上年相同（A6 占 100%、A8 占 100%、")
    assert finding.message.count("“") == 3  # the longest repeats


def test_another_text_is_none() -> None:
    assert said(reviewed(sent(own(1)), years=[own(2)])) == []
    assert said(reviewed(sent(own(1)), years=[])) == []
    assert said(reviewed(sent(own(1)), years=[{}])) == []


def test_other_figures_do_not_make_another_text() -> None:
    text = (
        "举办业务培训{}期，参训{}人次，编印工作简报{}期，各科室确定专人负责栏目维护，错链当日更正，没有拖延的情况发生。"
    )
    now, before = {TWO: text.format(103, 98, 12) * 3}, {TWO: text.format("8", "7", "1,006") * 3}
    found = said(reviewed(sent(own(1) | now), years=[own(2) | before]))
    assert [each for each in found if each.startswith("H")] == [f"H405 {TWO}"]


def test_one_long_section_alone_is_named() -> None:
    finding = only(reviewed(sent(own(1)), years=[own(2) | {TWO: own(1)[TWO]}]))
    assert (str(finding.address), finding.message[:16]) == (TWO, "有 100% 的文字与上年相同，")
    assert [(str(o.address), o.value) for o in finding.operands] == [(TWO, Decimal(1))]


def test_a_section_moved_to_another_heading_is_found() -> None:
    assert said(reviewed(sent(own(1)), years=[own(2) | {ONE: own(1)[TWO]}])) == [f"H405 {TWO}"]


@pytest.mark.parametrize(("kept", "codes"), [(70, [f"H405 {ONE}"]), (50, [])])
def test_from_half_on(kept: int, codes: list[str]) -> None:
    mixed = prose(1, 120)[: kept + kept // 11] + prose(9, 120 - kept)
    assert said(reviewed(sent(own(3) | {ONE: mixed}), years=[own(2) | {ONE: prose(1, 120)}])) == codes


@pytest.mark.parametrize(
    "text", ["无", "无其他需要报告的事项。", "本年度没有收取信息处理费，除此之外没有其他需要报告的事项。"]
)
def test_a_short_section_may_say_the_same_every_year(text: str) -> None:
    assert said(reviewed(sent(own(1) | {PARTS[-1]: text}), years=[own(2) | {PARTS[-1]: text}])) == []


def test_what_every_report_must_say_is_not_counted() -> None:
    standard = (
        "本报告所列数据的统计期限为2023年1月1日至2023年12月31日，依照条例和有关规定编制本报告。"
        "本报告包括总体情况、主动公开情况等六个部分。如有疑问，请与办公室联系（联系地址：某路1号）。"
        "没有其他需要报告的事项。本年度没有收取信息处理费。"
    ) * 4
    now, before = prose(5, 90), prose(6, 90)
    assert said(reviewed(sent(own(3) | {ONE: standard + now}), years=[own(2) | {ONE: standard + before}])) == []
    assert said(reviewed(sent(own(3) | {ONE: standard + now}), years=[own(2) | {ONE: standard + now}])) == [
        f"H405 {ONE}"
    ]


def test_words() -> None:
    assert words_of("２０２３年，共 1,234 件") == words_of("1999年共5件") == "0年共0件"
    assert len(words_of("The Quick brown fox, 12 times")) == 6
    assert words_of("the quick") == words_of("The  QUICK!")
    assert words_of("the quick") != words_of("the quack")


def test_repeats_are_quoted_as_they_are_written() -> None:
    before, now = prose(1, 40), f"甲乙丙，{prose(1, 40)}丁戊己庚辛。{prose(1, 40)[:16]}"
    found = list(repeats(words_of(now), shingles([words_of(before)])))
    assert found == [Repeat(3, 43), Repeat(48, 63)]
    assert quoted(now, found[0]) == prose(1, 40).rstrip("。")
    assert list(repeats(words_of("短"), shingles([words_of(before)]))) == []


def test_stretches_from_two_places_are_two_even_side_by_side() -> None:
    known = shingles([words_of(prose(1, 40)), words_of(prose(2, 40))])
    assert list(repeats(words_of(prose(1, 20) + prose(2, 30)), known)) == [Repeat(0, 20), Repeat(20, 50)]


def test_phrases_that_everybody_uses_are_no_repeats() -> None:
    phrase = "依法依规做好政府信息公开"  # twelve characters
    one, two = ("".join(phrase + prose(seed + n, 9) for n in range(40)) for seed in (100, 300))
    assert said(reviewed(sent(own(1) | {TWO: one}), years=[own(2) | {TWO: two}])) == []


def test_the_longest_repeats_are_quoted_first() -> None:
    lengths = {part: 20 + 5 * n for n, part in enumerate(PARTS)}
    texts = {part: prose(n, length) for n, (part, length) in enumerate(lengths.items())}
    quotes = only(reviewed(sent(texts), years=[texts])).message.split("：")[1]
    starts = [text[:8] for text in reversed(texts.values())]
    assert [quotes.find(start) >= 0 for start in starts] == [True, True, True, False, False, False, False]
    assert quotes.find(starts[0]) < quotes.find(starts[1]) < quotes.find(starts[2])
