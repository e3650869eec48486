"""Which of many texts share whole sentences, found without keeping a text: a sentence is sixteen bytes here.

Sentences are known by a hash of eight bytes. They lie in parts by their hash, and pairs of texts in parts by the
first of the two, so that only a part of either is ever put together. Where two sentences had one hash, two texts would
be measured that need not be.
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from itertools import combinations, pairwise
from struct import unpack

from xlsreport.checking.text.shingles import LENGTH, sentences_of
from xlsreport.model.sentences import Sentences

_PARTS = 64
_SIZE = 8  # bytes of a hash
_ALL_PAIRS = 8  # a sentence of more texts than these links neighbours only
_LONGEST = 2**32 - 1  # words that a sentence counts


def known_sentences(sections: Iterable[str]) -> Sentences:
    """Return what the sentences of a text are known by, given its sections."""
    sentences = [sentence for section in sections for sentence in sentences_of(section)]
    telling = [each for each in dict.fromkeys(sentences) if len(each) >= LENGTH]
    hashes = (blake2b(each.encode("utf-8", "surrogatepass"), digest_size=_SIZE).digest() for each in telling)
    return Sentences(sum(map(len, sentences)), b"".join(hashes), tuple(min(len(each), _LONGEST) for each in telling))


def shared_words(texts: Iterable[Sentences], shortest: int, lengths: "array[int]") -> Iterator[tuple[int, int, int]]:
    """Yield (one text, another, the words of the sentences that both hold), in the order of the texts.

    The words of each text are counted into `lengths`; a text of fewer than `shortest` shares nothing. A sentence that
    many texts hold links each with its neighbours and with the first.
    """
    known = [_Held() for _ in range(_PARTS)]
    for number, text in enumerate(texts):
        lengths.append(text.words)
        if text.words < shortest:
            continue
        for known_by, size in zip(unpack(f">{len(text.sizes)}Q", text.known_by), text.sizes, strict=True):
            known[known_by % _PARTS].add(known_by, number, size)
    yield from _summed(known, len(lengths))


class _Held:
    """Which texts hold which sentences, for a part of all sentences."""

    def __init__(self) -> None:
        self._hashes, self._numbers, self._sizes = array("Q"), array("I"), array("I")

    def add(self, known_by: int, number: int, size: int) -> None:
        """Take a sentence of the text `number`."""
        self._hashes.append(known_by)
        self._numbers.append(number)
        self._sizes.append(size)

    def pairs(self) -> Iterator[tuple[int, int, int]]:
        """Yield each two texts that a sentence links, with its words."""
        holders: dict[int, list[int]] = {}
        for place, known_by in enumerate(self._hashes):
            holders.setdefault(known_by, []).append(place)
        for places in holders.values():
            if len(places) > 1:
                size, numbers = self._sizes[places[0]], [self._numbers[place] for place in places]
                yield from ((one, other, size) for one, other in _linked(numbers))


def _linked(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    if len(numbers) <= _ALL_PAIRS:
        yield from combinations(numbers, 2)
        return
    yield from pairwise(numbers)
    yield from ((numbers[0], each) for each in numbers[2:])


def _summed(known: list[_Held], count: int) -> Iterator[tuple[int, int, int]]:
    """Yield each pair once, with the words of all its sentences; the parts of `known` are let go on the way."""
    width = count // _PARTS + 1
    parts = [(array("I"), array("I"), array("I")) for _ in range(_PARTS)]
    while known:
        for one, other, size in known.pop().pairs():
            for column, each in zip(parts[one // width], (one, other, size), strict=True):
                column.append(each)
    for ones, others, sizes in parts:
        shared: dict[tuple[int, int], int] = {}
        for one, other, size in zip(ones, others, sizes, strict=True):
            shared[one, other] = shared.get((one, other), 0) + size
        yield from ((*pair, shared[pair]) for pair in sorted(shared))
