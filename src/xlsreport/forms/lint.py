"""Whether a form's workbook can be used: its formulas, and the cells that its settings name."""

from collections.abc import Mapping

import formualizer

from xlsreport.errors import FormError
from xlsreport.forms.formulas import functions, parsed, references
from xlsreport.forms.schema import FILE
from xlsreport.forms.settings import Settings
from xlsreport.language import bilingual
from xlsreport.model.address import Address
from xlsreport.model.form import Field, Form


def check_formulas(formulas: Mapping[Address, str], sheets: set[str]) -> None:
    """Raise `FormError` naming the cell for a formula that does not parse or names what the form has not."""
    for address, formula in formulas.items():
        tree = parsed(formula)
        if tree is None:
            raise FormError(bilingual("form_formula", at=address, formula=formula))
        for name in functions(tree):
            if not _known_function(name):
                raise FormError(bilingual("form_function", at=address, name=name))
        for reference in references(tree):
            _check_reference(address, reference, sheets)


def check_cells(settings: Settings, fields: Mapping[Address, Field], formulas: Mapping[Address, str]) -> None:
    """Raise `FormError` for a cell of form.toml that the workbook does not have as an input."""
    who = settings.identity
    said = {cell for cell in (who.level, who.person, who.telephone) if cell}
    needed = {who.name, who.code, who.period, *said, *settings.carried, *settings.prefilled, *settings.joinings.rules}
    for address in sorted(needed):
        if address not in fields:
            raise FormError(bilingual("form_locked", at=FILE, address=address))
    for address in sorted({*settings.carried.values(), *settings.prefilled.values()}):
        if address not in fields and address not in formulas:
            raise FormError(bilingual("form_no_figure", at=FILE, address=address))


def check_phrases(settings: Settings, fields: Mapping[Address, Field], formulas: Mapping[Address, str]) -> None:
    """Raise `FormError` for a phrase of form.toml that counts a cell without a figure."""
    for address in sorted(term.address for phrase in settings.narrative.phrases for term in phrase.terms):
        if address not in fields and address not in formulas:
            raise FormError(bilingual("form_no_figure", at=f"{FILE} [prose.figures]", address=address))


def check_measures(settings: Settings, fields: Mapping[Address, Field]) -> None:
    """Raise `FormError` for a measure of form.toml whose cell takes no number."""
    for address in sorted(settings.measures):
        if address not in fields or not (fields[address].kind.numeric or settings.measures[address].only_words):
            raise FormError(bilingual("form_no_number", at=f"{FILE} [values]", address=address))
    level_cell = settings.identity.level
    levels = {"", *(fields[level_cell].choices if level_cell else ())}
    for address, measure in sorted(settings.measures.items(), key=lambda each: each[0]):
        for level in measure.plausible.keys() - levels:
            raise FormError(bilingual("form_no_level", at=f"{FILE} [values]", address=address, level=level))


def check_main_figures(form: Form) -> None:
    """Raise `FormError` for a main figure of form.toml that is neither joined nor computed from what is."""
    known = {*form.totals, *(field.address for field in form.figures)}
    for address in (each.address for each in form.main):
        if address not in known:
            raise FormError(bilingual("form_not_joined", at=f"{FILE} [summary]", address=address))


def check_areas(settings: Settings, fields: Mapping[Address, Field], sheets: set[str]) -> None:
    """Raise `FormError` for an area of form.toml on a sheet that is not there, and for prose that none can write."""
    for address in sorted(settings.identity_cells | settings.prose | {*settings.identity.contact}):
        if address.sheet not in sheets:
            raise FormError(bilingual("form_no_sheet", at=FILE, address=address, sheet=address.sheet))
    if settings.prose and not settings.prose & fields.keys():
        first = min(settings.prose)
        raise FormError(bilingual("form_prose_locked", at=f"{FILE} [roles]", first=first))


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
        raise FormError(bilingual("form_reference", at=address, sheet=name))
