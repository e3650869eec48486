"""Names of departments that stand somewhere in a text, as in a file's name: found without looking for each of them."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_NOISE = re.compile(r"[\s_\-—()（）\[\]【】.,，。、]+")

_Borne = list[tuple[int, str]]  # how long a name is as it is written, and the code of who bears it


@lru_cache(maxsize=65536)
def bare(text: str) -> str:
    """Return `text` without blanks and the signs that stand between words in names of files, in small letters."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", text)).lower()


class NamesInTexts:
    """Names by the sign with which they begin and by their length: at most places of a text none begins."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        """`names` are names with the codes of those that bear them, several names of one too."""
        self._begun: dict[str, dict[int, dict[str, _Borne]]] = {}
        for name, code in names:
            if plain := bare(name):
                alike = self._begun.setdefault(plain[0], {}).setdefault(len(plain), {})
                alike.setdefault(plain, []).append((len(name), code))

    def longest_in(self, text: str) -> str | None:
        """Return the code of whose name that stands in `text` is the longest; None where none or several are."""
        plain, longest = bare(text), dict[str, int]()
        for place, sign in enumerate(plain):
            for length, names in self._begun.get(sign, {}).items():
                for size, code in names.get(plain[place : place + length], ()):
                    longest[code] = max(size, longest.get(code, 0))
        most = max(longest.values(), default=0)
        found = [code for code, size in longest.items() if size == most]
        return found[0] if len(found) == 1 else None
