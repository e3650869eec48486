"""A PDF → its paragraphs and tables, by pdfplumber (extra `pdf`); a page without text is a scan and never guessed."""

import io
import re
from collections import Counter
from typing import Any

from xlsreport.model.document import DocumentTable, ReportDocument, TableCell
from xlsreport.reading.refusal import RefusedError

_MOST_PAGES = 200
_THIN = 3  # points: what is thinner is a line, which some programs draw as a rectangle
_MARK = re.compile(r"[-—–\s]*[0-9]{1,4}[-—–\s]*")  # the number of a page
_ENDS = ("。", "！", "？", "；", "：", "）", "”", ".", "!", "?", ":", ")")


def read_pdf(data: bytes) -> ReportDocument:
    """Return the PDF `data`.

    Raises `RefusedError`: document_no_pdf without the extra, F103 for a password, document_picture for a scan.
    """
    try:
        import pdfplumber  # noqa: PLC0415 - of an extra, and heavy
    except ImportError:
        raise RefusedError("document_no_pdf") from None
    try:
        with pdfplumber.open(io.BytesIO(data)) as file:
            if len(file.pages) > _MOST_PAGES:
                raise RefusedError("F107", f"{len(file.pages)} > {_MOST_PAGES}")
            return _read(file)
    except RefusedError:
        raise
    except Exception as error:  # whatever its parsers stumble over
        locked = "Password" in type(error).__name__ or "Password" in repr(error)
        raise RefusedError("F103" if locked else "F101", "" if locked else "PDF") from None


def _read(file: Any) -> ReportDocument:
    """Read all pages; what stands on most of them alike is their header or footer."""
    pages = [_Page(page) for page in file.pages]
    if not any(page.letters for page in pages):
        raise RefusedError("document_picture", str(sum(page.pictures for page in pages)))
    often = Counter(text for page in pages for text in {line["text"] for line in page.lines})
    blocks: list[str | DocumentTable] = []
    for page in pages:
        lines = [each for each in page.lines if 2 * often[each["text"]] <= max(len(pages), 2)]
        blocks = _flowing(blocks, [each for each in lines if not _MARK.fullmatch(each["text"])])
        first = sum(isinstance(each, DocumentTable) for each in blocks)
        blocks += [DocumentTable(first + number, cells) for number, cells in enumerate(page.tables, 1)]
    return ReportDocument(tuple(blocks), (), sum(page.pictures for page in pages), by_lines=True)


def _flowing(blocks: list[str | DocumentTable], lines: list[dict[str, Any]]) -> list[str | DocumentTable]:
    """Return `blocks` with `lines` as paragraphs: a line that goes to the right edge and ends no sentence goes on."""
    edge = max((line["x1"] for line in lines), default=0)
    goes_on = bool(blocks)  # over the page's end
    for line in lines:
        last = blocks[-1] if blocks else ""
        if goes_on and isinstance(last, str) and last[-1:] not in _ENDS:
            blocks[-1] = last + line["text"]
        else:
            blocks.append(line["text"])
        goes_on = line["x1"] > edge - 2 * (line["bottom"] - line["top"])
    return blocks


class _Page:
    """What stands on one page: its lines beside the tables, the cells of its tables, how many letters and pictures."""

    def __init__(self, page: Any) -> None:
        found = sorted(page.filter(_is_no_colour).find_tables(), key=lambda table: table.bbox[1])
        beside = page
        for table in found:
            beside = beside.outside_bbox(table.bbox) if _inside(table.bbox, page.bbox) else beside
        self.lines = beside.extract_text_lines(return_chars=False)
        self.tables = [tuple(_cells(table)) for table in found]
        self.letters, self.pictures = len(page.chars), len(page.images)


def _is_no_colour(thing: dict[str, Any]) -> bool:
    """Whether a thing is none that colours a text or a cell: a filled rectangle without a line of its own, not thin."""
    filled = thing["object_type"] == "rect" and thing.get("fill") and not thing.get("stroke")
    return not (filled and min(thing["width"], thing["height"]) > _THIN)


def _inside(box: tuple[float, ...], page: tuple[float, ...]) -> bool:
    return box[0] >= page[0] and box[1] >= page[1] and box[2] <= page[2] and box[3] <= page[3]


def _cells(table: Any) -> list[TableCell]:
    """Return the cells of a table; a merged one covers the columns and rows whose edges lie inside it."""
    across = sorted({round(cell[0]) for cell in table.cells})
    down = sorted({round(cell[1]) for cell in table.cells})
    found = []
    for cell in sorted(table.cells, key=lambda each: (each[1], each[0])):
        left, top, right, bottom = cell
        text = _text_in(cell, table.page)
        columns = sum(round(left) <= edge < round(right) - 1 for edge in across)
        rows = sum(round(top) <= edge < round(bottom) - 1 for edge in down)
        place = down.index(round(top)) + 1, across.index(round(left)) + 1
        found.append(TableCell(*place, text.strip(), max(rows, 1), max(columns, 1)))
    return found


def _text_in(cell: tuple[float, float, float, float], page: Any) -> str:
    """Return the letters whose middle is in `cell`: those of a narrow row may reach over its edges."""
    from pdfplumber.utils.text import extract_text  # noqa: PLC0415 - of an extra, and heavy

    left, top, right, bottom = cell
    inside = [
        letter
        for letter in page.chars
        if left <= (letter["x0"] + letter["x1"]) / 2 < right and top <= (letter["top"] + letter["bottom"]) / 2 < bottom
    ]
    return str(extract_text(inside))
