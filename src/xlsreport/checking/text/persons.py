"""Names and numbers of persons in a sheet that the sender added: what is told of them is how many."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import takewhile

from xlsreport.checking.text.personal_data import identity_numbers, landline_numbers, mobile_numbers

Place = tuple[int, int]
_HAN_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]+·[\u4e00-\u9fff]+")
_LATIN_NAME = re.compile(r"[A-Z][a-z]+(?: [A-Z][a-z.]*)+")
_HIDDEN = re.compile("[某*×xX\u25cb]")  # what stands in place of a name that is not told
_PLAIN = re.compile(r"[\s:：*＊]+")
_BRACKETS = re.compile(r"[(（\[【][^()（）\[\]【】]*[)）\]】]")
_BETWEEN = re.compile(r"[/／、,，&+]|或者?|及|和|与")
_SAID = re.compile(r"([^\s:：,，;；。]{2,10})\s*[:：]\s*([\u4e00-\u9fff]{2,4})(?![\u4e00-\u9fff])")
_IDENTITY = re.compile(r"(?=[A-Za-z]*\d{5})[A-Za-z0-9]{6,18}")  # a card of any kind; Excel rounds one typed as a number
_TELEPHONE = re.compile(r"[0-9][0-9 -]{5,14}[0-9]")
_LONGEST_HEAD = 24
_GAP = 3  # rows: a head may span some, and a row may be blank


@dataclass(frozen=True, slots=True)
class Persons:
    """How many names, identity cards and telephones stand in a sheet."""

    names: int = 0
    identities: int = 0
    telephones: int = 0


@dataclass(frozen=True, slots=True)
class PersonWords:
    """The heads over or before names of persons, their cards and telephones; `others` is how what is no name ends."""

    heads: Collection[str]
    others: tuple[str, ...]
    identity_heads: Collection[str] = ()
    telephone_heads: Collection[str] = ()

    def is_name(self, text: str) -> bool:
        """Whether `text` under such a head can be a name, and one that is told."""
        plain = _PLAIN.sub("", text)
        named = _HAN_NAME.fullmatch(plain) or _LATIN_NAME.fullmatch(text.strip())
        if not named or (not text.isascii() and _HIDDEN.search(plain)):
            return False
        return not plain.casefold().endswith(self.others) and not _is_head(text, self.heads)


def persons_in(texts: Mapping[Place, str], words: PersonWords, known: Collection[str] = ()) -> Persons:
    """Return how many persons the cells of a sheet tell of, those whose text is `known` left out."""
    fresh = {place: text for place, text in texts.items() if text not in known}
    names = set(_under(texts, words.heads, lambda place: words.is_name(fresh.get(place, ""))))
    said = sum(words.is_name(name) for text in fresh.values() for name in _said(text, words))
    identities = _numbers(texts, fresh, words.identity_heads, (_IDENTITY, identity_numbers))
    telephones = _numbers(texts, fresh, words.telephone_heads, (_TELEPHONE, _telephones))
    return Persons(len(names) + said, identities, telephones)


def _numbers(
    texts: Mapping[Place, str],
    fresh: Mapping[Place, str],
    heads: Collection[str],
    told: tuple[re.Pattern[str], Callable[[str], Iterator[str]]],
) -> int:
    """Return how many numbers are told by their own form, or by the head over them."""
    pattern, certain = told
    found = {place: count for place, text in fresh.items() if (count := len(list(certain(text))))}
    headed = set(_under(texts, heads, lambda place: bool(pattern.fullmatch(fresh.get(place, "").strip()))))
    return sum(found.values()) + len(headed - found.keys())


def _telephones(text: str) -> Iterator[str]:
    yield from mobile_numbers(text)
    yield from landline_numbers(text)


def _said(text: str, words: PersonWords) -> Iterator[str]:
    """Yield what stands behind a head in the same cell: 联系人：张三."""
    for head, name in _SAID.findall(text):
        if _is_head(head, words.heads):
            yield name


def _under(texts: Mapping[Place, str], heads: Collection[str], is_one: Callable[[Place], bool]) -> Iterator[Place]:
    """Yield the places of what is meant below a head, else of those beside it."""
    columns: dict[int, list[int]] = {}
    for row, column in sorted(texts):
        columns.setdefault(column, []).append(row)
    for (row, column), text in texts.items():
        if _is_head(text, heads):
            below = [(each, column) for each in _down(row, columns[column]) if is_one((each, column))]
            beside = takewhile(is_one, ((row, column + step) for step in range(1, len(columns) + 1)))
            yield from below or beside


def _down(head: int, rows: list[int]) -> Iterator[int]:
    """Yield the filled rows below a head, as far as no more than a few blank ones lie between."""
    last = head
    for row in rows:
        if row > head:
            if row - last > _GAP:
                return
            yield row
            last = row


def _is_head(text: str, heads: Collection[str]) -> bool:
    """Whether `text` says that what is asked follows: 姓名, 申请人（公民）, 申请人姓名或者名称."""
    if len(text) > _LONGEST_HEAD:
        return False
    plain = _PLAIN.sub("", _BRACKETS.sub("", text)).casefold()
    return plain in heads or text.strip().casefold() in heads or any(each in heads for each in _BETWEEN.split(plain))
