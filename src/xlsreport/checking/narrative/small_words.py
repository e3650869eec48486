"""The small words of a language around the figures of a text, as texts/prose.toml lists them."""

import re
from dataclasses import dataclass, fields
from functools import cached_property, lru_cache

from xlsreport.checking.narrative.alternatives import choice
from xlsreport.kept.patterns import compiled
from xlsreport.language import Language, language_named

_SIGNS = re.compile(r"[\s\W0-9\0]")


@dataclass(frozen=True)  # no slots: patterns are made when asked for and kept
class SmallWords:
    """The lists of one language, by the names that they have in the catalogue; each longest word first."""

    glue: tuple[str, ...]
    fillers: tuple[str, ...]
    units: tuple[str, ...]
    counting: tuple[str, ...]
    about_before: tuple[str, ...]
    about_after: tuple[str, ...]
    compared: tuple[str, ...]
    year: tuple[str, ...]
    year_before: tuple[str, ...]
    ordinals: tuple[str, ...]
    some: tuple[str, ...]
    all: tuple[str, ...]
    apart: tuple[str, ...]
    besides: tuple[str, ...]
    clauses: tuple[str, ...]
    nouns: tuple[str, ...]
    joiners: tuple[str, ...]
    rest: tuple[str, ...]
    and_others: tuple[str, ...]
    each: tuple[str, ...]
    totals: tuple[str, ...]
    openers: tuple[str, ...]
    name_tails: tuple[str, ...]
    name_links: tuple[str, ...]
    none_before: tuple[str, ...]
    none_after: tuple[str, ...]
    none_verbs: tuple[str, ...]
    none_tails: tuple[str, ...]
    whose: tuple[str, ...]
    cause: tuple[str, ...]
    caused: tuple[str, ...]
    doubt: tuple[str, ...]
    share: tuple[str, ...]
    share_of: tuple[str, ...]
    change_up: tuple[str, ...]
    change_down: tuple[str, ...]
    turned: tuple[str, ...]
    turned_from: tuple[str, ...]
    turned_to: tuple[str, ...]
    last_year: tuple[str, ...]
    this_year: tuple[str, ...]
    of: tuple[str, ...]
    against_last_year: tuple[str, ...]
    reporting: tuple[str, ...]
    since: tuple[str, ...]
    until: tuple[str, ...]
    intended: tuple[str, ...]
    planned: tuple[str, ...]
    planned_where_nothing_is_counted: tuple[str, ...]
    dated: tuple[str, ...]
    reports: tuple[str, ...]
    past: tuple[str, ...]
    from_: tuple[str, ...]
    joint: str = ""

    @cached_property
    def _filler(self) -> re.Pattern[str]:
        words = choice(word[::-1] for word in self.fillers)
        if not self.joint:
            return compiled(words)
        joint = re.escape(self.joint)
        return compiled(rf"(?:{joint})?(?:{words})(?:(?<!\w)|(?!\w))|{joint}")

    @cached_property
    def _name_tail(self) -> re.Pattern[str]:
        return compiled(choice(word[::-1] for word in self.name_tails))

    @cached_property
    def _name_link(self) -> re.Pattern[str]:
        return compiled(choice(word[::-1] for word in self.name_links))

    @cached_property
    def _opening(self) -> re.Pattern[str]:
        return compiled(f"{re.escape(self.joint)}(?:{choice(self.openers)})*")

    @cached_property
    def _opened_by(self) -> tuple[str, ...]:
        return (*self.openers, *self.units)

    def filler_before(self, backwards: str, at: int) -> int:
        """Return how long the filler is that a text, read backwards, goes on with at `at`; 0 where none does."""
        match = self._filler.match(backwards, at)
        return len(match[0]) if match else 0

    def name_link_before(self, backwards: str) -> int:
        """Return how long the words are that link a row's name to its group, where a text read backwards has some."""
        match = self._name_link.match(backwards)
        return len(match[0]) if match else 0

    def without_filler(self, words: str) -> str:
        """Return `words` without the filler that they end with."""
        return words[: len(words) - self.filler_before(words[::-1], 0)]

    def name_tail_before(self, backwards: str, at: int) -> int:
        """Return how long the words are that may stand behind a row's name, where a text read backwards has some."""
        match = self._name_tail.match(backwards, at)
        return len(match[0]) if match else 0

    def opening_of(self, following: str) -> int:
        """Return how long the small words are that a text behind a figure begins with: `由于`, `属于`."""
        match = self._opening.match(following)
        return match.end() if match else 0

    def opens(self, text: str, at: int) -> bool:
        """Whether a name may begin at `at`: behind a sign, a figure's unit or a word that opens one."""
        return at == 0 or _SIGNS.match(text, at - 1) is not None or text.endswith(self._opened_by, 0, at)


@lru_cache(maxsize=4)
def _small_words(name: str) -> SmallWords:
    lists = language_named(name).lists
    kept = {
        each.name: tuple(sorted(lists[f"prose_{each.name.removesuffix('_')}"], key=len, reverse=True))
        for each in fields(SmallWords)
        if each.name != "joint"
    }
    return SmallWords(**kept, joint=" " if "space" in lists["prose_joint"] else "")


def small_words(language: Language) -> SmallWords:
    """Return the small words of a language, laid out once."""
    return _small_words(language.name)
