"""Names and numbers of persons: in a text that is to be published, and in a sheet that the sender added."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import count, takewhile

Place = tuple[int, int]
_IDENTITY = re.compile(r"(?<![0-9A-Za-z_./])([1-9][0-9]{5})[ -]?([0-9]{8})[ -]?([0-9]{3}[0-9Xx])(?![0-9A-Za-z])")
_MOBILE = re.compile(
    r"(?<![0-9A-Za-z_./+])(?<![0-9]-)(?:\+?86[ -]?)?(1[3-9][0-9])([ -]?)([0-9]{4})\2([0-9]{4})"
    r"(?![0-9A-Za-z_]|[.,][0-9]|[件条名家人次项期场个份万亿元%％])"
)
_LANDLINE = re.compile(r"(?<![0-9A-Za-z_./+-])(?:\(?0[0-9]{2,3}\)?[ -]?)[2-9][0-9]{6,7}(?![0-9A-Za-z_-])")
_HAN_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]+·[\u4e00-\u9fff]+")
_LATIN_NAME = re.compile(r"[A-Z][a-z]+(?: [A-Z][a-z.]*)+")
_PLAIN = re.compile(r"[\s:：]+")
_LONG = re.compile(r"[0-9](?:[0-9] ?-?){7}")  # no shorter run of digits is in either
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643
_CHECKS = "10X98765432"


@dataclass(frozen=True, slots=True)
class Persons:
    """How many names, identity cards and telephones stand in a sheet."""

    names: int = 0
    identities: int = 0
    telephones: int = 0


@dataclass(frozen=True, slots=True)
class PersonWords:
    """The heads over or before names of persons, and how other heads end, which look like names."""

    heads: Collection[str]
    others: tuple[str, ...]

    def is_head(self, text: str) -> bool:
        """Whether `text` says that names follow."""
        return _PLAIN.sub("", text).casefold() in self.heads

    def is_name(self, text: str) -> bool:
        """Whether `text` under such a head can be a name."""
        plain = _PLAIN.sub("", text)
        named = _HAN_NAME.fullmatch(plain) or _LATIN_NAME.fullmatch(text.strip())
        return bool(named) and not plain.casefold().endswith(self.others) and not self.is_head(text)


def persons_in(texts: Mapping[Place, str], words: PersonWords) -> Persons:
    """Return how many persons the cells of a sheet tell of."""
    identities = sum(len(list(identity_numbers(text))) for text in texts.values())
    telephones = sum(len([*mobile_numbers(text), *_LANDLINE.finditer(text)]) for text in texts.values())
    heads = [place for place, text in texts.items() if words.is_head(text)]
    return Persons(len({name for head in heads for name in _names(head, texts, words)}), identities, telephones)


def _names(head: Place, texts: Mapping[Place, str], words: PersonWords) -> Iterator[Place]:
    """Yield the places of the names below a head, as far as the column is filled, else of the one beside it."""
    row, column = head
    below = list(takewhile(texts.__contains__, ((each, column) for each in count(row + 1))))
    named = [place for place in below if words.is_name(texts[place])]
    yield from named or [place for place in [(row, column + 1)] if words.is_name(texts.get(place, ""))]


def identity_numbers(text: str) -> Iterator[str]:
    """Yield the identity-card numbers of a text whose date and check digit are right, their middle hidden."""
    if _LONG.search(text) is None:
        return
    for match in _IDENTITY.finditer(text):
        number = "".join(match.groups()).upper()
        if _is_date(number[6:14]) and _CHECKS[_weighed(number) % 11] == number[-1]:
            yield f"{number[:3]}{'*' * 13}{number[-2:]}"


def mobile_numbers(text: str) -> Iterator[str]:
    """Yield the mobile numbers of a text, their middle hidden."""
    if _LONG.search(text) is None:
        return
    for match in _MOBILE.finditer(text):
        yield f"{match[1]}****{match[4]}"


def _weighed(number: str) -> int:
    return sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number, strict=False))


def _is_date(text: str) -> bool:
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:])).year >= 1900
    except ValueError:
        return False
