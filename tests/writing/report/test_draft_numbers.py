"""Each number of a drafted sentence is that of the cells that the sentence speaks of, worked out here once more."""

import random
import re
from collections.abc import Collection, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from kit.drafted import NO_FEES, NO_REQUESTS, Sentence, Values, due, summed, there
from kit.filled import disclosure, values
from kit.submission import reviewed, sent
from xlsreport.model.address import Address
from xlsreport.model.workbook import Value
from xlsreport.writing.report.cells import TemplateContext
from xlsreport.writing.report.drafts import drafted

FORM = disclosure()
FIGURES = [each.address for each in FORM.figures]
ROWS = sorted({(each.sheet, each.row) for each in FIGURES})
BLANK = {str(each.address): None for each in FORM.prose}
NUMBER = r"[0-9]+(?:\.[0-9]+)?"
RATE = rf"(?:不足)?{NUMBER}%"
Rows = Collection[tuple[str, int]]
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)  # a smaller seed is no simpler year
LISTED = {False: "、", True: "；"}


def year(seed: int, empty: Rows = (), kept: Rows = (), before: Values | None = None) -> Values:
    """Return a year whose figures are all different; rows that are `empty` hold zeros or nothing at all.

    The figures of rows that are `kept` are those of the year `before`.
    """
    chance = random.Random(seed)  # noqa: S311 - figures, no secrets
    numbers = chance.sample(range(1, 20_000), len(FIGURES))
    told: dict[Address, Value] = dict(zip(FIGURES, map(Decimal, numbers), strict=True))
    told[Address.parse("表二!B16")] = Decimal(numbers[0]) / 8
    for place in ROWS:
        zero = chance.choice((None, Decimal(0)))
        for address in (each for each in FIGURES if (each.sheet, each.row) == place):
            if place in empty or chance.random() < 0.2:
                told[address] = zero
            elif place in kept and before is not None:
                told[address] = before.get(address)
    return whole({str(address): value for address, value in told.items()})


def whole(figures: Mapping[str, Value]) -> Values:
    """Return a year's figures and results, 0 where `figures` say nothing, with no text written."""
    told = values({**BLANK, **figures})
    return {**told, **FORM.engine.evaluate(told)}


rows, seeds = st.sets(st.sampled_from(ROWS)), st.integers(0, 2**32)
drawn_years = st.tuples(seeds, seeds, rows, rows, rows)


def two_years(drawn: tuple[int, int, Rows, Rows, Rows]) -> tuple[Values, Values]:
    """Return this year and last year as `drawn`; what is drawn is small, so that a failure can be shown."""
    first, second, empty, emptied, kept = drawn
    then = year(first, emptied)
    return year(second, empty, kept, then), then


def said(now: Values, then: Values | None) -> list[str]:
    """Return the drafted sentences, without what asks somebody to write (in brackets)."""
    text = "".join(line for lines in drafted(FORM, TemplateContext(now, then)).values() for line in lines)
    return [each for each in re.sub(r"（[^）]*）", "", text).split("。") if each not in ("", NO_FEES)]


def pattern(sentence: Sentence) -> str:
    """Return what a sentence looks like, whatever the figures."""
    change = rf"(?P<change>(?:，(?:比上年|上年为|与上年)[^，]*(?:，(?:增长|下降){RATE}|，系两年来首次)?)?)"
    signs = {"#": rf"(?P<amount>{NUMBER}){sentence.unit}", "~": change, "*": "(?P<parts>.+?)"}
    written = "".join(signs.get(sign, re.escape(sign)) for sign in sentence.text)
    return rf"{written}|{sentence.alone}(?P<alone>\D+)" if sentence.alone else written


def check(sentence: Sentence, text: str, now: Values, then: Values | None) -> None:
    """Check every number of a sentence."""
    found = re.fullmatch(pattern(sentence), text)
    assert found, (sentence, text)
    groups = {name: text for name, text in found.groupdict().items() if text is not None}
    if "amount" in groups:
        assert Decimal(groups["amount"]) == summed(now, sentence.cells), text
    if "change" in groups:
        both = [None if each is None else summed(each, sentence.cells) for each in (now, then)]
        spoken = both[0] or sentence is NO_REQUESTS
        assert groups["change"] == (change(both[0], both[1], sentence) if spoken else ""), text
    if sentence.parts:
        check_parts(sentence, groups, there(now, sentence.parts))


def change(now: Decimal | None, then: Decimal | None, sentence: Sentence) -> str:
    """Return how a figure compares, worked out in fractions."""
    if now is None or then is None or (sentence is NO_REQUESTS and not then):
        return ""
    if now == then:
        return "，与上年持平"
    if not then:
        return f"，上年为0{sentence.unit}，系两年来首次"
    tenths = int(Fraction(abs(now - then)) / Fraction(then) * 1000 + Fraction(1, 2))
    rate = f"{tenths // 10}.{tenths % 10}%" if tenths else "不足0.1%"
    words = ("增加", "增长") if now > then else ("减少", "下降")
    return f"，比上年{words[0]}{abs(now - then).normalize():f}{sentence.unit}，{words[1]}{rate}"


def check_parts(sentence: Sentence, groups: Mapping[str, str], real: Mapping[str, Decimal]) -> None:
    """Check what is listed: the amounts, which of the parts are named, and what they are said to be of the whole."""
    if "alone" in groups:
        assert list(real) == [groups["alone"].replace("其他法人或组织", "其他")]
        return
    item = rf"(\D+)({NUMBER}){sentence.unit}" + (rf"，占({RATE})" if sentence.shared else "()")
    listed = [re.fullmatch(item, each) for each in groups["parts"].split(LISTED[sentence.shared])]
    assert all(listed), groups["parts"]
    named = {each[1]: (Decimal(each[2]), each[3]) for each in listed if each}
    assert {name: amount for name, (amount, _) in named.items()}.items() <= real.items()
    assert len(named) == min(len(real), sentence.most or len(real))
    if sentence.most:
        assert [amount for amount, _ in named.values()] == sorted(real.values(), reverse=True)[: sentence.most]
    if sentence.shared:
        assert len(real) > 1
        check_shares(named, sum(real.values()), whole=len(named) == len(real))


def check_shares(named: Mapping[str, tuple[Decimal, str]], total: Decimal | int, *, whole: bool) -> None:
    """Check that each share is within a tenth of what it is, and that all of them together are the whole."""
    shares = [Decimal(0) if said.startswith("不足") else Decimal(said[:-1]) for _, said in named.values()]
    for share, (amount, _) in zip(shares, named.values(), strict=True):
        assert abs(share - amount * 100 / total) < Decimal("0.1")
    assert sum(shares) == 100 if whole else sum(shares) <= 100


@settings(max_examples=60, deadline=None, phases=PHASES)
@given(drawn_years)
def test_each_number_is_that_of_the_cells_that_its_sentence_speaks_of(drawn: Any) -> None:
    both = two_years(drawn)
    for then in (both[1], None):
        sentences, wanted = said(both[0], then), due(both[0])
        matched = [next(each for each in wanted if re.fullmatch(pattern(each), text)) for text in sentences]
        assert sorted(each.text for each in matched) == sorted(each.text for each in wanted), sentences
        for sentence, text in zip(matched, sentences, strict=True):
            check(sentence, text, both[0], then)


def test_a_total_of_nothing_but_blanks_says_nothing_and_is_no_first_time() -> None:
    nobody: Values = {Address.parse("基本信息!B5"): Decimal(2023)}
    nobody = {**nobody, **FORM.engine.evaluate(nobody)}
    assert said(nobody, year(1)) == []
    assert not [each for each in said(year(1), nobody) if "首次" in each]


@pytest.mark.parametrize("before", [5, 0])
def test_a_year_without_requests_is_compared_only_where_there_were_some(before: int) -> None:
    now, then = (whole({"表三!D6": Decimal(each)}) for each in (0, before))
    text = said(now, then)
    assert text[0] == "2023年，未收到政府信息公开申请" + ("，比上年减少5件，下降100.0%" if before else "")


@settings(max_examples=15, deadline=None, phases=PHASES)
@given(drawn_years)
def test_the_checker_of_texts_finds_nothing_in_what_is_drafted(drawn: Any) -> None:
    now, then = two_years(drawn)
    texts = {str(place): "\n".join(lines) for place, lines in drafted(FORM, TemplateContext(now, then)).items()}
    cells = {str(each): now.get(each) for each in FIGURES}  # a blank one is left out
    years = [{str(each): value for each, value in then.items() if isinstance(value, Decimal)}]
    found = reviewed(sent({**cells, **texts}), period=2023, years=years).findings
    prose = [
        each for each in found if each.code.startswith("N") and each.code != "N514"
    ]  # drawn figures do not balance
    assert [(each.code, each.message) for each in prose] == []
