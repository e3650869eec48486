"""The workbook of evidence (its first sheet; heads in row 1) becomes `Evidence`."""

from decimal import Decimal

from xlsreport.errors import WorkspaceError
from xlsreport.intake.decisions import Reader
from xlsreport.intake.tables import WorkbookTable
from xlsreport.language import Language
from xlsreport.model.decisions import EVIDENCE
from xlsreport.model.evidence import Evidence
from xlsreport.model.workbook import Sheet, Workbook


def read_evidence(book: Workbook, file: str, language: Language) -> tuple[Evidence, ...]:
    """Return the rows of the workbook of evidence `file`, whatever its sheet is called; all four columns are required.

    Raises `WorkspaceError` naming file, sheet and cell for a missing column, a blank cell, a cell that is no address
    and a figure that is no number.
    """
    reader = Reader(file, language)
    sheet = next(iter(book.sheets.values()), Sheet(""))
    return reader.records_on(sheet, EVIDENCE, lambda table, row: _evidence(reader, table, row))


def _evidence(reader: Reader, table: WorkbookTable, row: int) -> Evidence:
    figure = table.value(row, "figure")
    if not isinstance(figure, Decimal):
        words = {"file": reader.file, "cell": table.at(row, "figure"), "found": table.text(row, "figure")}
        raise WorkspaceError(reader.language.text("evidence_no_number", **words))
    return Evidence(
        department=table.text(row, "department"),
        cell=reader.cell(table, row),
        figure=figure,
        source=table.text(row, "source"),
        at=table.at(row, "figure"),
    )
