"""The tables of a report as other libraries read them, as far as they go: docx2python of Word, camelot of a PDF.

Neither knows a form, so what they find is given to our own matcher: only the reading of the document is another's.
Merged cells are told by none of them as such: docx2python repeats what stands in one, camelot leaves the others blank.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

from xlsreport.model.document import DocumentTable, ReportDocument, TableCell

Rows = Sequence[Sequence[str]]


def by_docx2python(path: Path) -> ReportDocument:
    """Return the tables of a Word document."""
    from docx2python import docx2python

    with docx2python(path, duplicate_merged_cells=True) as read:
        tables = [[["\n".join(cell) for cell in row] for row in table] for table in read.body]
    return _document(table for table in tables if len(table) > 1 or (table and len(table[0]) > 1))


def by_camelot(path: Path) -> ReportDocument:
    """Return the tables of a PDF whose cells have lines."""
    import camelot

    found = camelot.read_pdf(
        str(path), pages="all", flavor="lattice", copy_text=["h", "v"], line_scale=40, suppress_stdout=True
    )
    return _document(each.df.to_numpy().tolist() for each in found)


def _document(tables: Iterable[Rows]) -> ReportDocument:
    return ReportDocument(
        tuple(
            DocumentTable(
                number,
                tuple(TableCell(r, c, text.strip()) for r, row in enumerate(rows, 1) for c, text in enumerate(row, 1)),
            )
            for number, rows in enumerate(tables, 1)
        )
    )
