"""A text made ready to be looked through: one spelling for one sign, and what is quoted out of sight."""

import re

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
_WEB = re.compile(r"[Ww]{3}\.")
_SENTENCE = re.compile(r"[^。；！？\n]+")
_REMARK = re.compile(r"（[^（）\n]*）")
_SMALL = {code: code + 0x20 for code in range(ord("A"), ord("Z") + 1)}

HIDDEN = "\0"


class Passage:
    """One text of a report, in every shape that it is looked through in.

    `joint` is what stands between two words of its language: a space, or nothing. `spaced` has every sign in half
    width, its spaces as they stand. `plain` has none of the spaces that mean nothing, its commas and colons full-
    width where they divide. In `open` each character is hidden that stands in quotation marks, in 《》 or in a web
    address; `words` is in small letters where a language has two kinds of them and divides its words; `unremarked`
    has each remark in brackets hidden. `sentences` says where they begin and end in these three.
    """

    __slots__ = ("joint", "open", "plain", "sentences", "spaced", "text", "unremarked", "words")

    def __init__(self, text: str, joint: str = "") -> None:
        self.text, self.joint = text, joint
        self.spaced = _ODD.sub(lambda match: match[0].translate(_NARROW), text)
        self.plain = _plain(self.spaced, joint)
        unquoted = hidden(self.plain)
        self.open = _ADDRESS.sub(_hidden, unquoted) if _may_hold_address(unquoted) else unquoted
        self.words = self.open.translate(_SMALL) if joint else self.open
        self.unremarked = _REMARK.sub(_hidden, self.words) if "（" in self.words else self.words
        self.sentences = tuple(match.span() for match in _SENTENCE.finditer(self.open))


def _may_hold_address(text: str) -> bool:
    """Whether there is a sign of a web or mail address: most texts have none, and are done."""
    return "@" in text or "://" in text or ("." in text and _WEB.search(text) is not None)


def _plain(divided: str, joint: str) -> str:
    for narrow, wide in _PUNCTUATION:
        divided = divided.replace(narrow, wide)
    divided = _COMMA.sub("，", divided) if "," in divided else divided
    divided = _COLON.sub("：", divided) if ":" in divided else divided
    if not joint:
        return _SPACE.sub("", divided)
    return _NEEDLESS.sub("", _SPACE.sub(" ", _STOP.sub("。", divided)))


def hidden(text: str) -> str:
    """Return `text` with each character hidden that stands in quotation marks or in 《》."""
    return _QUOTED.sub(_hidden, text)


def _hidden(match: re.Match[str]) -> str:
    return HIDDEN * len(match[0])
