"""Which language the person at the terminal reads: help and usage errors are said before any form could tell one."""

import locale
import os
import re
import sys
from collections.abc import Mapping
from contextvars import ContextVar

from xlsreport.language import LANGUAGES

ASKED = ContextVar[str | None]("ASKED", default=None)  # what --lang says in this command line
VARIABLE = "XLSREPORT_LANG"
_LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")  # in the order in which they count
_CHINESE = 0x04  # the primary language in a number of a language on Windows
_HALVES = re.compile(r"(.*[\u3000-\u9fff\uff00-\uffef])\s*(.*)", re.DOTALL)


def chosen_language() -> str | None:
    """Return the language that `--lang` or the variable asks for; None where nobody chose, or one that is not there."""
    asked = ASKED.get() or os.environ.get(VARIABLE, "")
    return next((name for name in LANGUAGES if _is_of(asked, name)), None)


def users_language() -> str:
    """Return the language of help and usage errors: the chosen one, else the system's, English for others."""
    return chosen_language() or language_of_system(os.environ)


def language_of_system(environment: Mapping[str, str]) -> str:
    """Return the catalogue's language that the locale in `environment` names, or Windows or macOS is set to."""
    named = next((environment[name] for name in _LOCALE if environment.get(name)), "")
    if not named and sys.platform == "win32":
        import ctypes

        number = ctypes.windll.kernel32.GetUserDefaultUILanguage()
        named = LANGUAGES[0] if number & 0x3FF == _CHINESE else ""
    elif not named:
        named = locale.getlocale()[0] or ""
    return next((name for name in LANGUAGES if _is_of(named, name)), "en")


def other_language(name: str) -> str:
    """Return the language that help can be had in beside `name`."""
    return next(each for each in LANGUAGES if each != name)


def halves(text: str) -> tuple[str, str]:
    """Return the Chinese and the English half of a text that says the same in both, one after the other.

    The Chinese one ends with the last Chinese letter or sign; one that is missing is empty.
    """
    found = _HALVES.fullmatch(text)
    return (found[1].strip(), found[2].strip()) if found else ("", text.strip())


def in_language(text: str, name: str) -> str:
    """Return the half of `text` in the language `name`, the other where it has none."""
    chinese, english = halves(text)
    return (chinese or english) if name == LANGUAGES[0] else (english or chinese)


def _is_of(said: str, name: str) -> bool:
    return re.match(rf"{name}(?![a-z])", said.lower()) is not None
