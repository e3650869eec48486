"""A text made ready to be looked through: one spelling for one sign, and what is quoted out of sight."""

import re
from dataclasses import dataclass
from functools import cached_property

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_KEPT = {ord(sign): ord(sign) for sign in "，；：！？（）"}  # they divide sentences; a half-width comma groups digits
_INVISIBLE = dict.fromkeys([*range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060, 0xFEFF])
_NARROW = {**_WIDE, **_KEPT, **_INVISIBLE, 0x3000: 0x20, 0xA0: 0x20, ord("\r"): 0x0A}
_ODD = re.compile(f"[{''.join(re.escape(chr(code)) for code, other in _NARROW.items() if code != other)}]+")
_PUNCTUATION = ((";", "；"), ("(", "（"), (")", "）"), ("!", "！"), ("?", "？"))
_COMMA = re.compile(r",(?=\s|[^0-9]|$)|(?<![0-9]),")
_COLON = re.compile(r":(?![0-9/])")
_STOP = re.compile(r"\.(?=\s|$)")
_SPACE = re.compile(r"[^\S\n]+")
_NEEDLESS = re.compile(r" (?=[，；：。！？）\n]|$)|(?<=[，；：。！？（\n]) ")
_QUOTED = re.compile(r"“[^”\n]*”|《[^》\n]*》|〈[^〉\n]*〉|「[^」\n]*」|『[^』\n]*』|‘[^’\n]*’|\"[^\"\n]*\"")
_ADDRESS = re.compile(r"(?:https?://|www\.)[!-~]+|[\w.+-]+@[\w.-]+", re.ASCII | re.IGNORECASE)
_MAYBE_ADDRESS = re.compile(r"://|[Ww]{3}\.|@")
_SENTENCE = re.compile(r"[^。；！？\n]+")
_REMARK = re.compile(r"（[^（）\n]*）")
_SMALL = {code: code + 0x20 for code in range(ord("A"), ord("Z") + 1)}

HIDDEN = "\0"


@dataclass(frozen=True)
class Passage:
    """One text of a report. `spaced` has every sign in half width; what follows from it is made when asked for.

    `joint` is what stands between two words of its language: a space, or nothing.
    """

    text: str
    joint: str = ""

    @cached_property
    def spaced(self) -> str:
        """The text in half-width signs, its spaces as they stand."""
        return _ODD.sub(lambda match: match[0].translate(_NARROW), self.text)

    @cached_property
    def plain(self) -> str:
        """The text without the spaces that mean nothing, its commas and colons full-width where they divide."""
        divided = self.spaced
        for narrow, wide in _PUNCTUATION:
            divided = divided.replace(narrow, wide)
        divided = _COMMA.sub("，", divided) if "," in divided else divided
        divided = _COLON.sub("：", divided) if ":" in divided else divided
        if not self.joint:
            return _SPACE.sub("", divided)
        return _NEEDLESS.sub("", _SPACE.sub(" ", _STOP.sub("。", divided)))

    @cached_property
    def open(self) -> str:
        """`plain` with each character hidden that stands in quotation marks, in 《》 or in a web address."""
        unquoted = hidden(self.plain)
        return _ADDRESS.sub(_hidden, unquoted) if _MAYBE_ADDRESS.search(unquoted) else unquoted

    @cached_property
    def words(self) -> str:
        """`open` in small letters where a language has two kinds of them and divides its words."""
        return self.open.translate(_SMALL) if self.joint else self.open

    @cached_property
    def unremarked(self) -> str:
        """`words` with each remark in brackets hidden."""
        return _REMARK.sub(_hidden, self.words) if "（" in self.words else self.words

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """Where sentences begin and end in `open`."""
        return tuple(match.span() for match in _SENTENCE.finditer(self.open))


def hidden(text: str) -> str:
    """Return `text` with each character hidden that stands in quotation marks or in 《》."""
    return _QUOTED.sub(_hidden, text)


def _hidden(match: re.Match[str]) -> str:
    return HIDDEN * len(match[0])
