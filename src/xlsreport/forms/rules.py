"""The rules sheet: each row from the fifth on is a rule, until the first row without a number.

Its columns are A number · B severity · C text · D this form's figure · E relation · F figure compared with ·
G difference · H result · I explanation.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from xlsreport.errors import FormError
from xlsreport.forms.settings import Settings
from xlsreport.model.address import Address
from xlsreport.model.form import Rule
from xlsreport.model.workbook import ErrorValue, Value

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_FIRST_ROW = 5
_RELATIONS = ("=", "≥", "≤")


def read_rules(sheet: "Worksheet", settings: Settings, untouched: Mapping[Address, Value]) -> tuple[Rule, ...]:
    """Return the rules of `sheet`; `untouched` are the formulas' results of the blank form.

    Raises `FormError` naming the cell for a severity, relation or formula that cannot be used.
    """
    rows = []
    for row in range(_FIRST_ROW, sheet.max_row + 1):
        if sheet.cell(row, 1).value is None:
            break
        rows.append(_rule(sheet, row, settings, untouched))
    if not rows:
        raise FormError(f"“{sheet.title}”自 A{_FIRST_ROW} 起没有一条规则。No rule from A{_FIRST_ROW} on.")
    _no_id_twice(sheet.title, rows)
    return tuple(rows)


def _rule(sheet: "Worksheet", row: int, settings: Settings, untouched: Mapping[Address, Value]) -> Rule:
    cells = [Address(sheet.title, row, column) for column in range(1, 10)]
    texts = [str(sheet.cell(row, column).value or "").strip() for column in range(1, 6)]
    if texts[1] not in settings.severities:
        known = "、".join(settings.severities)
        raise FormError(f"{cells[1]}：严重程度“{texts[1]}”不在 {known} 之中。Unknown severity {texts[1]!r}.")
    if texts[4] not in _RELATIONS:
        raise FormError(f"{cells[4]}：关系“{texts[4]}”应为 = ≥ ≤ 之一。The relation must be one of = ≥ ≤.")
    for address in (cells[3], cells[5], cells[7]):
        _is_formula(address, untouched)
    return Rule(
        id=texts[0],
        severity=settings.severities[texts[1]],
        text=texts[2],
        left=cells[3],
        relation=texts[4],
        right=cells[5],
        result=cells[7],
        explanation=cells[8],
    )


def _is_formula(address: Address, untouched: Mapping[Address, Value]) -> None:
    if address not in untouched:
        raise FormError(f"{address}：应是锁定的公式。This cell of a rule must hold a locked formula.")
    if isinstance(untouched[address], ErrorValue) and untouched[address] == ErrorValue("#NAME?"):
        raise FormError(f"{address}：公式中有不认识的名称或函数。The formula uses an unknown name or function.")


def _no_id_twice(sheet: str, rules: list[Rule]) -> None:
    seen: set[str] = set()
    for rule in rules:
        if rule.id in seen:
            raise FormError(f"{sheet}!A{rule.left.row}：编号 {rule.id} 出现了两次。The number {rule.id} stands twice.")
        seen.add(rule.id)
