"""A PDF → its paragraphs and tables, by pdfplumber (extra `pdf`); a page without text is a scan and never guessed."""

import io
from typing import Any

from xlsreport.model.document import DocumentTable, ReportDocument, TableCell
from xlsreport.reading.refusal import RefusedError

_MOST_PAGES = 200


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
    blocks: list[str | DocumentTable] = []
    number = pictures = letters = 0
    for page in file.pages:
        letters += len(page.chars)
        pictures += len(page.images)
        found = sorted(page.find_tables(), key=lambda table: table.bbox[1])
        beside = page
        for table in found:
            beside = beside.outside_bbox(table.bbox) if _inside(table.bbox, page.bbox) else beside
        blocks += [line for line in (beside.extract_text() or "").split("\n") if line.strip()]
        for table in found:
            number += 1
            blocks.append(DocumentTable(number, tuple(_cells(table))))
    if not letters:
        raise RefusedError("document_picture", str(pictures))
    return ReportDocument(tuple(blocks), (), pictures)


def _inside(box: tuple[float, ...], page: tuple[float, ...]) -> bool:
    return box[0] >= page[0] and box[1] >= page[1] and box[2] <= page[2] and box[3] <= page[3]


def _cells(table: Any) -> list[TableCell]:
    """Return the cells of a table; a merged one covers the columns and rows whose edges lie inside it."""
    across = sorted({round(cell[0]) for cell in table.cells})
    down = sorted({round(cell[1]) for cell in table.cells})
    found = []
    for cell in sorted(table.cells, key=lambda each: (each[1], each[0])):
        left, top, right, bottom = cell
        text = table.page.crop(cell).extract_text() or ""
        columns = sum(round(left) <= edge < round(right) - 1 for edge in across)
        rows = sum(round(top) <= edge < round(bottom) - 1 for edge in down)
        place = down.index(round(top)) + 1, across.index(round(left)) + 1
        found.append(TableCell(*place, text.strip(), max(rows, 1), max(columns, 1)))
    return found
