"""Sentences drafted from the figures: every number in them is a cell, a difference or a share; none says nothing."""

import io
import re
from collections.abc import Mapping
from decimal import Decimal

import docx
import pytest
from docx.enum.text import WD_COLOR_INDEX
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.filled import disclosure, values
from kit.submission import reviewed, sent
from xlsreport.language import language_named
from xlsreport.model.address import Address
from xlsreport.model.workbook import Value
from xlsreport.writing.report.cells import CellText, TemplateContext
from xlsreport.writing.report.drafts import drafted
from xlsreport.writing.report.filters import filters_of
from xlsreport.writing.report.report import report_bytes
from xlsreport.writing.report.shares import Part, shared

FORM = disclosure()
BLANK = {str(field.address): None for field in FORM.prose}
FIGURES = [field.address for field in FORM.figures]
Z, E = filters_of(language_named("zh")), filters_of(language_named("en"))
NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
some_figures = st.fixed_dictionaries(
    {address: st.one_of(st.just(0), st.integers(0, 3000)).map(Decimal) for address in FIGURES}
)


def whole(figures: Mapping[Address, Value]) -> dict[Address, Value]:
    """Return a whole's values and results with no text written."""
    told = {**values(BLANK), **figures}
    return {**told, **FORM.engine.evaluate(told)}


def cell(now: int | None, then: int | None = None) -> CellText:
    number = [None if each is None else Decimal(each) for each in (now, then)]
    return CellText(number[0], CellText(number[1]))


@pytest.mark.parametrize(
    ("now", "then", "said"),
    [
        (13, 9, "，比上年增加4件，增长44.4%"),
        (2, 3, "，比上年减少1件，下降33.3%"),
        (3, 3, "，与上年持平"),
        (0, 0, "，与上年持平"),
        (4, 0, "，上年为0件，系两年来首次"),
        (10_001, 10_000, "，比上年增加1件，增长不足0.1%"),
        (4, None, ""),
        (None, 4, ""),
    ],
)
def test_change(now: int | None, then: int | None, said: str) -> None:
    assert Z["增减"](cell(now, then), "件") == said


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("0", "零"),
        ("10", "十"),
        ("110", "一百一十"),
        ("1005", "一千零五"),
        ("1234", "一千二百三十四"),
        ("10010", "一万零一十"),
        ("100000", "十万"),
        ("100000001", "一亿零一"),
        ("3.05", "三点零五"),
        ("-2", "负二"),
    ],
)
def test_numerals(number: str, said: str) -> None:
    assert Z["汉字"](Decimal(number)) == said


def test_the_other_filters() -> None:
    parts = [("甲", cell(1)), ("乙", cell(0)), ("丙", cell(5))]
    assert Z["列举"](Z["各占"](parts), "件") == "甲1件，占16.7%；丙5件，占83.3%"
    assert Z["列举"](Z["前几位"](parts, 1), "件") == "丙5件"
    assert Z["占比"](cell(1), cell(3)) == "33.3%"
    assert Z["占比"](cell(1), cell(0)) == ""
    assert (Z["万元"](cell(15_000)), Z["万元"](cell(4000))) == ("1.5万元", "4000元")
    assert Z["公文数字"](Decimal("1234.500"), 1) == "1234.5"
    assert (Z["走势"](cell(1, 2)), E["trend"](cell(1, 2))) == ("下降", "fewer")
    assert Z["合计"]([cell(1, 2), cell(3, 4)]).before.number == 6
    assert E["change"](cell(13, 9), "visits") == ", up 4 visits from the year before (44.4%)"


@given(st.lists(st.integers(0, 10_000), max_size=12))
def test_shares_add_up_to_a_hundred(numbers: list[int]) -> None:
    parts = shared(Part(str(n), Decimal(each)) for n, each in enumerate(numbers))
    assert [part.number for part in parts] == [each for each in numbers if each]
    assert not parts or sum(part.share or 0 for part in parts) == 100


@settings(max_examples=25, deadline=None)
@given(some_figures, st.one_of(st.none(), some_figures))
def test_every_number_is_a_cell_a_difference_or_a_share(
    figures: dict[Address, Value], before: dict[Address, Value] | None
) -> None:
    now, then = whole(figures), whole(before) if before is not None else None
    drafts = drafted(FORM, TemplateContext(now, then))
    text = " ".join(line for paragraphs in drafts.values() for line in paragraphs)
    assert "None" not in text
    if then is None:
        assert "上年为" not in text
        assert "比上年" not in text
    assert not re.search(r"(?<![0-9.为])0(?:件|条|万元)", text)
    known = {each for each in (*now.values(), *(then or {}).values()) if isinstance(each, Decimal)}
    counted = [Decimal(each) for each in re.findall(r"(?<![0-9.])([0-9.]+)(?:件|条|万元)", text)]
    differences = {
        abs(v - then[a]) for a, v in now.items() if then and isinstance(v, Decimal) and isinstance(then.get(a), Decimal)
    }  # type: ignore[operator]
    sums = {
        sum((now[Address("表三", r, 10)] for r in rows), Decimal(0))
        for rows in (range(10, 18), range(18, 21), range(21, 26), range(26, 29))
    }  # type: ignore[misc]
    pairs = {
        a + b
        for a, b in (
            (now[Address("表四", 6, m)], now[Address("表四", 6, n)])
            for m, n in ((10, 15), (6, 11), (7, 12), (8, 13), (9, 14))
        )
    }  # type: ignore[operator]
    lawsuits = set()
    if then:
        both = [each[Address("表四", 6, 10)] + each[Address("表四", 6, 15)] for each in (now, then)]  # type: ignore[operator]
        lawsuits = {both[1], abs(both[0] - both[1])}
    assert set(counted) <= known | differences | sums | pairs | lawsuits


def test_the_checker_of_texts_finds_nothing_in_a_draft() -> None:
    figures = {address: Decimal(n % 7 + 1) for n, address in enumerate(FIGURES)}
    told = whole(figures)
    drafts = {
        str(a): "\n".join(lines)
        for a, lines in drafted(FORM, TemplateContext(told, whole({a: Decimal(2) for a in FIGURES}))).items()
    }
    cells = {str(a): int(v) for a, v in figures.items()}
    found = reviewed(sent({**cells, **drafts}), period=2023).findings
    prose = [each for each in found if each.code.startswith("N") and each.code != "N514"]  # these years do not balance
    assert [(each.code, each.message) for each in prose] == []


def test_a_draft_is_highlighted_until_a_text_stands_there() -> None:
    told = whole({address: Decimal(1) for address in FIGURES})
    written = {**told, Address.parse("文字!A8"): "我们写的。"}
    document = docx.Document(
        io.BytesIO(report_bytes(FORM, TemplateContext(written, drafts=drafted(FORM, TemplateContext(written)))))
    )
    marked = [
        run for p in document.paragraphs for run in p.runs if run.style is not None and run.style.name == "代拟文字"
    ]

    assert any("主动公开政府信息8条" in run.text for run in marked)
    assert all(run.font.highlight_color == WD_COLOR_INDEX.YELLOW for run in marked)
    ours = next(p for p in document.paragraphs if p.text == "我们写的。")
    assert not any(run.font.highlight_color for run in ours.runs)
    assert not any("新收政府信息公开申请" in p.text for p in document.paragraphs if p.style.name == "Body Text")


def test_nothing_is_said_where_nothing_is_known() -> None:
    drafts = drafted(FORM, TemplateContext({}))
    assert Address.parse("文字!A6") not in drafts
    assert Address.parse("文字!A8") not in drafts


def test_text_of_a_workbook_stays_text() -> None:
    told = {**whole({a: Decimal(1) for a in FIGURES}), Address.parse("基本信息!B5"): "{{ 7*7 }}<b>&"}
    (first, *_) = drafted(FORM, TemplateContext(told))[Address.parse("文字!A8")]
    assert first.startswith("{{ 7*7 }}<b>&年")
    assert any(
        "{{ 7*7 }}<b>&" in p.text
        for p in docx.Document(io.BytesIO(report_bytes(FORM, TemplateContext(told)))).paragraphs
    )
