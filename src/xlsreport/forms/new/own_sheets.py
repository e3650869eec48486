"""The sheets that a new form adds to the author's: whose it is, and the rules."""

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.properties import PageSetupProperties

from xlsreport.forms.new.dressing import TO_FILL, ask_whose, protect, validation_for
from xlsreport.forms.new.entries import ToFill
from xlsreport.forms.new.proposed_rules import NewRule
from xlsreport.language import Language
from xlsreport.model.address import Address
from xlsreport.model.form import Kind

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.workbook.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

FIRST_RULE = 5
_HEAD, _BAD, _ASK, _GOOD = "FFE8EDF3", "FFF8CBAD", "FFFFE699", "FFC6E0B4"
_WIDTHS = (8, 12, 56, 14, 9, 14, 12, 16, 40)
_THIN = Side(style="thin", color="FFB0B0B0")
BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_CHARACTERS = 30  # about, that stand on a line of the column of texts, in wide letters


def free_name(book: "Workbook", wanted: str) -> str:
    """Return a name for a new sheet of `book`."""
    names = {each.casefold() for each in book.sheetnames}
    tries = [wanted, *(f"{wanted} {number}" for number in range(2, len(names) + 3))]
    return next(each for each in tries if each.casefold() not in names)


def add_identity(book: "Workbook", lacking: Sequence[str], language: Language) -> Mapping[str, Address]:
    """Add a first sheet with what the workbook does not ask of its sender; return where each is typed.

    Whom to ask, and under which number, is asked too.
    """
    sheet = book.create_sheet(free_name(book, language.lists["new_own_sheets"][0]), 0)
    title, name, code, period, person, telephone = language.lists["new_identity_labels"]
    labels = {"name": name, "code": code, "period": period, "person": person, "telephone": telephone}
    wanted = [*lacking, "person", "telephone"]
    _title(sheet, title, 2)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 22, 44
    cells = {}
    for row, what in enumerate(wanted, 3):
        head, cell = sheet.cell(row, 1, labels[what]), sheet.cell(row, 2)
        head.border = cell.border = BOX
        head.fill = PatternFill("solid", start_color=_HEAD)
        _open(cell)
        ask_whose(sheet, (row, 2), what, language, required=what not in ("person", "telephone"))
        cells[what] = Address(sheet.title, row, 2)
    protect(sheet)
    return cells


def add_rules(book: "Workbook", rules: Collection[NewRule], language: Language) -> str:
    """Add the rules sheet as the last one and return its name."""
    sheet = book.create_sheet(free_name(book, language.lists["new_own_sheets"][1]))
    title, *heads = language.lists["new_rule_heads"]
    for letters, width in zip("ABCDEFGHI", _WIDTHS, strict=True):
        sheet.column_dimensions[letters].width = width
    _title(sheet, title, 9)
    sheet["A2"] = language.text("new_rule_guide")
    for column, head in enumerate(heads, 1):
        cell = sheet.cell(4, column, head)
        cell.font, cell.border, cell.fill = Font(bold=True), BOX, PatternFill("solid", start_color=_HEAD)
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    for number, rule in enumerate(rules, 1):
        _write(sheet, number, rule, language)
    _colour(sheet, FIRST_RULE + len(rules) - 1, language)
    sheet.freeze_panes = "A5"
    _on_paper(sheet)
    protect(sheet)
    return str(sheet.title)


def _write(sheet: "Worksheet", number: int, rule: NewRule, language: Language) -> None:
    row = FIRST_RULE + number - 1
    error, query, _, holds, broken, ask, explained = language.lists["new_rule_words"]
    compared = {"=": "=", "≤": "<=", "≥": ">="}[rule.relation]
    failed = f'IF(LEN(TRIM(I{row}))=0,"{ask}","{explained}")' if rule.query else f'"{broken}"'
    cells = (
        f"R{number:02d}",
        query if rule.query else error,
        rule.text,
        f"={rule.left}",
        rule.relation,
        f"={rule.right}",
        f"=D{row}-F{row}",
        f'=IF(IFERROR(G{row}{compared}0,FALSE),"{holds}",{failed})',
        None,
    )
    for column, said in enumerate(cells, 1):
        cell = sheet.cell(row, column, said)
        cell.border = BOX
        cell.alignment = Alignment(vertical="center", wrap_text=True, horizontal=None if column in (3, 9) else "center")
        if column in (2, 3, 5):
            cell.data_type = "s"  # a text that begins with = stays a text
    sheet.row_dimensions[row].height = 18 * max(1, -(-len(rule.text) // _CHARACTERS))
    _open(sheet.cell(row, 9))
    explanation = validation_for(ToFill(Kind.TEXT, ""), language)
    explanation.add(f"I{row}")
    sheet.add_data_validation(explanation)


def _colour(sheet: "Worksheet", last: int, language: Language) -> None:
    _, _, _, holds, broken, ask, explained = language.lists["new_rule_words"]
    for words, colour in (((broken,), _BAD), ((ask,), _ASK), ((holds, explained), _GOOD)):
        for word in words:
            fill = PatternFill("solid", start_color=colour, end_color=colour, bgColor=colour)
            sheet.conditional_formatting.add(
                f"H{FIRST_RULE}:H{last}",
                FormulaRule(formula=[f'$H{FIRST_RULE}="{word}"'], fill=fill),  # type: ignore[no-untyped-call]
            )


def _title(sheet: "Worksheet", text: str, columns: int) -> None:
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=columns)
    sheet["A1"] = text
    sheet["A1"].font, sheet["A1"].alignment = Font(bold=True, size=14), Alignment(horizontal="center")
    sheet.row_dimensions[1].height = 26


def _open(cell: "Cell | MergedCell") -> None:
    cell.fill = PatternFill("solid", start_color=TO_FILL, end_color=TO_FILL)
    cell.protection = Protection(locked=False)


def _on_paper(sheet: "Worksheet") -> None:
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
