"""The rules sheet: each row from the fifth on is a rule, until the first row without a number.

Its columns are A number · B severity · C text · D this form's figure · E relation · F figure compared with ·
G difference · H result · I explanation · J whose figures it judges, where form.toml has words for that.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from xlsreport.errors import FormError
from xlsreport.forms.settings import Settings
from xlsreport.language import bilingual
from xlsreport.model.address import Address
from xlsreport.model.form import Rule
from xlsreport.model.joining import Scope
from xlsreport.model.workbook import ErrorValue, Value

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_FIRST_ROW = 5
_SCOPE = 10  # the column that says whose figures a rule judges
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
        raise FormError(bilingual("form_no_rule", at=sheet.title, cell=f"A{_FIRST_ROW}"))
    _no_id_twice(sheet.title, rows)
    _trials_are_there(sheet.title, rows, settings)
    return tuple(rows)


def _rule(sheet: "Worksheet", row: int, settings: Settings, untouched: Mapping[Address, Value]) -> Rule:
    cells = [Address(sheet.title, row, column) for column in range(1, 10)]
    texts = [str(sheet.cell(row, column).value or "").strip() for column in range(1, 6)]
    if texts[1] not in settings.severities:
        known = " · ".join(settings.severities)
        raise FormError(bilingual("form_rule_severity", at=cells[1], word=texts[1], known=known))
    if texts[4] not in _RELATIONS:
        raise FormError(bilingual("form_rule_relation", at=cells[4], word=texts[4], known=" ".join(_RELATIONS)))
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
        scope=_scope(sheet, cells[8].row, settings),
        trial=texts[1] in settings.trials.words or texts[0] in settings.trials.numbers,
    )


def _scope(sheet: "Worksheet", row: int, settings: Settings) -> Scope:
    """Return whose figures the rule judges: everybody's where the form has no words for it, or the cell is blank."""
    word = str(sheet.cell(row, _SCOPE).value or "").strip()
    if not settings.scopes or not word:
        return Scope.ALL
    if word not in settings.scopes:
        known = " · ".join(settings.scopes)
        at = Address(sheet.title, row, _SCOPE)
        raise FormError(bilingual("form_rule_scope", at=at, word=word, known=known))
    return settings.scopes[word]


def _is_formula(address: Address, untouched: Mapping[Address, Value]) -> None:
    if address not in untouched:
        raise FormError(bilingual("form_rule_formula", at=address))
    if isinstance(untouched[address], ErrorValue) and untouched[address] == ErrorValue("#NAME?"):
        raise FormError(bilingual("form_rule_name", at=address))


def _trials_are_there(sheet: str, rules: list[Rule], settings: Settings) -> None:
    known = {rule.id for rule in rules}
    for number in settings.trials.numbers:
        if number not in known:
            raise FormError(bilingual("form_rule_no_trial", at=sheet, id=number))


def _no_id_twice(sheet: str, rules: list[Rule]) -> None:
    seen: set[str] = set()
    for rule in rules:
        if rule.id in seen:
            raise FormError(bilingual("form_rule_twice", at=f"{sheet}!A{rule.left.row}", id=rule.id))
        seen.add(rule.id)
