"""The conversation of the menu: questions on the screen, answers from the keyboard or a pipe."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from xlsreport.cli.console import Screen
from xlsreport.cli.menu.entries import Answers, Question
from xlsreport.language import Language

_BACK = "0"


class NoMoreAnswersError(Exception):
    """Nobody answers any more: the keyboard's end of file, or 0 for leaving."""


class GoneBackError(Exception):
    """A question was answered with 0: what asked it is not to be done."""


class Answerer(Protocol):
    """Who answers."""

    def readline(self) -> str:
        """Return the next line with its end, empty where there is none any more."""


@dataclass(frozen=True, slots=True)
class Talk:
    """Says and asks in one language."""

    language: Language
    screen: Screen = field(default_factory=Screen)
    answerer: Answerer | None = None

    def say(self, key: str, /, **values: object) -> None:
        """Print the text `key`, line by line."""
        self.screen.lines(self.language.text(key, **values).split("\n"))

    def ask(self, key: str, /, **values: object) -> str:
        """Return the line that is typed in answer to the text `key`; raises `NoMoreAnswersError` at the end."""
        self.say(key, **values)
        line = (self.answerer or sys.stdin).readline()
        if not line:
            raise NoMoreAnswersError
        return line.strip()

    def chosen(self, key: str, choices: Sequence[str], /, **values: object) -> str:
        """Return the one of `choices` that is typed, the first where nothing is; asks until it is one of them."""
        while True:
            typed = plain_answer(self.ask(key, **values)) or choices[0]
            if typed in choices:
                return typed
            self.say("menu_not_one_of", typed=typed, choices=" ".join(sorted(choices)))

    def answers(self, questions: Sequence[Question], /, **values: object) -> Answers:
        """Return the answers to `questions` by key; after an `n` the rest is not asked: its default holds.

        Raises `GoneBackError` where one is answered with 0.
        """
        given: dict[str, str] = {}
        for question in questions:
            key = f"menu_ask_{question.key}"
            if "n" in given.values():
                given[question.key] = question.choices[0] if question.choices else ""
            elif question.choices:
                given[question.key] = self.chosen(key, (*question.choices, _BACK), **values)
            else:
                given[question.key] = self.ask(key, **values)
            if plain_answer(given[question.key]) == _BACK:
                raise GoneBackError
        return given


def plain_answer(typed: str) -> str:
    """Return an answer as it is compared: small, ASCII digits and letters, and the Chinese words for yes and no."""
    narrow = "".join(chr(ord(each) - 0xFEE0) if "！" <= each <= "～" else each for each in typed).strip().lower()
    return {"是": "y", "好": "y", "yes": "y", "否": "n", "不": "n", "no": "n"}.get(narrow, narrow)
