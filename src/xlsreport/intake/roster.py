"""The roster workbook (its first sheet; heads in row 1) becomes a `Roster`."""

from collections.abc import Mapping

from xlsreport.errors import WorkspaceError
from xlsreport.intake.parents import with_parents
from xlsreport.intake.tables import heads_of, several, text_of
from xlsreport.language import Language
from xlsreport.model.address import Address
from xlsreport.model.roster import Department, Roster
from xlsreport.model.workbook import Sheet, Workbook

_REQUIRED = ("code", "name")
_COLUMNS = (*_REQUIRED, "alias", "level", "counted", "email", "contact", "mobile", "due", "predecessors", "parent")


def read_roster(book: Workbook, file: str, language: Language) -> Roster:
    """Return the departments of the roster workbook `file`.

    Raises `WorkspaceError` naming file, sheet and cell for a missing column, a blank code or name, a code twice, or a
    parent that is nobody, several or in a ring.
    """
    sheet = next(iter(book.sheets.values()), Sheet(""))
    heads = heads_of(sheet)
    columns = _columns(sheet, heads, file, language)
    last = max((row for row, _ in sheet.cells), default=1)
    rows = [row for row in range(2, last + 1) if any(_text(sheet, row, c) for c in columns.values())]
    if not rows:
        raise WorkspaceError(language.text("roster_empty", file=file, sheet=sheet.name))
    departments = [_department(sheet, row, (heads, columns), file, language) for row in rows]
    _no_code_twice(sheet, rows, departments, columns["code"], file, language)
    roster = Roster(tuple(departments))
    if "parent" not in columns:
        return roster
    places = {
        each.code: Address(sheet.name, row, columns["parent"]) for each, row in zip(departments, rows, strict=True)
    }
    return with_parents(roster, places, file, language)


def _columns(sheet: Sheet, heads: Mapping[str, int], file: str, language: Language) -> dict[str, int]:
    columns = {key: heads[title] for key in _COLUMNS for title in _titles(key, language) if title in heads}
    for key in _REQUIRED:
        if key not in columns:
            title = language.text(f"roster_{key}")
            raise WorkspaceError(language.text("roster_column_missing", file=file, sheet=sheet.name, title=title))
    return columns


def _titles(key: str, language: Language) -> tuple[str, ...]:
    return (language.text(f"roster_{key}"),)


def _department(
    sheet: Sheet, row: int, heads: tuple[Mapping[str, int], Mapping[str, int]], file: str, language: Language
) -> Department:
    """Return the department of a row; `heads` are all columns by their heads, and those that are known by our keys."""
    every, columns = heads
    written = {title: _text(sheet, row, column) for title, column in every.items()}
    by_column = {column: written[title] for title, column in every.items()}
    texts = {key: by_column[columns[key]] if key in columns else "" for key in _COLUMNS}
    for key in _REQUIRED:
        if not texts[key]:
            cell = Address(sheet.name, row, columns[key])
            raise WorkspaceError(
                language.text("roster_cell_blank", file=file, cell=cell, title=language.text(f"roster_{key}"))
            )
    return Department(
        code=texts["code"],
        name=texts["name"],
        aliases=several(texts["alias"]),
        level=texts["level"],
        counted=texts["counted"].lower() not in language.lists["words_no"],
        email=texts["email"],
        contact=texts["contact"],
        mobile=texts["mobile"],
        due=texts["due"],
        predecessors=several(texts["predecessors"]),
        parent=texts["parent"],
        columns=written,
    )


def _no_code_twice(
    sheet: Sheet, rows: list[int], departments: list[Department], column: int, file: str, language: Language
) -> None:
    first: dict[str, tuple[int, Department]] = {}
    for row, department in zip(rows, departments, strict=True):
        if department.code in first:
            before, other = first[department.code]
            key = "roster_code_twice" if other.parent == department.parent else "roster_two_parents"
            cells = [Address(sheet.name, each, column) for each in (before, row)]
            words = {"file": file, "first": cells[0], "second": cells[1].cell, "code": department.code}
            raise WorkspaceError(language.text(key, **words))
        first[department.code] = row, department


def _text(sheet: Sheet, row: int, column: int) -> str:
    return text_of(sheet.cell(row, column).value)
