"""What holds for every command and may stand anywhere in the command line: --lang, --quiet, --verbose."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from xlsreport.cli.console import LOUDNESS, Loudness
from xlsreport.cli.help_page import help_texts
from xlsreport.cli.speech import ASKED, chosen_language, users_language
from xlsreport.errors import XlsreportError
from xlsreport.language import LANGUAGES, SPOKEN

_LOUD = {
    "-q": Loudness.QUIET,
    "--quiet": Loudness.QUIET,
    "-v": Loudness.VERBOSE,
    "--verbose": Loudness.VERBOSE,
}
_LANG = "--lang"


@dataclass(frozen=True, slots=True)
class GlobalOptions:
    """How loud a command is, the language that was asked for, and the rest of its command line."""

    rest: tuple[str, ...]
    loudness: Loudness = Loudness.NORMAL
    lang: str | None = None


def taken(arguments: Sequence[str]) -> GlobalOptions:
    """Return `arguments` without the options that hold for every command; what follows `--` is left alone."""
    own, after = list(arguments), list[str]()
    if "--" in own:
        cut = own.index("--")
        own, after = own[:cut], own[cut:]
    rest, loudness, lang = list[str](), Loudness.NORMAL, None
    while own:
        each = own.pop(0)
        if each in _LOUD:
            loudness = _LOUD[each]
        elif each == _LANG:
            lang = own.pop(0) if own else ""
        elif each.startswith(f"{_LANG}="):
            lang = each.removeprefix(f"{_LANG}=")
        else:
            rest.append(each)
    return GlobalOptions((*rest, *after), loudness, lang)


@contextmanager
def in_force(options: GlobalOptions) -> Iterator[None]:
    """Have what `options` say hold meanwhile; raises `XlsreportError` for a language that is not there."""
    loudness, asked, spoken = LOUDNESS.set(options.loudness), ASKED.set(options.lang), SPOKEN.set(None)
    try:
        if options.lang is not None and options.lang not in LANGUAGES:
            texts = help_texts(users_language())
            raise XlsreportError(texts.text("usage_no_language", known=", ".join(LANGUAGES)))
        SPOKEN.set(chosen_language())
        yield
    finally:
        SPOKEN.reset(spoken)
        LOUDNESS.reset(loudness)
        ASKED.reset(asked)
