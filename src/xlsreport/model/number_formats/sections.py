"""A number format taken apart: its sections, and in each what is literal and what a value fills in."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from operator import eq, ge, gt, le, lt, ne

_GENERAL, _HALVES = "General|G/通用格式", "上午/下午|AM/PM|A/P"
GENERAL_NAMES = frozenset({"", "general", "g/通用格式", "@"})  # @ shows a number as General does
_COMPARED: Mapping[str, Callable[[Decimal, Decimal], bool]] = {
    "=": eq, "<>": ne, "<": lt, ">": gt, "<=": le, ">=": ge,
}  # fmt: skip
_TOKEN = re.compile(
    rf"""
    (?P<quoted>"[^"]*"?)
    | \\(?P<escaped>.)
    | _(?P<space>.)
    | \*(?P<repeated>.)
    | \[(?P<bracket>[^\]]*)\]
    | (?P<general>{_GENERAL})
    | (?P<half>{_HALVES})
    | (?P<exponent>E[+-])
    | (?P<digit>[0#?])
    | (?P<mark>[.,%/@;])
    | (?P<date>y+|m+|d+|h+|s+|e+|aaaa|aaa|b+)
    | (?P<other>.)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<>|<=|>=|=|<|>)\s*(-?[0-9.]+)")
_ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
_CURRENCY = re.compile(r"\$(?P<sign>[^-]*)(?:-.*)?")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a section: its kind, and the text that it stands for or is written as."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True, eq=False)  # itself alone, so that what is found out of one is kept by it
class Section:
    """One section: its pieces, and the condition that it is for, if it names one."""

    tokens: tuple[Token, ...]
    operator: str = ""
    limit: Decimal = Decimal(0)

    def has(self, kind: str) -> bool:
        """Whether a piece of that kind is in it."""
        return kind in _kinds(self)

    @property
    def digits(self) -> bool:
        """Whether it has a place for a number."""
        return self.has("digit")

    def holds(self, number: Decimal) -> bool:
        """Whether `number` meets its condition."""
        return _COMPARED[self.operator](number, self.limit)


@lru_cache(maxsize=512)
def _kinds(section: Section) -> frozenset[str]:
    return frozenset(token.kind for token in section.tokens)


@lru_cache(maxsize=512)
def is_general(code: str) -> bool:
    """Whether a number format leaves a number as it is."""
    return code.strip().casefold() in GENERAL_NAMES


@lru_cache(maxsize=512)
def signed(code: str) -> str:
    """Return the number format for a change of what is shown in `code`, with its sign; empty for a change of days."""
    if is_general(code) or any(token.kind in ("date", "elapsed") for token in sections_of(code)[0].tokens):
        return ""
    ends = (match.start() for match in _TOKEN.finditer(code) if match["mark"] == ";")
    first = code[: next(ends, len(code))]
    return f"+{first};-{first};{first}"


@lru_cache(maxsize=512)
def sections_of(code: str) -> tuple[Section, ...]:
    """Return the sections of a number format, in their order."""
    groups: list[list[Token]] = [[]]
    conditions: dict[int, tuple[str, Decimal]] = {}
    for match in _TOKEN.finditer(code):
        kind, text = str(match.lastgroup), str(match[match.lastgroup or 0])
        if kind == "mark" and text == ";":
            groups.append([])
        elif kind == "bracket":
            if condition := _CONDITION.fullmatch(text.strip()):
                conditions[len(groups) - 1] = condition[1], Decimal(condition[2])
            else:
                groups[-1] += _bracket(text)
        else:
            groups[-1].append(_token(kind, text))
    return tuple(Section(tuple(group), *conditions.get(place, ())) for place, group in enumerate(groups))


def _token(kind: str, text: str) -> Token:
    match kind:
        case "quoted":
            return Token("literal", text.strip('"'))
        case "escaped" | "other":
            return Token("literal", text)
        case "space":
            return Token("literal", " ")
        case "repeated":
            return Token("literal", "")
        case "mark" if text == "@":
            return Token("text", text)
    return Token(kind, text)


def _bracket(text: str) -> list[Token]:
    """Return what stands in brackets: a currency, a time that runs on, numerals; colours and countries show nothing."""
    if found := _CURRENCY.fullmatch(text):
        return [Token("literal", found["sign"])]
    if _ELAPSED.fullmatch(text):
        return [Token("elapsed", text.lower())]
    if text.casefold().startswith("dbnum"):
        return [Token("numerals", text[5:])]
    return []
