"""The formula and error cells of a sheet's XML told apart from all others without parsing it, where that is certain."""

import re
from collections.abc import Iterable

from xlsreport.reading.ooxml import MAIN

PLAIN_RESULT = re.compile(rb"(?:<v>(?![^<]*\xef\xbf[\xbe\xbf])([\t -%'-;=?-~\x80-\xef]*)</v>)?</c>")
"""What follows the formula of a cell whose stored result needs no parser: no markup, no character that XML forbids."""

_ROOT = re.compile(
    rb"""(?:\xef\xbb\xbf)?\s*(?:<\?xml\s[^>]*\?>\s*)?<worksheet\s(?:[^>]*\s)?xmlns="%s"[^>]*>""" % MAIN.encode()
)
_OPEN, _CLOSE = b"<sheetData>", b"</sheetData>"
_CELL = re.compile(
    rb"""<c\ r="[A-Z]{1,2}[1-9][0-9]{0,3}"(?:\ s="[0-9]+")?  # near: 702 by 9,999 cells, fewer than reach.MOST_CELLS
    (?:\ t="e">.*?</c>                                      # an error, told whole
    |(?:\ t="(?!e")[A-Za-z]+")?
        (?:><f.*?</c>                                       # a formula, told whole
        |(?=/>|><[vi]|></c>))                               # of any other cell the beginning, without its >
    )|<c                                                    # a cell written otherwise
    """,
    re.DOTALL | re.VERBOSE,
)
_END_OF_TAG = ord(">")
_WRITTEN_OTHERWISE = b"<c"


def told_alone(content: bytes) -> list[bytes] | None:
    """Return the formula and error cells of a sheet, None where only a parser can tell which they are.

    Parsing every cell takes as long as all that calamine does. Programs write cells in one way, `<c r="J6" …>`,
    and where every cell is so written, and near the sheet's corner, the others can be left out.
    """
    root = _ROOT.match(content)
    start, end = content.find(_OPEN), content.rfind(_CLOSE)
    if root is None or start < root.end() or end < start or root[0].count(MAIN.encode()) != 1 or b"&" in root[0]:
        return None
    cells = _CELL.findall(content, start + len(_OPEN), end)
    if _WRITTEN_OTHERWISE in cells or b"xmlns" in content[start:end]:
        return None
    return [each for each in cells if each[-1] == _END_OF_TAG]


def sheet_of(cells: Iterable[bytes]) -> bytes:
    """Return a sheet's XML with `cells` alone."""
    return b'<worksheet xmlns="%s">%s</worksheet>' % (MAIN.encode(), b"".join(cells))
