"""What a file's name says of its version, once everything is taken out of it that only names the sender or the form."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath
from typing import TypeVar

from xlsreport.intake.ordinals import ORDINAL, ordinal
from xlsreport.intake.written_days import DAY, DAY_OF_YEAR, SHORT_DAY, day_of_year, in_digits, moment
from xlsreport.language import Language
from xlsreport.model.period import year_of
from xlsreport.model.roster import Department

Told = TypeVar("Told")

_VERSION = re.compile(
    r"(?<![a-z])(?:v|ver|version|rev)[\s._-]*(\d{1,3}(?:\.\d{1,3}){0,3})(?![\d月])"
    rf"|第\s*{ORDINAL}\s*版|版本?\s*(\d{{1,2}}(?:\.\d{{1,3}})?)(?![\d月])|(?<![\d.]){ORDINAL}\s*版"
)
_DRAFT = re.compile(
    rf"第\s*{ORDINAL}\s*[稿次]|(?<!\d){ORDINAL}\s*稿|(?<!\d){ORDINAL}\s*次(?=修|更|改|订|补|上报|报送|提交)"
    rf"|(?<!\d){ORDINAL}\s*改(?=[\s)\]_\x00-]|$)"
    r"|(?:修改|修订|更正|改正|补正|[稿改]|最终|最新|(?<![a-z])final[\s_-]?)\s*(\d{1,2})(?![\d月.])"
)
_PLAIN = re.compile(r"(?<![附件表第\d.期批号款条共])[\s_-]*(?<![\d.])([1-9](?:\.0)?)$")  # what nothing says more of
_BRACKET = re.compile(rf"(?<=.)\(\s*{ORDINAL}\s*\)")  # a day in brackets, (12.30), is no number: (1.15) came after it
_BETWEEN = r"[\s_\-—()\[\].,、·]*"
_GONE = "\x00"


@dataclass(frozen=True, slots=True)
class Marks:
    """What a name says of its version; nothing where it says nothing.

    `words` ranks a first draft (-1), a correction (1), a final one (2) and its correction (3); `number` is a version's,
    a draft's or one of which nothing is said, which of them `sign` says; `copied` counts copies and downloads; `date`
    is a day, perhaps with a time, and `day` a day without its year.
    """

    words: int = 0
    number: tuple[int, ...] = ()
    sign: str = ""
    copied: int = 0
    date: tuple[int, ...] = ()
    day: tuple[int, ...] = ()

    @property
    def rank(self) -> tuple[object, ...]:
        """Where it stands among names that cannot be told apart otherwise."""
        return self.date, self.words, self.number, self.copied, self.day


@dataclass(frozen=True)  # no slots: what follows from the fields is worked out once and kept
class VersionNames:
    """The reading of file names for versions: `names` and `codes` are the roster's, `titles` the form's own words."""

    language: Language
    names: Sequence[str] = ()
    codes: frozenset[str] = frozenset()
    titles: Sequence[str] = ()
    period: int | None = None

    def marks(self, name: str, own: Department | None = None) -> Marks:
        """Return what the last part of the file name `name` says of its version; its department is `own`."""
        stem = normal(PurePosixPath(name.rpartition("!")[2]).stem)
        rest = _Rest(in_digits(self._without_names(stem, own)), self._known(own))
        date = rest.first(DAY, moment) or rest.first(SHORT_DAY, self._short_day)
        copied = rest.first(self._copies, lambda found: int(next((each for each in found if each), "1")))
        words = self._words(rest)
        version, draft = rest.first(_VERSION, _number), rest.first(_DRAFT, _number)
        rest = _Rest(self._without_period(rest.text), rest.known)
        day = rest.first(DAY_OF_YEAR, day_of_year)
        bracket = rest.first(_BRACKET, lambda found: ordinal(found[0]))
        plain = None if version or draft else rest.first(_PLAIN, _number)
        return Marks(
            words=max(words, 0) if draft else words,
            number=version or draft or plain or (),
            sign="version" if version else "draft" if draft else "plain" if plain else "",
            copied=copied or bracket or 0,
            date=date or (),
            day=day or (),
        )

    def _known(self, own: Department | None) -> str:
        """Return all that names sender and form, so that a sign in the midst of such words is known for theirs."""
        more = (own.name, *own.aliases) if own else ()
        return "\n".join((self._joined, *map(normal, more)))

    @cached_property
    def _joined(self) -> str:
        return "\n".join(map(normal, (*self.names, *self.titles)))

    @cached_property
    def _telling(self) -> Sequence[str]:
        """The names, and the form's words, that look as if they told a version: none is left in a file's name."""
        texts = dict.fromkeys(map(normal, (*self.names, *self.titles)))
        return sorted((each for each in texts if self._tells(each)), key=len, reverse=True)

    def _tells(self, text: str) -> bool:
        signs = (_VERSION, _DRAFT, _BRACKET, DAY, self._copies, *(pattern for _, pattern in self._word_patterns))
        return any(each.search(text) for each in signs)

    def _without_names(self, stem: str, own: Department | None) -> str:
        rest = self._without_code(stem, normal(own.code) if own else "")
        of_its_own = (own.name, *own.aliases) if own else ()
        for each in sorted({*map(normal, of_its_own), *self._telling}, key=lambda text: (-len(text), text)):
            rest = _spaced(each).sub(_GONE, rest)
        return rest

    def _without_code(self, stem: str, own: str) -> str:
        """Return the name without the code that it begins with, else without its own; a mere number may be a mark."""
        first = re.match(r"[\W_]*([a-z0-9]+)(?![a-z0-9])", stem)
        if first and first[1] in self._plain_codes:
            return stem[: first.start(1)] + _GONE + stem[first.end(1) :]
        if not own or own.isdecimal():
            return stem
        return re.sub(rf"(?<![a-z0-9.]){re.escape(own)}(?![a-z0-9.])", _GONE, stem, count=1)

    @cached_property
    def _plain_codes(self) -> frozenset[str]:
        return frozenset(map(normal, self.codes))

    def _without_period(self, text: str) -> str:
        if self.period is None:
            return text
        year = year_of(self.period)
        return re.sub(rf"(?<!\d)(?:{self.period}|{year})(?!\d)年?度?|\({year % 100:02}\)", _GONE, text)

    def _short_day(self, found: Sequence[str]) -> tuple[int, ...] | None:
        """Return the day of six digits, where its year is one in which the period is reported."""
        year = 2000 + int(found[0])
        near = self.period is not None and year - year_of(self.period) in (0, 1)
        return moment((str(year), *found[1:3])) if near else None

    def _words(self, rest: "_Rest") -> int:
        steps = sum(step for step, pattern in self._word_patterns if rest.has(pattern))
        return steps - rest.has(self._firsts)

    @cached_property
    def _word_patterns(self) -> Sequence[tuple[int, re.Pattern[str]]]:
        lists = self.language.lists
        ends = "|".join(map(re.escape, lists["revised_at_end"]))
        alone = "|".join(map(re.escape, lists["revised_alone"]))
        revised = (
            rf"{_any_of(lists['revised'])}|(?:{ends})(?=[\d\s)\]_\x00-]|$)"
            rf"|(?<![^\s(\[_\x00-])(?:{alone})(?=[\d\s)\]_\x00-]|$)"
        )
        return (1, re.compile(revised)), (2, re.compile(_any_of(lists["final_words"])))

    @cached_property
    def _firsts(self) -> re.Pattern[str]:
        return re.compile(_any_of(self.language.lists["first_drafts"]))

    @cached_property
    def _copies(self) -> re.Pattern[str]:
        number = r"\s*(?:\(\s*(\d{1,2})\s*\)|(\d{1,2})(?!\d))?"
        return re.compile(_any_of(self.language.lists["copy_words"]) + number)


@dataclass(slots=True)
class _Rest:
    """What is left of a name as sign after sign is taken out; `known` are the words that name sender and form."""

    text: str
    known: str
    taken: list[str] = field(default_factory=list)

    def first(self, pattern: re.Pattern[str], told: Callable[[Sequence[str]], Told | None]) -> Told | None:
        """Return what the first sign of `pattern` tells, and take it out; None where none does."""
        for found in self._own(pattern):
            value = told([each for each in found.groups() if each is not None])
            if value is not None:
                self.text = self.text[: found.start()] + _GONE + self.text[found.end() :]
                return value
        return None

    def has(self, pattern: re.Pattern[str]) -> bool:
        """Whether a word of `pattern` stands in it."""
        return any(True for _ in self._own(pattern))

    def _own(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Yield the signs that do not belong, with the character beside them, to what names sender or form."""
        for found in pattern.finditer(self.text):
            if not any(self._is_name(piece) for piece in self._with_neighbours(*found.span())):
                yield found

    def _with_neighbours(self, start: int, end: int) -> Iterator[str]:
        if start:
            yield self.text[start - 1 : end]
        if end < len(self.text):
            yield self.text[start : end + 1]

    def _is_name(self, piece: str) -> bool:
        return piece[0].isalnum() and piece[-1].isalnum() and piece in self.known


def normal(text: str) -> str:
    """Return a text in small letters and half-width characters, without what nobody sees."""
    plain = unicodedata.normalize("NFKC", text).lower()
    return "".join(each for each in plain if unicodedata.category(each) != "Cf").strip()


def _spaced(name: str) -> re.Pattern[str]:
    """Return the pattern of a name, whatever stands between its characters; a Latin one is a word of its own."""
    inner = _BETWEEN.join(re.escape(each) for each in re.sub(_BETWEEN, "", name))
    before = r"(?<![a-z0-9])" if inner[:1].isascii() and name[:1].isalnum() else ""
    after = r"(?![a-z0-9])" if name[-1:].isascii() and name[-1:].isalnum() else ""
    return re.compile(before + inner + after) if inner else re.compile(r"(?!)")


def _any_of(words: Iterable[str]) -> str:
    """Return the pattern of any of `words`; a Latin one is a word of its own."""
    edge = {True: (r"(?<![a-z])", r"(?![a-z])"), False: ("", "")}
    return "(?:" + "|".join(re.escape(each).join(edge[each.isascii()]) for each in words) + ")"


def _number(found: Sequence[str]) -> tuple[int, ...]:
    parts = tuple(ordinal(each) for each in found[0].split("."))
    while len(parts) > 1 and parts[-1] == 0:
        parts = parts[:-1]
    return parts
