"""A guess is carried out on the author's workbook: cells are unlocked, validated and coloured, totals written."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from openpyxl.styles import PatternFill, Protection
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties

from xlsreport.forms.labels import Position
from xlsreport.forms.new.entries import ToFill
from xlsreport.forms.new.guess import SheetGuess
from xlsreport.forms.sheets import KINDS
from xlsreport.language import Language
from xlsreport.model.address import column_letters
from xlsreport.model.form import Kind
from xlsreport.model.text_width import text_width

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

TO_FILL, COMPUTED = "FFFFF9E3", "FFF0F0F0"
_LONGEST = 32767  # characters that a cell holds
_PAGE = 90  # characters that stand on a page
_WIDEST_LABEL = 45
_LONGEST_NAME = "200"
_YEARS = ("1900", "2999")


def dress(
    sheet: "Worksheet", guess: SheetGuess, language: Language, identity: Mapping[Position, str] = MappingProxyType({})
) -> None:
    """Carry `guess` out on its sheet; what the author has set already is kept where a form can use it.

    `identity` has what the cells say that tell whose the workbook is.
    """
    for at in guess.blanks.labels:
        sheet.cell(*at).value = guess.picture.texts[at]
    for at, formula in guess.sums.items():
        sheet.cell(*at).value = formula
    for at in (*guess.sums, *guess.picture.formulas):
        _lock(sheet.cell(*at), locked=True)
        _colour(sheet.cell(*at), COMPUTED)
    for at in guess.entries:
        cell = sheet.cell(*at)
        if cell.value is not None:
            cell.value = None  # an example, or a formula that a form cannot keep
        for each in _whole(sheet, guess, at):
            _lock(each, locked=False)
            _colour(each, TO_FILL)
    own = {at: each for at, each in guess.entries.items() if at not in guess.picture.asked and at not in identity}
    _accept(sheet, own, language)
    for at, what in identity.items():
        ask_whose(sheet, at, what, language)
    _widen(sheet, guess)
    _fit_to_page(sheet)
    protect(sheet)


def _widen(sheet: "Worksheet", guess: SheetGuess) -> None:
    """Have labels stand whole that ran on into the blank beside them, which is a coloured cell now."""
    for row, column in guess.entries:
        label = guess.picture.texts.get((row, column - 1), "")
        if (
            label
            and (row, column - 1) not in guess.picture.spans
            and not sheet.cell(row, column - 1).alignment.wrap_text
        ):
            dimension = sheet.column_dimensions[column_letters(column - 1)]
            dimension.width = max(dimension.width, min(text_width(label) + 1, _WIDEST_LABEL))


def _fit_to_page(sheet: "Worksheet") -> None:
    """Have a sheet that nobody has prepared for paper be as wide as the page, on its side where it is wide."""
    fit = sheet.sheet_properties.pageSetUpPr
    if sheet.print_area or (fit is not None and fit.fitToPage):
        return
    last = sheet.max_column
    width = sum(sheet.column_dimensions[column_letters(c)].width for c in range(1, last + 1))
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight, sheet.page_setup.paperSize = 1, 0, 9
    if width > _PAGE:
        sheet.page_setup.orientation = "landscape"


def protect(sheet: "Worksheet") -> None:
    """Switch protection on without a password; rows and columns may still be resized."""
    if not sheet.protection.sheet:
        sheet.protection.sheet = True
        sheet.protection.formatRows = False  # the attribute names what is forbidden
        sheet.protection.formatColumns = False


def ask_whose(sheet: "Worksheet", at: Position, what: str, language: Language, *, required: bool = True) -> None:
    """Have a cell accept what tells whose a workbook is: a year of four digits where `what` is period, else a text."""
    rule = validation_for(ToFill(Kind.COUNT if what == "period" else Kind.TEXT, ""), language)
    rule.operator, rule.allow_blank = "between", not required
    rule.formula1, rule.formula2 = _YEARS if what == "period" else ("0", _LONGEST_NAME)
    rule.add(f"{column_letters(at[1])}{at[0]}")
    sheet.add_data_validation(rule)


def unusable_validations(sheet: "Worksheet") -> Mapping[str, str]:
    """Take away the validations that a form cannot use, and return their kinds by the cells that had them."""
    found = {str(v.sqref): str(v.type) for v in sheet.data_validations.dataValidation if not _is_usable(v)}
    kept = [each for each in sheet.data_validations.dataValidation if _is_usable(each)]
    sheet.data_validations.dataValidation = kept
    return found


def _is_usable(validation: DataValidation) -> bool:
    return validation.type in (None, "none", *KINDS) and not (
        validation.type == "list"
        and ("[" in str(validation.formula1) or "(" in str(validation.formula1).partition('"')[0])
    )


def _whole(sheet: "Worksheet", guess: SheetGuess, at: Position) -> "Iterable[Cell | MergedCell]":
    rows, columns = guess.picture.spans.get(at, (1, 1))
    return (sheet.cell(at[0] + row, at[1] + column) for row in range(rows) for column in range(columns))


def _lock(cell: "Cell | MergedCell", *, locked: bool) -> None:
    cell.protection = Protection(locked=locked)


def _colour(cell: "Cell | MergedCell", colour: str) -> None:
    if cell.fill.fill_type is None:
        cell.fill = PatternFill("solid", start_color=colour, end_color=colour)


def _accept(sheet: "Worksheet", entries: Mapping[Position, ToFill], language: Language) -> None:
    """Give the cells without a validation one each, a validation for all that are alike."""
    alike: dict[tuple[object, ...], list[Position]] = {}
    for at, entry in entries.items():
        alike.setdefault((entry.kind, entry.minimum, entry.required), []).append(at)
    for cells in alike.values():
        validation = validation_for(entries[cells[0]], language)
        for row, column in cells:
            validation.add(f"{column_letters(column)}{row}")
        sheet.add_data_validation(validation)


def validation_for(entry: ToFill, language: Language) -> DataValidation:
    """Return the validation that says what `entry` accepts, with the words that Excel shows."""
    match entry.kind:
        case Kind.TEXT:
            rule = DataValidation("textLength", operator="between", formula1="0", formula2=str(_LONGEST))
        case Kind.CHOICE:
            rule = DataValidation("list", formula1=f'"{",".join(language.lists["new_choices"])}"')
        case _:
            rule = _of_numbers(entry, language)
    rule.allow_blank = not entry.required
    rule.showErrorMessage = True
    return rule


def _of_numbers(entry: ToFill, language: Language) -> DataValidation:
    kind: Literal["whole", "decimal"] = "whole" if entry.kind is Kind.COUNT else "decimal"
    rule = DataValidation(kind, operator="greaterThanOrEqual", formula1="0")
    if entry.minimum is None:
        rule = DataValidation(kind, operator="between", formula1="-1000000000000000", formula2="1000000000000000")
    bound = language.text("new_from_zero") if entry.minimum is not None else ""
    rule.error = language.text("new_input_error", kind=language.text(f"new_kind_{entry.kind}"), bound=bound)
    rule.errorStyle = "stop"
    return rule
