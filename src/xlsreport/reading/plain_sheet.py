"""A sheet whose cells are all written in the one way in which programs write them, read without a parser.

What stands between one `<c r="` and the next comes back in every workbook of a form: labels, zeros, cells that have a
look alone. It is read once and remembered.
"""

import re
from collections.abc import Collection
from functools import partial

from xlsreport.model.workbook import Cell
from xlsreport.reading.ooxml import MAIN
from xlsreport.reading.plain_piece import CELL, FAR, FIRST_ROW, CellPiece, piece_of
from xlsreport.reading.plain_tables import PlainTables
from xlsreport.reading.shared_formulas import Formula, SharedFormulas
from xlsreport.reading.used_range import MOST_CELLS
from xlsreport.reading.values import cell_of, remembered

_ROOT = re.compile(
    rb"""(?:\xef\xbb\xbf)?\s*(?:<\?xml\s[^>]*\?>\s*)?<worksheet\s(?:[^>]*\s)?xmlns="%s"[^>]*>""" % MAIN.encode()
)
_OPEN, _CLOSE = b"<sheetData>", b"</sheetData>"
_EMPTY = re.compile(rb"<sheetData ?/>")
_LONGEST = 1024  # bytes of a piece that is worth remembering: labels and figures come back, prose does not
_MOST = 16_384  # pieces that are remembered
_LONG = 9_999  # pieces, of which a sheet with as many rows has more; those of a long list never come back


class _Pieces(dict[bytes, CellPiece | None]):
    """What the pieces were that have been read; all are forgotten when they have become too many."""

    def __missing__(self, written: bytes) -> CellPiece | None:
        piece = piece_of(written)
        if len(written) <= _LONGEST:
            if len(self) >= _MOST:
                self.clear()
            self[written] = piece
        return piece


_read = _Pieces()


def plain_cells(content: bytes, tables: PlainTables) -> dict[tuple[int, int], Cell] | None:
    """Return the cells of a sheet's XML, which `checked_xml` has passed; None where only a parser can tell them."""
    pieces = _pieces(content)
    if pieces is None:
        return None
    cells: dict[tuple[int, int], Cell] = {}
    blank, shared, styles = 0, SharedFormulas(), tables.styles
    long = len(pieces) > _LONG
    for piece in map(partial(piece_of, pattern=FAR), pieces) if long else map(_read.__getitem__, pieces):
        if piece is None:
            blank += 1
            continue
        place, known, style, more = piece
        cell = known if more is None else _completed(piece, tables, shared)
        if cell is None or style not in styles:
            return None
        cells[place] = cell
    if len(cells) + blank < len(pieces) or (long and not _is_near(cells)):
        return None  # a place that comes twice is calamine's to judge
    return cells


def _is_near(cells: Collection[tuple[int, int]]) -> bool:
    """Whether calamine would read the rectangle around `cells` too."""
    rows, columns = zip(*cells, strict=True) if cells else ((1,), (1,))
    most: int = (max(rows) - min(rows) + 1) * (max(columns) - min(columns) + 1)
    return most <= MOST_CELLS


def _pieces(content: bytes) -> list[bytes] | None:
    """Return what stands from each `<c r="` to the next."""
    root = _ROOT.match(content)
    if root is None or root[0].count(MAIN.encode()) != 1 or b"&" in root[0]:
        return None
    start, end = content.find(_OPEN), content.rfind(_CLOSE)
    if start < 0 and CELL not in content and len(_EMPTY.findall(content)) == 1:
        return []
    if not root.end() <= start < end:
        return None
    first = FIRST_ROW.match(content, start + len(_OPEN), end)
    if first is None:
        return None
    pieces = (content[first.end() : end] + b"<row>").split(CELL)  # so that the last row ends as the others do
    return pieces[1:] if pieces[0] == b"" else None


def _completed(piece: CellPiece, tables: PlainTables, shared: SharedFormulas) -> Cell | None:
    """Return the cell with what stands elsewhere in the workbook; None where it does not."""
    (row, column), cell, _, more = piece
    if isinstance(more, Formula):
        return cell_of(cell.value, shared.text(more, row, column), cell.stored)
    text = tables.texts[more] if more is not None and more < len(tables.texts) else ""
    return remembered(text) if text else None
