"""What a cell accepts, said as data validations: the program derives types, limits and blanks from them."""

from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

LONGEST = 32767  # characters that an Excel cell holds


def accept_counts(sheet: Worksheet, cells: str, *, required: bool) -> None:
    """Accept whole numbers from 0 on in `cells` (ranges separated by spaces)."""
    none = " Type 0 where there is none." if required else ""
    _add(sheet, cells, _from_zero("whole", required=required), f"A whole number, 0 or more, without words.{none}")


def accept_amounts(sheet: Worksheet, cells: str, *, required: bool = True) -> None:
    """Accept numbers from 0 on, with decimals."""
    message = "A number, 0 or more, without words or signs. Type 0 where there is none."
    _add(sheet, cells, _from_zero("decimal", required=required), message)


def accept_days(sheet: Worksheet, area: str, *, required: bool) -> None:
    """Accept a number of days from 0 on in `area`, or one of the words for none and for less than one."""
    first = area.partition(":")[0]
    rule = DataValidation("custom", allow_blank=not required)
    rule.formula1 = f'IF(ISNUMBER({first}),{first}>=0,OR({first}="N/A",{first}="<1"))'
    _add(sheet, area, rule, "A number of days, 0 or more; N/A where there is none; <1 for less than a day.")


def accept_text(sheet: Worksheet, cells: str, longest: int = LONGEST, *, required: bool = False) -> None:
    """Accept text of at most `longest` characters; a required one cannot be empty."""
    rule = DataValidation("textLength", operator="between", allow_blank=not required)
    rule.formula1, rule.formula2 = str(int(required)), str(longest)
    _add(sheet, cells, rule, f"At most {longest} characters{', and not blank' if required else ''}.")


def accept_year(sheet: Worksheet, cell: str) -> None:
    """Accept a fiscal year, four digits."""
    rule = DataValidation("whole", operator="between", formula1="1998", formula2="2100", allow_blank=False)
    _add(sheet, cell, rule, "The fiscal year in four digits, such as 2017.")


def _from_zero(kind: str, *, required: bool) -> DataValidation:
    return DataValidation(kind, operator="greaterThanOrEqual", formula1="0", allow_blank=not required)


def _add(sheet: Worksheet, cells: str, rule: DataValidation, message: str) -> None:
    rule.errorStyle, rule.errorTitle, rule.error = "stop", "Please correct", message
    rule.showErrorMessage = True
    for area in cells.split():
        rule.add(area)
    sheet.add_data_validation(rule)
