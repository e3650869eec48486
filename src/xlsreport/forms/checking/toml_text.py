"""form.toml as text: its characters put right, and the line in which a key or a cell stands."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from xlsreport.model.address import Address, cell_range

_HEADER = re.compile(r"\s*\[\[?\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?")
_KEY = re.compile(r"""\s*((?:"[^"]*"|'[^']*'|[\w-]+)(?:\s*\.\s*(?:"[^"]*"|'[^']*'|[\w-]+))*)\s*=""")
_PART = re.compile(r""""[^"]*"|'[^']*'|[^.\s]+""")
_QUOTED = re.compile(r""""([^"]*)"|'([^']*)'""")
_SIGNS = str.maketrans("，。．＝［］【】｛｝＃　：＂＇", ",..=[][]{}# :\"'")
_OPENS = {"“": "”", "„": "”", "‘": "’", "”": "“"}
_BLOCKS = ('"""', "'''")


@dataclass(frozen=True, slots=True)
class Wrong:
    """A line with signs that a Chinese keyboard types, and those signs."""

    line: int
    signs: str


def decoded(data: bytes) -> tuple[str, int | None]:
    """Return the text of form.toml, and the first line that is not UTF-8 where it was saved in GBK.

    Raises `UnicodeDecodeError` for what is neither.
    """
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n"), None
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return data.decode("gb18030").replace("\r\n", "\n"), line


def halfwidth(text: str) -> str:
    """Return `text` with the signs of a Chinese keyboard as TOML has them."""
    return text.translate(_SIGNS)


def straightened(text: str) -> tuple[str, tuple[Wrong, ...]]:
    """Return `text` with Chinese signs outside of its strings and comments replaced, and the lines that had some."""
    lines, wrong, block = [], [], ""
    for number, line in enumerate(text.split("\n"), 1):
        mended, signs, block = _straight(line, block)
        lines.append(mended)
        if signs:
            wrong.append(Wrong(number, signs))
    return "\n".join(lines), tuple(wrong)


def _straight(line: str, block: str) -> tuple[str, str, str]:
    """Return a line mended, the signs that were wrong in it, and the quotation marks that are open at its end."""
    out, signs, at, closes = [], "", 0, block
    while at < len(line):
        rest, sign = line[at:], line[at]
        step = sign
        if closes:
            if rest.startswith(closes):
                step, closes = closes, ""
        elif mark := next((each for each in (*_BLOCKS, '"', "'") if rest.startswith(each)), ""):
            step = closes = mark
        elif sign == "#":
            step = rest
        elif sign in _OPENS and (end := _closing(rest)):
            out.append(f'"{rest[1:end]}"')
            signs, at = signs + sign + rest[end], at + end + 1
            continue
        elif (mended := sign.translate(_SIGNS)) != sign:
            signs, at = signs + sign, at + 1
            out.append(mended)
            continue
        out.append(step)
        at += len(step)
    return "".join(out), signs, closes if closes in _BLOCKS else ""


def _closing(rest: str) -> int:
    """Return where a text that begins with a curly quotation mark ends; 0 where it does not."""
    return next((at for at, sign in enumerate(rest) if at and sign in "”“’\"'"), 0)


def keys(text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield each line that begins a section or a key, with the names that lead to it."""
    section: tuple[str, ...] = ()
    for number, line in enumerate(text.split("\n"), 1):
        if header := _HEADER.fullmatch(line):
            section = _names(header[1])
            yield number, section
        elif key := _KEY.match(line):
            yield number, (*section, *_names(key[1]))


def _names(dotted: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in _PART.findall(dotted))


def line_of(text: str, names: Sequence[str]) -> int | None:
    """Return the line of the key that `names` lead to, of its nearest parent where it has no line of its own."""
    known = list(keys(text))
    for length in range(len(names), 0, -1):
        wanted = tuple(names[:length])
        start = next((line for line, path in known if path == wanted), None)
        if start is not None:
            return _inner(text, start, names[length:])
    return None


def _inner(text: str, start: int, rest: Sequence[str]) -> int:
    """Return the line after `start` in which the entry of a list or the key of an inline table stands."""
    word = next((name for name in reversed(rest) if not name.isdecimal()), "")
    lines = text.split("\n")
    for number in range(start, len(lines) + 1):
        if number > start and (_HEADER.fullmatch(lines[number - 1]) or _KEY.match(lines[number - 1])):
            break
        if word and re.search(rf"\b{re.escape(word)}\b", lines[number - 1].partition("=")[2] or lines[number - 1]):
            return number
    return start


def line_naming(text: str, address: Address, section: str = "") -> int | None:
    """Return the first line, of `section` where one is named, in which a text names `address` or a range around it."""
    within = not section
    for number, line in enumerate(text.split("\n"), 1):
        if header := _HEADER.fullmatch(line):
            within = not section or _names(header[1])[: len(_names(section))] == _names(section)
        elif within and any(address in cells for cells in ranges_in(line)):
            return number
    return None


def line_naming_text(text: str, said: str) -> int | None:
    """Return the first line in which `said` stands."""
    return next((number for number, line in enumerate(text.split("\n"), 1) if said in line), None)


def ranges_in(line: str) -> Iterator[tuple[Address, ...]]:
    """Yield the cells of each range that stands in quotation marks in `line`."""
    for one, other in _QUOTED.findall(line):
        said = (one or other).rpartition(" by ")
        for text in filter(None, (said[2], said[0])):
            try:
                yield cell_range(text)
            except ValueError:
                continue
