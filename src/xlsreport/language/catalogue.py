"""The catalogue: `rulebook.toml` and `form_rulebook.toml` by finding code, and the files of `texts/` by key."""

import re
from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Self

from xlsreport.language.sources import said_in, said_in_file
from xlsreport.model.finding import Finding, Severity
from xlsreport.model.period import Period, PeriodKind, kind_of, part_of, year_of
from xlsreport.model.wording import plain_decimal

if TYPE_CHECKING:
    from xlsreport.model.form import Form

LANGUAGES = ("zh", "en")
_OF_YEARS = r"(\{{{name}\}}) ?年度?"  # what a year is followed by, and no other period
_PRINTED = ("summary_", "history_", "annex_")  # lists that are written; others are what is looked for
_OF_THEMSELVES = ("roster_", "last_year_", "before_", "kind_", "period_")  # heads that are read, and words of periods


@dataclass(frozen=True, slots=True)
class RuleText:
    """One code of the rule book: what it means, its usual cause, what to do; `message` takes named values.

    `letter` is what a department is told instead, where the message says what is for the coordinator alone.
    """

    code: str
    severity: Severity
    title: str
    meaning: str
    cause: str
    remedy: str
    message: str
    letter: str = ""

    @property
    def severity_key(self) -> str:
        """The key of the word for its severity: what is found in a form is not a department's to explain."""
        return f"{'lint' if self.code.startswith('L') else 'severity'}_{self.severity}"


@dataclass(frozen=True, slots=True)
class Language:
    """The texts of one language."""

    name: str
    entries: Mapping[str, RuleText]
    texts: Mapping[str, str]
    lists: Mapping[str, tuple[str, ...]]

    def text(self, key: str, /, **values: object) -> str:
        """Return the text `key` with `values` put in."""
        return self.filled(self.texts[key], **values)

    def filled(self, text: str, /, **values: object) -> str:
        """Return `text` of the catalogue with `values` put in; a period that is no year in the words of people."""
        for name, value in values.items():
            if isinstance(value, Period):
                text = re.sub(_OF_YEARS.format(name=name), r"\1", text)
                values = {**values, name: self.period(value)}
        return text.format(**values)

    def period(self, period: int) -> str:
        """Return a period in words: 2024年3月, March 2024."""
        kind, part = kind_of(period), part_of(period)
        name = self.lists[f"period_{kind}"][part - 1] if kind.parts > 1 else self.texts[f"period_{kind}"]
        return name.format(year=year_of(period))

    def message(self, code: str, /, **values: object) -> str:
        """Return the sentence of the finding `code` with `values` put in."""
        return self.filled(self.entries[code].message, **values)

    def finding(self, code: str, words: Mapping[str, object] | None = None, **fields: Any) -> Finding:
        """Return the finding `code`: `words` fill its sentence, `fields` are fields of `Finding`.

        A finding at an `address` is on that address's sheet, unless another is given.
        """
        if (address := fields.get("address")) is not None:
            fields.setdefault("sheet", address.sheet)
        entry, words = self.entries[code], words or {}
        letter = entry.letter.format(**words)
        return Finding(code, entry.severity, self.message(code, **words), letter=letter, **fields)

    def gap(self, difference: Decimal, size: str = "") -> str:
        """Return a difference in words with its direction: 少 4, 多 1; its `size` as it is, where that is given."""
        return self.text("less" if difference < 0 else "more", amount=size or plain_decimal(abs(difference)))


@lru_cache(maxsize=len(LANGUAGES) * len(PeriodKind))
def language_named(name: str, kind: PeriodKind = PeriodKind.YEAR) -> Language:
    """Return the texts in the language `name`; English for a language that the catalogue has not.

    To a form that is filled for parts of a year, as `kind` says, they speak of the period before instead of last year.
    """
    if kind.parts > 1:
        return _of_parts(language_named(name))
    name = name if name in LANGUAGES else "en"
    texts, rules = said_in(name)
    return _language(name, texts, {code: RuleText(code, **_typed(told)) for code, told in rules.items()})


def language_of(form: "Form") -> Language:
    """Return the texts in the language of `form`, in the words of the periods that it is filled for."""
    return language_named(form.language, form.periods.kind)


def _of_parts(language: Language) -> Language:
    """Return `language` with its words for years as words for periods, in what it says and not in what it reads."""
    pairs = [pair.split("=") for pair in language.lists["years_as_periods"]]

    def said(text: str) -> str:
        for year, period in pairs:
            text = text.replace(year, period)
        return text

    entries = {
        code: replace(each, title=said(each.title), message=said(each.message), letter=said(each.letter))
        for code, each in language.entries.items()
    }
    texts = {key: text if key.startswith(_OF_THEMSELVES) else said(text) for key, text in language.texts.items()}
    lists = {
        key: tuple(map(said, words)) if key.startswith(_PRINTED) else words for key, words in language.lists.items()
    }
    return replace(language, entries=entries, texts=texts, lists=lists)


def file_of_texts(file: str, name: str) -> Language:
    """Return what one file of `texts/` says in the language `name`, for who cannot wait for all of them."""
    return _language(name, said_in_file(file, name), {})


SPOKEN = ContextVar[str | None]("SPOKEN", default=None)  # the one language that this command's reader has chosen


class Said(str):
    """A text of the catalogue, filled, that still knows its key, what it speaks of and what it was filled with."""

    key: str
    at: object
    words: Mapping[str, object]

    @classmethod
    def of(cls, text: str, key: str, at: object, words: Mapping[str, object]) -> Self:
        """Return `text` with what it was made of."""
        said = cls(text)
        said.key, said.at, said.words = key, at, words
        return said

    def __reduce__(self) -> tuple[type[str], tuple[str]]:
        """Cross a process as the plain text."""
        return str, (str(self),)


def bilingual(key: str, /, *, at: object = None, **values: object) -> Said:
    """Return the text `key` in every language, with what it speaks of before it: no form has told the language yet.

    Who has chosen a language is told in that one alone.
    """
    chosen = SPOKEN.get()
    said = " ".join(language_named(name).text(key, **values) for name in ((chosen,) if chosen else LANGUAGES))
    return Said.of(said if at is None else said_of(at, said), key, at, values)


def said_of(at: object, text: object) -> str:
    """Return `text` with what it speaks of before it, in the signs of the language that the reader has chosen."""
    return f"{at}{language_named(SPOKEN.get() or LANGUAGES[0]).text('colon')}{text}"


def _language(name: str, texts: Mapping[str, Any], entries: Mapping[str, RuleText]) -> Language:
    return Language(
        name=name,
        entries=entries,
        texts={key: each for key, each in texts.items() if isinstance(each, str)},
        lists={key: tuple(each) for key, each in texts.items() if isinstance(each, list)},
    )


def _typed(told: Mapping[str, Any]) -> dict[str, Any]:
    return {**told, "severity": Severity(told["severity"])}
