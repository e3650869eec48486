"""Names of departments that stand somewhere in a text, as in a file's name: found without looking for each of them."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

_NOISE = re.compile(r"[\s_\-—()（）\[\]【】.,，。、]+")


@lru_cache(maxsize=65536)
def bare(text: str) -> str:
    """Return `text` without blanks and the signs that stand between words in names of files, in small letters."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", text)).lower()


class NamesInTexts:
    """Names by the sign with which they begin and by their length: at most places of a text none begins."""

    def __init__(self, names: Iterable[str]) -> None:
        """`names` are what is looked for, none of them empty."""
        self._begun: dict[str, dict[int, set[str]]] = {}
        for name in names:
            self._begun.setdefault(name[0], {}).setdefault(len(name), set()).add(name)

    def found_in(self, text: str) -> Iterator[str]:
        """Yield the names that stand in `text`, each as often as it does."""
        for place, sign in enumerate(text):
            for length, names in self._begun.get(sign, {}).items():
                if (name := text[place : place + length]) in names:
                    yield name
