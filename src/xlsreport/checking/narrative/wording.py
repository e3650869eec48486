"""A form's wordings as regular expressions, forwards for what stands behind a figure and backwards for what is before.

Read backwards from the figure, a phrase is looked for once and not at every place where it might begin.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import count

from xlsreport.checking.narrative.alternatives import choice
from xlsreport.model.narrative import Piece, Wording

_YEAR = re.compile(r"@([+-][0-9])?")
_DIGITS = tuple("0123456789")


class Wordings:
    """Turns wordings into the source of regular expressions; `glue` are the small words between two pieces."""

    def __init__(self, joint: str, glue: Sequence[str], year_marks: Sequence[str]) -> None:
        self._joint = joint
        self._glue = tuple(sorted(glue, key=len, reverse=True))
        self._years = tuple(sorted(year_marks, key=len, reverse=True))

    def source(self, wording: Wording, *, backwards: bool = False) -> str:
        """Return the pattern of `wording`; what is optional before its first sure piece takes its glue along."""
        pieces = wording[::-1] if backwards else wording
        sure = next((n for n, piece in enumerate(pieces) if not piece.optional), len(pieces))
        glue, parts = self._between(backwards=backwards), []
        for n, piece in zip(count(), pieces):
            one = self._piece(piece, backwards=backwards)
            match n < sure, piece.optional:
                case True, _:
                    parts.append(f"(?:{one}{glue})?")
                case False, True:
                    parts.append(f"(?:{glue}{one})?")
                case _:
                    parts.append(one if n == sure else f"{glue}{one}")
        return "".join(parts)

    def _between(self, *, backwards: bool) -> str:
        words = choice(word[::-1] if backwards else word for word in self._glue) if self._glue else ""
        return f"{self._joint}(?:(?:{words}){self._joint})*" if words else self._joint

    def _piece(self, piece: Piece, *, backwards: bool) -> str:
        return f"(?:{'|'.join(self._choices(piece, backwards=backwards))})"

    def _choices(self, piece: Piece, *, backwards: bool) -> Iterator[str]:
        """Yield the patterns of a piece: wordings of their own, which are longer, before its plain words."""
        plain = [each for each in piece.choices if isinstance(each, str) and not _YEAR.fullmatch(each)]
        for each in piece.choices:
            if not isinstance(each, str):
                yield self.source(each, backwards=backwards)
            elif _YEAR.fullmatch(each):
                yield self._year(backwards=backwards)
        if plain:
            yield choice(word[::-1] if backwards else word for word in plain)

    def _year(self, *, backwards: bool) -> str:
        marks = "|".join(re.escape(mark[::-1] if backwards else mark) for mark in self._years)
        behind = f"(?:{marks})?" if marks else ""
        return f"{behind}[0-9]{{2}}(?:02|91)" if backwards else f"(?:20|19)[0-9]{{2}}{behind}"

    def last_characters(self, wording: Wording) -> frozenset[str]:
        """Return the last two characters of a text that ends with `wording`, one where its last word has no more."""
        return frozenset(self._edges(wording, slice(-2, None), (*self._years, *_DIGITS)))

    def first_characters(self, wording: Wording) -> frozenset[str]:
        """Return the characters that a text may begin with where it begins with `wording`."""
        return frozenset(self._edges(wording, slice(1), _DIGITS))

    def opening(self, wording: Wording) -> frozenset[str]:
        """Return the characters one of which stands wherever `wording` does: the first ones of its first sure piece."""
        sure = tuple(piece for piece in wording if not piece.optional)
        return self.first_characters(sure[:1] or wording)

    def _edges(self, wording: Wording, edge: slice, years: Sequence[str]) -> Iterator[str]:
        for piece in wording if edge.stop else reversed(wording):
            for each in piece.choices:
                if not isinstance(each, str):
                    yield from self._edges(each, edge, years)
                else:
                    yield from (word[edge] for word in (years if _YEAR.fullmatch(each) else (each,)))
            if not piece.optional:
                return


def last_sure(wording: Wording) -> Wording:
    """Return the end of a wording from its last piece on that may not be left out."""
    sure = [n for n, piece in enumerate(wording) if not piece.optional]
    return wording[sure[-1] :] if sure else wording
