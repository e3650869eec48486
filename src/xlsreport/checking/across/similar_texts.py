"""Which of many texts are the same in large part: found by their sentences, measured by their rows of words.

Comparing every two of ten thousand would be fifty million comparisons. Texts that share much share whole sentences,
so only those that do are compared; a sentence that many have links each with its neighbours and the first alone.
Texts are read again where two are compared, and not kept: of a hundred thousand departments they are a gigabyte.
"""

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from xlsreport.checking.across.shared_sentences import known_sentences, shared_words
from xlsreport.checking.history.repeated_text import share
from xlsreport.checking.text.shingles import Repeat, quoted, repeats, sentences_of, shingles
from xlsreport.model.sentences import Sentences

_HALF = Decimal("0.5")
_LIKELY = Decimal("0.2")  # of the words in shared sentences: worth measuring
_SHORTEST = 80  # words: a shorter text is too general to be anybody's own
_AT_HAND = 1024  # texts whose words are kept for the next comparison

Text = tuple[str, ...]  # its sections


@dataclass(frozen=True, slots=True)
class SimilarTexts:
    """Another text that holds `share` of this one; `quote`, the longest stretch, stands in `section`."""

    other: int
    share: Decimal
    section: int
    quote: str


def alike_texts(
    texts: Sequence[Text], sentences: Iterable[Sentences] | None = None
) -> Mapping[int, tuple[SimilarTexts, ...]]:
    """Return by the number of a text, given by its sections, the others that hold more than half, the likest first.

    Where `sentences` are known, most texts need not be read.
    """
    lengths = array("I")
    of = lru_cache(maxsize=_AT_HAND)(lambda number: _words(texts[number]))
    found: dict[int, list[SimilarTexts]] = {}
    for one, other, shared in shared_words(sentences or map(known_sentences, texts), _SHORTEST, lengths):
        if share(shared, min(lengths[one], lengths[other])) > _LIKELY:
            for number, alike in _both(texts, of, one, other):
                found.setdefault(number, []).append(alike)
    return {number: tuple(sorted(found[number], key=lambda a: (-a.share, a.other))) for number in sorted(found)}


def _words(text: Text) -> Text:
    return tuple("".join(sentences_of(section)) for section in text)


def _both(
    texts: Sequence[Text], words: Callable[[int], Text], one: int, other: int
) -> Iterator[tuple[int, SimilarTexts]]:
    """Yield which of two texts is held by the other in large part."""
    for this, that in ((one, other), (other, one)):
        alike = _measured(texts, this, words(this), (that, words(that)))
        if alike is not None:
            yield this, alike


def _measured(texts: Sequence[Text], number: int, words: Text, others: tuple[int, Text]) -> SimilarTexts | None:
    other, held = others
    found = list(_found(words, held))
    part = share(sum(each.length for _, each in found), sum(map(len, words)))
    if part <= _HALF:
        return None
    section, longest = max(found, key=_length)
    return SimilarTexts(other, part, section, quoted(texts[number][section], longest))


def _found(words: Text, others: Text) -> Iterator[tuple[int, Repeat]]:
    """Yield what each section repeats, with its number; of equal texts, which may be many, that is known at once."""
    if words == others:
        yield from ((number, Repeat(0, len(section))) for number, section in enumerate(words) if section)
        return
    known = shingles(others)
    for number, section in enumerate(words):
        yield from ((number, each) for each in repeats(section, known))


def _length(found: tuple[int, Repeat]) -> int:
    return found[1].length
