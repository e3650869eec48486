"""The workbook of evidence (its first sheet; heads in row 1) becomes `Evidence`."""

from decimal import Decimal

from xlsreport.errors import WorkspaceError
from xlsreport.intake.tables import Table, heads_of
from xlsreport.language import Language
from xlsreport.model.address import Address
from xlsreport.model.evidence import Evidence
from xlsreport.model.workbook import Sheet, Workbook

_COLUMNS = ("department", "cell", "figure", "source")


def read_evidence(book: Workbook, file: str, language: Language) -> tuple[Evidence, ...]:
    """Return the rows of the workbook of evidence `file`; all four columns are required.

    Raises `WorkspaceError` naming file, sheet and cell for a missing column, a blank cell, a cell that is no address
    and a figure that is no number.
    """
    sheet = next(iter(book.sheets.values()), Sheet(""))
    table = Table(sheet, _columns(sheet, file, language))
    return tuple(_evidence(table, row, file, language) for row in table.rows)


def _columns(sheet: Sheet, file: str, language: Language) -> dict[str, int]:
    heads = heads_of(sheet)
    places = {key: heads[title] for key in _COLUMNS for title in reversed(_titles(key, language)) if title in heads}
    for key in _COLUMNS:
        if key not in places:
            title = _titles(key, language)[0]
            raise WorkspaceError(language.text("decisions_no_column", file=file, sheet=sheet.name, title=title))
    return places


def _evidence(table: Table, row: int, file: str, language: Language) -> Evidence:
    for key in _COLUMNS:
        if not table.text(row, key):
            title, cell = _titles(key, language)[0], table.at(row, key)
            raise WorkspaceError(language.text("decisions_blank", file=file, cell=cell, title=title))
    figure = table.value(row, "figure")
    if not isinstance(figure, Decimal):
        cell, found = table.at(row, "figure"), table.text(row, "figure")
        raise WorkspaceError(language.text("evidence_no_number", file=file, cell=cell, found=found))
    return Evidence(
        department=table.text(row, "department"),
        cell=_address(table, row, file, language),
        figure=figure,
        source=table.text(row, "source"),
        at=table.at(row, "figure"),
    )


def _address(table: Table, row: int, file: str, language: Language) -> Address:
    found = table.text(row, "cell")
    try:
        return Address.parse(found)
    except ValueError:
        at = table.at(row, "cell")
        raise WorkspaceError(language.text("decisions_no_address", file=file, cell=at, found=found)) from None


def _titles(key: str, language: Language) -> tuple[str, ...]:
    return language.lists[f"decision_{key}"]
