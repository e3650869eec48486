"""What a cell accepts, said as data validations: the program derives types, limits and blanks from them."""

from dataclasses import dataclass

from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

LONGEST = 32767  # characters that an Excel cell holds


@dataclass(frozen=True, slots=True)
class Hint:
    """A message beside the selected cell: a title of 32 and a text of 255 characters at most."""

    title: str
    text: str


def accept_counts(sheet: Worksheet, cells: str, *, required: bool = True, hint: Hint | None = None) -> None:
    """Accept whole numbers from 0 on in `cells` (ranges separated by spaces)."""
    zero = "没有的填 0，" if required else ""
    message = f"这里只能填 0 或正整数。{zero}不要填“/”“—”“无”，也不要带“件”“条”等单位或说明文字。"
    _add(sheet, cells, at_least_zero("whole", required=required), message, hint)


def accept_amounts(sheet: Worksheet, cells: str, unit: str, *, required: bool, hint: Hint | None = None) -> None:
    """Accept numbers from 0 on, in `unit`, with as many decimals as there are."""
    message = f"这里只能填不小于 0 的数字，按{unit}计，可带小数，不要写单位。没有的填 0。"
    _add(sheet, cells, at_least_zero("decimal", required=required), message, hint)


def accept_text(
    sheet: Worksheet, cells: str, longest: int, *, required: bool = False, hint: Hint | None = None
) -> None:
    """Accept text of at most `longest` characters; a required one cannot be empty."""
    rule = DataValidation("textLength", operator="between", allow_blank=not required)
    rule.formula1, rule.formula2 = str(int(required)), str(longest)
    need, remedy = ("必填，", "填写或删减") if required else ("", "删减")
    message = f"本格{need}最多 {longest} 个字符，请{remedy}后再确认。"
    _add(sheet, cells, rule, message, hint)


def explain_sums(sheet: Worksheet, cells: str) -> None:
    """Say beside the selected cells, which are locked formulas, that they are computed."""
    text = "由左边或上面各格自动相加，不用填，也不能改。"
    _add(sheet, cells, DataValidation(), text, Hint("自动计算", text))


def accept_year(sheet: Worksheet, cell: str, hint: Hint) -> None:
    """Accept the reported year, four digits."""
    rule = DataValidation("whole", operator="between", formula1="2000", formula2="2100", allow_blank=False)
    _add(sheet, cell, rule, "请填四位数字的报告年度，例如 2023，不要带“年”字。", hint)


def accept_choice(sheet: Worksheet, cell: str, choices: tuple[str, ...]) -> None:
    """Accept one of `choices`, offered as a list."""
    rule = DataValidation("list", formula1=f'"{",".join(choices)}"', allow_blank=False)
    _add(sheet, cell, rule, f"请从下拉列表中选择：{'、'.join(choices)}。", None)


def at_least_zero(kind: str, *, required: bool) -> DataValidation:
    """Return the validation of numbers from 0 on; `kind` is whole or decimal."""
    return DataValidation(kind, operator="greaterThanOrEqual", formula1="0", allow_blank=not required)


def _add(sheet: Worksheet, cells: str, rule: DataValidation, message: str, hint: Hint | None) -> None:
    rule.errorStyle, rule.errorTitle, rule.error = "stop", "请更正", message
    rule.showErrorMessage = True
    if hint:
        rule.promptTitle, rule.prompt = hint.title, hint.text
        rule.showInputMessage = True
    for area in cells.split():
        rule.add(area)
    sheet.add_data_validation(rule)
