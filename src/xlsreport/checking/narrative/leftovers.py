"""N505, N507–N509: what was left over from a template, from last year or from another department's text."""

import re
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache

from xlsreport.checking.narrative.passage import Passage
from xlsreport.model.narrative import Narrative

_SIGN = re.compile(r"[Xx×✕╳*□_＿]")  # what a gap may be made of: most texts have none, and are done
_GAP = re.compile(r"(?<![A-Za-z])[Xx]{2,}(?![A-Za-z])|[×✕╳]{2,}|(?<![0-9*])\*{2,}(?![0-9*])|□+|[_＿]{2,}")
_EMPTY = re.compile(r"[【\[（〔]\s*[】\]）〕]")
_NUMBERED = re.compile(r"(?:（[一二三四五六七八九十]+）|[一二三四五六七八九十]+、).+")
_NO_WORD = re.compile(r"[\W_]+")
_LONGEST_NOTHING = 30  # characters, with signs and line breaks
_YEAR_AHEAD = re.compile(r"^[0-9]{4}年度?，?")
_LEAST_NAME = 4  # shorter names of departments may be part of other words


def left_open(passage: Passage, words: Collection[str]) -> str | None:
    """Return the first placeholder that was left in a text; `words` are those that ask to be replaced."""
    match = _GAP.search(passage.open) if _SIGN.search(passage.open) else None
    match = match or _EMPTY.search(passage.open)
    if match is not None:
        return match[0]
    return next((word for word in words if word in passage.open), None)


def foreign_heading(passage: Passage, own: str, headings: Iterable[str]) -> str | None:
    """Return a heading of another section in a text: a numbered one anywhere, any other as a line of its own."""
    for heading in headings:
        words = flat(heading)
        if words in passage.open and words != flat(own) and _is_heading(words, passage.open):
            return heading
    return None


def _is_heading(words: str, text: str) -> bool:
    if not _NUMBERED.fullmatch(words):
        return words in text.split("\n")
    return re.search(rf"{re.escape(words)}(?:情况|工作)*(?:[。：\n]|$)", text) is not None


@lru_cache(maxsize=256)
def flat(text: str) -> str:
    """Return a heading as it reads in a passage."""
    return Passage(text).plain


def says_nothing(passage: Passage, heading: str, hollow: Collection[str]) -> bool:
    """Whether a text says no more than its heading or 无."""
    text = passage.plain.removeprefix(flat(heading))
    if len(text) > _LONGEST_NOTHING:
        return False
    return _NO_WORD.sub("", text).casefold() in {"", *(_NO_WORD.sub("", word).casefold() for word in hollow)}


def foreign_self(passage: Passage, narrative: Narrative, own: Sequence[str]) -> str | None:
    """Return what a text calls its own department where none of its `own` names is such: 我局 of an office."""
    for word, part in narrative.selves:
        if word in passage.open and not any(part in each for each in own) and _stands(word, passage.open):
            return word
    return None


def _stands(word: str, text: str) -> bool:
    """Whether a word begins where a clause does, or after a word of time; inside others it is by chance."""
    return re.search(rf"(?:^|[，。；：、！？（\n]|年|年度|期间){re.escape(word)}(?![限部面势长])", text) is not None


def foreign_name(passage: Passage, own: Sequence[str], names: frozenset[str]) -> str | None:
    """Return another department's name that a paragraph begins with, where no `own` name stands in the text.

    The first of these is what the workbook says, the others what the roster calls its department.
    """
    text = passage.open
    telling = [each for each in own if each and (each == own[0] or len(each) >= _LEAST_NAME)]
    if any(each in text for each in telling):
        return None
    heads = [_YEAR_AHEAD.sub("", line) for line in text.split("\n")]
    begun = {head[:length] for head in heads for length in _lengths(names)} & names
    ours = {name for name in begun if any(name in form for form in own) or any(form in name for form in telling)}
    return max(begun - ours, key=len, default=None)


@lru_cache(maxsize=4)
def _lengths(names: frozenset[str]) -> tuple[int, ...]:
    return tuple(sorted({len(name) for name in names if len(name) >= _LEAST_NAME}))
