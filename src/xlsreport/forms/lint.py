"""Whether a form's workbook can be used: its formulas, and the cells that its settings name."""

from collections.abc import Mapping

import formualizer

from xlsreport.errors import FormError
from xlsreport.forms.formulas import functions, parsed, references
from xlsreport.forms.settings import Settings
from xlsreport.model.address import Address
from xlsreport.model.form import Field, Form, Joining


def check_formulas(formulas: Mapping[Address, str], sheets: set[str]) -> None:
    """Raise `FormError` naming the cell for a formula that does not parse or names what the form has not."""
    for address, formula in formulas.items():
        tree = parsed(formula)
        if tree is None:
            raise FormError(f"{address}：公式“{formula}”不成立。The formula does not parse.")
        for name in functions(tree):
            if not _known_function(name):
                raise FormError(f"{address}：公式中的函数 {name} 不存在。Unknown function {name}.")
        for reference in references(tree):
            _check_reference(address, reference, sheets)


def check_cells(settings: Settings, fields: Mapping[Address, Field], formulas: Mapping[Address, str]) -> None:
    """Raise `FormError` for a cell of form.toml that the workbook does not have as an input."""
    who = settings.identity
    level = {who.level} if who.level else set()
    needed = {who.name, who.code, who.period, *level, *settings.carried, *settings.prefilled, *settings.joinings}
    for address in sorted(needed):
        if address not in fields:
            raise FormError(f"form.toml 提到 {address}，但它不是可填写的单元格。{address} is not an unlocked cell.")
    for address in sorted({*settings.carried.values(), *settings.prefilled.values()}):
        if address not in fields and address not in formulas:
            raise FormError(f"form.toml 提到上一年的 {address}，但它既不可填写也没有公式。{address} holds no figure.")
    for address, (how, weight) in settings.joinings.items():
        if how is Joining.MEAN and weight not in fields:
            raise FormError(f"form.toml 中 {address} 的权重 {weight} 不可填写。The weight {weight} is not an input.")


def check_phrases(settings: Settings, fields: Mapping[Address, Field], formulas: Mapping[Address, str]) -> None:
    """Raise `FormError` for a phrase of form.toml that counts a cell without a figure."""
    for address in sorted(term.address for phrase in settings.narrative.phrases for term in phrase.terms):
        if address not in fields and address not in formulas:
            raise FormError(f"form.toml 的 [prose.figures] 提到 {address}，但它没有数字。{address} holds no figure.")


def check_measures(settings: Settings, fields: Mapping[Address, Field]) -> None:
    """Raise `FormError` for a measure of form.toml whose cell takes no number."""
    for address in sorted(settings.measures):
        if address not in fields or not fields[address].kind.numeric:
            raise FormError(f"form.toml 的 [values] 提到 {address}，但它不填数字。{address} takes no number.")


def check_main_figures(form: Form) -> None:
    """Raise `FormError` for a main figure of form.toml that is neither joined nor computed from what is."""
    known = {*form.totals, *(field.address for field in form.figures)}
    for address in (each.address for each in form.main):
        if address not in known:
            raise FormError(f"form.toml 的 [summary] 提到 {address}，但它没有可汇总的数。{address} holds no figure.")


def check_areas(settings: Settings, fields: Mapping[Address, Field], sheets: set[str]) -> None:
    """Raise `FormError` for an area of form.toml on a sheet that is not there, and for prose that none can write."""
    for address in sorted(settings.identity_cells | settings.prose | {*settings.identity.contact}):
        if address.sheet not in sheets:
            raise FormError(f"form.toml 提到 {address}，但没有这个工作表。There is no sheet {address.sheet!r}.")
    if settings.prose and not settings.prose & fields.keys():
        first = min(settings.prose)
        raise FormError(f"form.toml 的 prose（{first} 等）没有可填写的单元格。No cell of prose is unlocked.")


def _known_function(name: str) -> bool:
    probe = formualizer.Workbook()
    probe.set_formula("A", 1, 1, f"={name}()")
    probe.evaluate_all()
    value = probe.get_value("A", 1, 1)
    return not (isinstance(value, dict) and value.get("kind") in ("Name", "NImpl"))


def _check_reference(address: Address, reference: str, sheets: set[str]) -> None:
    sheet, divider, _ = reference.rpartition("!")
    name = sheet.strip("'").replace("''", "'")
    if divider and name not in sheets:
        raise FormError(f"{address}：公式引用了不存在的工作表“{name}”。The formula refers to no sheet of the form.")
