"""Small edits of the toy form's files, each of which a form's author might make."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

from docx import Document
from openpyxl import load_workbook
from openpyxl.styles import Protection
from openpyxl.worksheet.datavalidation import DataValidation

TOY = Path(__file__).resolve().parents[1] / "forms" / "toy"
Files = dict[str, bytes]
Edit = Callable[[Files], None]
RETURN, RULES, WORDS = "Branch return", "Rule check", "In your words"


def toy_files() -> Files:
    """Return the toy form's files by name."""
    return {name: (TOY / name).read_bytes() for name in ("form.toml", "workbook.xlsx", "report.docx")}


def write_form(folder: Path, *edits: Edit) -> Path:
    """Write the toy form with `edits` into `folder`, which is returned."""
    files = toy_files()
    for edit in edits:
        edit(files)
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return folder


def in_book(change: Callable[[Any], None]) -> Edit:
    """Change the workbook."""

    def edit(files: Files) -> None:
        book = load_workbook(io.BytesIO(files["workbook.xlsx"]))
        change(book)
        out = io.BytesIO()
        book.save(out)
        files["workbook.xlsx"] = out.getvalue()

    return edit


def typed(sheet: str, cell: str, value: Any) -> Edit:
    """Type `value` into a cell."""
    return in_book(lambda book: book[sheet].__setitem__(cell, value))


def locking(sheet: str, cell: str, *, locked: bool) -> Edit:
    """Lock or unlock a cell."""
    return in_book(lambda book: setattr(book[sheet][cell], "protection", Protection(locked=locked)))


def accepting(sheet: str, cell: str, kind: str | None, **said: Any) -> Edit:
    """Have a cell accept something else, nothing in particular where `kind` is empty."""

    def change(book: Any) -> None:
        held = book[sheet].data_validations.dataValidation
        for each in held:
            each.sqref.ranges = [area for area in each.sqref.ranges if cell not in area]
        book[sheet].data_validations.dataValidation = [each for each in held if each.sqref.ranges]
        if kind is not None:
            rule = DataValidation(kind, **said)
            rule.add(cell)
            book[sheet].add_data_validation(rule)

    return in_book(change)


def replaced(old: str, new: str) -> Edit:
    """Replace a piece of form.toml."""

    def edit(files: Files) -> None:
        text = files["form.toml"].decode()
        assert old in text, old
        files["form.toml"] = text.replace(old, new, 1).encode()

    return edit


def saved(name: str, data: bytes) -> Edit:
    """Save a file as something else."""
    return lambda files: files.__setitem__(name, data)


def without(name: str) -> Edit:
    """Leave a file out."""
    return lambda files: files.__delitem__(name)


def in_template(change: Callable[[Any], None]) -> Edit:
    """Change the Word template."""

    def edit(files: Files) -> None:
        document = Document(io.BytesIO(files["report.docx"]))
        change(document)
        out = io.BytesIO()
        document.save(out)
        files["report.docx"] = out.getvalue()

    return edit


def tagged(text: str) -> Edit:
    """Add a paragraph to the Word template."""
    return in_template(lambda document: document.add_paragraph(text))


def with_second_column(book: Any) -> Any:
    """Give the counts a second column of inputs, for remarks."""
    sheet = book[RETURN]
    sheet["C7"] = "The branch's vans"
    rule = DataValidation("textLength", operator="lessThanOrEqual", formula1="99", allow_blank=True)
    rule.add("C8:C11")
    sheet.add_data_validation(rule)
    for row in range(8, 12):
        sheet.cell(row, 3).protection = Protection(locked=False)
    return sheet


def with_rules(*rules: tuple[str, str, str]) -> Edit:
    """Add rules that must hold: a side, a relation and another side, in cells of the sheet of figures."""

    def change(book: Any) -> None:
        sheet = book[RULES]
        for row, (left, relation, right) in enumerate(rules, 7):
            sides = [f"='{RETURN}'!{left}", relation, f"='{RETURN}'!" + right.replace("+", "+")]
            test = {"=": "=0", "≥": ">=0", "≤": "<=0"}[relation]
            result = f'=IF(G{row}{test},"holds","broken")'
            values = (f"L{row}", "Must hold", f"What must hold in row {row}", *sides, f"=D{row}-F{row}", result)
            for column, value in enumerate(values, 1):
                sheet.cell(row, column, value)
                sheet.cell(row, column).data_type = "s" if value == "=" else sheet.cell(row, column).data_type
            sheet.cell(row, 9).protection = Protection(locked=False)
        said = DataValidation("textLength", operator="between", formula1="0", formula2="500", allow_blank=True)
        said.add(f"I7:I{6 + len(rules)}")
        sheet.add_data_validation(said)

    return in_book(change)


def add_settings(book: Any, *rows: list[str]) -> None:
    """Add a sheet that says a part of form.toml."""
    sheet = book.create_sheet("Settings")
    sheet.append(["form.toml"])
    for row in rows:
        sheet.append(row)
    sheet.protection.sheet, sheet.sheet_state = True, "hidden"


VANS = replaced("[drafts]", '[lists.vans]\nrows = "Branch return!C8:C11"\n\n[drafts]')
