"""Which of many texts are the same in large part: found by their sentences, measured by their rows of words.

Comparing every two of ten thousand would be fifty million comparisons. Texts that share much share whole sentences,
so only those that do are compared; a sentence that many have links each with its neighbours and the first alone.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, pairwise

from xlsreport.checking.history.repeated_text import share
from xlsreport.checking.text.shingles import LENGTH, Repeat, quoted, repeats, sentences_of, shingles

_HALF = Decimal("0.5")
_LIKELY = Decimal("0.2")  # of the words in shared sentences: worth measuring
_SHORTEST = 80  # words: a shorter text is too general to be anybody's own
_ALL_PAIRS = 8  # a sentence of more texts than these links neighbours only


@dataclass(frozen=True, slots=True)
class SimilarTexts:
    """Another text that holds `share` of this one; `quote`, the longest stretch, stands in `section`."""

    other: int
    share: Decimal
    section: int
    quote: str


def alike_texts(texts: Sequence[tuple[str, ...]]) -> tuple[tuple[SimilarTexts, ...], ...]:
    """Return for each text, given by its sections, the others that hold more than half of it, the likest first."""
    sentences = [tuple(sentences_of(section) for section in text) for text in texts]
    words = [tuple(map("".join, each)) for each in sentences]
    found: list[list[SimilarTexts]] = [[] for _ in texts]
    for one, other in _likely(sentences, [sum(map(len, each)) for each in words]):
        for this, that in ((one, other), (other, one)):
            alike = _measured(texts[this], words[this], that, words[that])
            found[this] += [alike] if alike is not None else []
    return tuple(tuple(sorted(each, key=lambda a: (-a.share, a.other))) for each in found)


def _likely(texts: Sequence[Sequence[Sequence[str]]], lengths: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of texts, given by the sentences of their sections, that share enough of these to be measured."""
    holders: dict[str, list[int]] = {}
    for number, text in enumerate(texts):
        for sentence in _telling(text) if lengths[number] >= _SHORTEST else ():
            holders.setdefault(sentence, []).append(number)
    shared: dict[tuple[int, int], int] = {}
    for sentence, numbers in holders.items():
        for pair in _pairs(numbers):
            shared[pair] = shared.get(pair, 0) + len(sentence)
    for pair in sorted(shared):
        if share(shared[pair], min(lengths[pair[0]], lengths[pair[1]])) > _LIKELY:
            yield pair


def _telling(sections: Sequence[Sequence[str]]) -> Iterable[str]:
    """Return the different sentences of a text that are long enough to be telling, in their order."""
    return dict.fromkeys(sentence for section in sections for sentence in section if len(sentence) >= LENGTH)


def _pairs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    if len(numbers) <= _ALL_PAIRS:
        yield from combinations(numbers, 2)
        return
    yield from pairwise(numbers)
    yield from ((numbers[0], each) for each in numbers[2:])


def _measured(
    text: tuple[str, ...], words: tuple[str, ...], other: int, others: tuple[str, ...]
) -> SimilarTexts | None:
    found = list(_found(words, others))
    part = share(sum(each.length for _, each in found), sum(map(len, words)))
    if part <= _HALF:
        return None
    section, longest = max(found, key=_length)
    return SimilarTexts(other, part, section, quoted(text[section], longest))


def _found(words: tuple[str, ...], others: tuple[str, ...]) -> Iterator[tuple[int, Repeat]]:
    """Yield what each section repeats, with its number; of equal texts, which may be many, that is known at once."""
    if words == others:
        yield from ((number, Repeat(0, len(section))) for number, section in enumerate(words) if section)
        return
    known = shingles(others)
    for number, section in enumerate(words):
        yield from ((number, each) for each in repeats(section, known))


def _length(found: tuple[int, Repeat]) -> int:
    return found[1].length
