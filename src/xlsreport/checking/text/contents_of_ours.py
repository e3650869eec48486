"""Who is in a consolidated workbook, as it says of itself in a sheet that nobody is shown."""

from xlsreport.model.contents import ANY_MARK, MARK, WIDTH, Contents, contents_of
from xlsreport.model.workbook import Sheet, Workbook


def is_contents(sheet: Sheet) -> bool:
    """Whether `sheet` is the one that says who is in a consolidated workbook, whatever it is called now."""
    return _text(sheet, 1, 1).startswith(ANY_MARK)


def unknown_version(sheet: Sheet) -> str:
    """Return which version of the list a sheet has, where it is not the one that is known here; else nothing."""
    mark = _text(sheet, 1, 1)
    return mark.removeprefix(ANY_MARK) or "?" if mark.startswith(ANY_MARK) and mark != MARK else ""


def contents_in(book: Workbook) -> Contents | None:
    """Return who `book` says is in it; None where it does not say so."""
    sheet = next((each for each in book.sheets.values() if _text(each, 1, 1) == MARK), None)
    if sheet is None:
        return None
    rows = sorted({row for row, _ in sheet.cells})  # however far apart they stand
    return contents_of([[_text(sheet, row, column) for column in range(1, WIDTH + 1)] for row in rows])


def _text(sheet: Sheet, row: int, column: int) -> str:
    value = sheet.cell(row, column).value
    return "" if value is None else str(value).strip()
