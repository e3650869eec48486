"""Texts speak of the period before, not of last year, to a form that is filled for parts of a year."""

import pytest

from xlsreport.language import LANGUAGES, language_named
from xlsreport.model.period import PeriodKind, named_period, period_in

PARTS = (PeriodKind.HALF, PeriodKind.QUARTER, PeriodKind.MONTH)


@pytest.mark.parametrize("kind", PARTS)
@pytest.mark.parametrize(("name", "year"), [("zh", "上年"), ("en", "last year")])
def test_no_sentence_of_the_summary_speaks_of_last_year(name: str, year: str, kind: PeriodKind) -> None:
    language = language_named(name, kind)
    own = ("roster_", "last_year_", "before_")  # heads that are read, and the names of periods themselves
    said = {key: text for key, text in language.texts.items() if not key.startswith(own)}
    assert [key for key, text in said.items() if year in text] == []
    assert [code for code, entry in language.entries.items() if year in entry.message] == []
    assert [key for key, each in language.lists.items() if key.startswith("summary_") and year in "".join(each)] == []


@pytest.mark.parametrize("name", LANGUAGES)
@pytest.mark.parametrize("kind", [PeriodKind.YEAR, PeriodKind.FISCAL])
def test_a_form_of_years_is_told_what_it_always_was(name: str, kind: PeriodKind) -> None:
    assert language_named(name, kind).texts == language_named(name).texts


@pytest.mark.parametrize(
    ("period", "zh", "en"),
    [
        ("2024-03", "甲局2024年3月月报汇总", "A March 2024 return: summary"),
        ("2024Q1", "甲局2024年第一季度月报汇总", "A first quarter of 2024 return: summary"),
        ("2024H2", "甲局2024年下半年月报汇总", "A second half of 2024 return: summary"),
        ("FY2024", "甲局2024财年月报汇总", "A FY 2024 return: summary"),
        ("2024", "甲局2024年月报汇总", "A 2024 return: summary"),
    ],
)
def test_a_title_names_the_period_as_people_do(period: str, zh: str, en: str) -> None:
    of = named_period(period)
    assert language_named("zh").text("summary_title", name="甲局", period=of, title="月报") == zh
    assert language_named("en").text("summary_title", name="A", period=of, title="return") == en


def test_every_kind_has_its_words() -> None:
    for name in LANGUAGES:
        words = [language_named(name).period(period_in(kind, 2024)) for kind in PeriodKind]
        assert len({*words}) == len(PeriodKind)
