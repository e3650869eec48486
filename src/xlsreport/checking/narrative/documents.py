"""N506, N516: documents that a text cites by their number: superseded ones, and numbers with a slip in them."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from xlsreport.checking.narrative.passage import Passage
from xlsreport.model.narrative import Narrative

_BRACKETS = str.maketrans("[](){}【】（）﹝﹞［］〘〙", "〔〕" * 8)
_NUMBER = re.compile(r"第?[0-9]+号")
_DIGITS = re.compile(r"[0-9]+")


def superseded(passage: Passage, narrative: Narrative) -> Iterator[tuple[str, str]]:
    """Yield the numbers of superseded documents that a text cites, each with that of the document in force."""
    for old, new in narrative.superseded:
        if old[-2:] in passage.plain and old.translate(_BRACKETS) in passage.plain.translate(_BRACKETS):
            yield old, new


def misquoted(passage: Passage, narrative: Narrative) -> Iterator[tuple[str, str]]:
    """Yield each number that is one slip away from a known one, and is none itself, with the known one."""
    if "号" not in passage.plain:
        return
    known, right = _numbers(narrative)
    text = passage.plain.translate(_BRACKETS)
    for match in _NUMBER.finditer(text):
        near = _near(text[: match.end()], known, right)
        if near is not None:
            yield near


@lru_cache(maxsize=8)
def _numbers(narrative: Narrative) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the numbers of the documents in force, and all that are right, with one kind of brackets."""
    known = tuple(dict.fromkeys((*(new for _, new in narrative.superseded), *narrative.documents)))
    every = (*known, *(old for old, _ in narrative.superseded))
    return known, tuple(dict.fromkeys(number.translate(_BRACKETS) for number in every))


def _near(text: str, known: Iterable[str], right: tuple[str, ...]) -> tuple[str, str] | None:
    """Return the number that `text` ends with and the known one that it is nearly; None where it is right itself."""
    if text.endswith(right):
        return None
    for each in known:
        flat = each.translate(_BRACKETS)
        for length in (len(flat), len(flat) - 1, len(flat) + 1):
            said = text[-length:]
            if len(said) == length and _one_digit_off(said, flat):
                return said, each
        if (cut := _office_off(text, flat)) is not None:
            return cut, each
    return None


def _one_digit_off(said: str, known: str) -> bool:
    """Whether two numbers are of one office and differ in one digit: another, one too many or one too few."""
    if _DIGITS.sub("", said) != _DIGITS.sub("", known):
        return False
    pairs = [(a, b) for a, b in zip(_DIGITS.findall(said), _DIGITS.findall(known), strict=True) if a != b]
    return len(pairs) == 1 and _slip(*pairs[0])


def _slip(said: str, known: str) -> bool:
    if len(said) == len(known):
        return sum(a != b for a, b in zip(said, known, strict=True)) == 1
    short, long = sorted((said, known), key=len)
    return len(long) - len(short) == 1 and any(long[:n] + long[n + 1 :] == short for n in range(len(long)))


def _office_off(text: str, known: str) -> str | None:
    """Return a number of the same year and place in its series whose office is written with half of its signs."""
    office, bracket, rest = known.partition("〔")
    if not bracket or not text.endswith(bracket + rest):
        return None
    match = re.search(r"\w{2,8}$", text.removesuffix(bracket + rest))
    words = match[0] if match else ""
    begin = words.rfind(office[:2])
    said = words[begin:] if begin >= 0 else ""
    return said + bracket + rest if said and len(said) < len(office) and said != office else None
