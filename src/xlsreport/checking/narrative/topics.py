"""What a text speaks of, so that words which leave out their subject are told from others."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from xlsreport.checking.narrative.alternatives import NOTHING
from xlsreport.checking.narrative.wording import Wordings
from xlsreport.kept.patterns import compiled
from xlsreport.model.narrative import Wording


class TopicReader:
    """Finds the topics of a form by their words; a topic that has all the words of another is spoken of with it."""

    def __init__(self, topics: Sequence[tuple[str, Wording]], wordings: Wordings) -> None:
        words = {name: _choices(wording) for name, wording in topics}
        narrower = {name: _narrower(name, words) for name in words}
        order = sorted(topics, key=lambda topic: len(narrower[topic[0]]))
        own = {name: _without(wording, [words[within] for within in narrower[name]]) for name, wording in order}
        self._any = compiled("|".join(f"({wordings.source(wording)})" for wording in own.values()) or NOTHING)
        self._names = [(name, *(wider for wider, within in narrower.items() if name in within)) for name in own]

    def names(self, text: str, start: int, end: int) -> Iterator[str]:
        """Yield the names of the topics that are spoken of between `start` and `end`."""
        for match in self._any.finditer(text, start, end):
            yield from self._names[(match.lastindex or 1) - 1]


def _narrower(topic: str, words: Mapping[str, frozenset[object]]) -> tuple[str, ...]:
    """Return the topics of which `topic` has all the words and more."""
    return tuple(name for name, own in words.items() if own and own < words[topic])


def _without(wording: Wording, looked_for: Iterable[frozenset[object]]) -> Wording:
    """Return a topic without the words that are looked for already."""
    others = frozenset[object]().union(*looked_for)
    if not others:
        return wording
    return (replace(wording[0], choices=tuple(each for each in wording[0].choices if each not in others)),)


def _choices(wording: Wording) -> frozenset[object]:
    """Return the words of a topic that is one of several; none of one in several pieces."""
    return frozenset(wording[0].choices) if len(wording) == 1 else frozenset()
