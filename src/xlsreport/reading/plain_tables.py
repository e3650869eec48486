"""The shared texts and the styles that cells refer to: as calamine has them, without it where that is certain."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from xlsreport.reading.calamine import opened
from xlsreport.reading.ooxml import SHARED_STRINGS, STYLES
from xlsreport.reading.rebuilt import package_of, sheet_of
from xlsreport.reading.refusal import RefusedError
from xlsreport.reading.short_memory import remembering

_PLAIN = re.compile(rb"[\t\n -;=?-~\x80-\xf4]*")  # no markup, nothing that XML forbids or changes
_REFERENCE = re.compile(r"&(?:#([0-9]{1,7})|#x([0-9A-Fa-f]{1,6})|(amp|lt|gt|quot|apos));|[&\ufffe\uffff]|_x")
_SIGNS = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_OPEN, _CLOSE = b"<si>", b"</sst>"
OPEN_TEXT = rb'<t(?: xml:space="preserve">|>(?!\s)(?![^<]*\s<))'
"""The beginning of a text; spaces about it are its own where it says so alone."""

_LISTED = re.compile(rb'%s([^<]+)</t>(?:<phoneticPr(?: [A-Za-z]+="\w*")*/>)?</si>' % OPEN_TEXT)
_FORMATS = b"<cellXfs", b"</cellXfs>"
_FORMAT = b"<xf "
_MOST_ASKED = 20_000  # texts or styles


@dataclass(frozen=True, slots=True)
class PlainTables:
    """The shared texts by their index, and the styles, as they stand in XML, whose numbers are numbers and no days."""

    texts: Sequence[str]
    styles: Collection[bytes]


def plain_tables(tables: Mapping[str, bytes]) -> PlainTables | None:
    """Return what cells refer to, of the parts `tables` by the types of their links; None where that is not certain."""
    shared = tables.get(SHARED_STRINGS)
    texts = () if shared is None else _texts(shared)
    styles = _numeric_styles(tables.get(STYLES, b""))
    return None if texts is None or styles is None else PlainTables(texts, styles)


def plain_text(written: bytes) -> str | None:
    """Return the text that is `written` in XML; None where readers may not agree about it.

    They do not about what XML cannot hold, and about how Excel writes that: `_x000D_`.
    """
    if _PLAIN.fullmatch(written) is None:
        return None
    try:
        return _REFERENCE.sub(_sign, written.decode("utf-8"))
    except ValueError:
        return None


def _sign(reference: re.Match[str]) -> str:
    """Return the sign that `reference` stands for; raises `ValueError` where that is not certain."""
    decimal, hexadecimal, name = reference.groups()
    if name:
        return _SIGNS[name]
    sign = chr(int(decimal) if decimal else int(hexadecimal or "", 16))
    if not sign.isprintable():
        raise ValueError(reference[0])
    return sign


def _texts(content: bytes) -> Sequence[str] | None:
    """Return the texts of the part `content`; texts in several looks are calamine's to tell."""
    start, end = content.find(_OPEN), content.rfind(_CLOSE)
    if not 0 < start < end:
        return None
    texts = [_listed(each) for each in content[start + len(_OPEN) : end].split(_OPEN)]
    return _asked(content, len(texts)) if None in texts else texts  # type: ignore[return-value]


@remembering(4096, 1024)
def _listed(piece: bytes) -> str | None:
    found = _LISTED.fullmatch(piece)
    return plain_text(found[1]) if found else None


def _asked(content: bytes, number: int) -> Sequence[str] | None:
    """Return `number` shared texts as calamine tells them."""
    cells = [b'<c r="A%d" t="s"><v>%d</v></c>' % (index + 1, index) for index in range(number)]
    answers = _answers(cells, {SHARED_STRINGS: content})
    return None if answers is None else [each if isinstance(each, str) else "" for each in answers]


@remembering(32, 128 * 1024)
def _numeric_styles(content: bytes) -> frozenset[bytes] | None:
    """Return the styles, b"" for none among them, in which calamine takes a number for a number."""
    if any(content.count(edge) != 1 for edge in _FORMATS):
        return None
    start, end = map(content.find, _FORMATS)
    cells = [b'<c r="A%d" s="%d"><v>1.5</v></c>' % (n + 1, n) for n in range(content.count(_FORMAT, start, end))]
    answers = _answers(cells, {STYLES: content})
    if answers is None:
        return None
    numeric = {b"%d" % index for index, answer in enumerate(answers) if type(answer) is float}
    return frozenset(numeric | ({b""} if b"0" in numeric else set()))


def _answers(cells: Sequence[bytes], tables: Mapping[str, bytes]) -> Sequence[object] | None:
    """Return what calamine makes of a column of `cells`; None where it does not read them."""
    if not 0 < len(cells) <= _MOST_ASKED:
        return None
    try:
        with opened(package_of([sheet_of(cells)], tables)) as book:
            rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except RefusedError:
        return None
    answers = [row[0] for row in rows]
    return [*answers, *[""] * (len(cells) - len(answers))]
