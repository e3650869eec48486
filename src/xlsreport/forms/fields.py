"""The inputs of a form: what each accepts, what it is for and how it is joined."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from xlsreport.forms.settings import Settings
from xlsreport.forms.sheets import bounds_of, choices_of, defined_names, kind_of, validations
from xlsreport.model.address import Address
from xlsreport.model.form import Field, Kind, Role
from xlsreport.model.form_parts import UNMEASURED
from xlsreport.model.joining import Joining, JoinRule
from xlsreport.model.labels import Label

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook
    from openpyxl.worksheet.datavalidation import DataValidation


def fields_of(
    book: "Workbook",
    settings: Settings,
    inputs: tuple[Address, ...],
    constants: Mapping[Address, Any],
    labels: Mapping[Address, Label],
) -> dict[Address, Field]:
    """Return the `inputs` of the form's workbook, in filling order, as its validations and `settings` say."""
    accepted = {sheet.title: validations(sheet) for sheet in book.worksheets}
    names, found = defined_names(book), {}
    for a in inputs:
        validation = accepted[a.sheet].get((a.row, a.column))
        field = _field(a, validation, settings, labels[a])
        found[a] = replace(field, choices=choices_of(validation, constants, a, names))
    return found


def _field(
    address: Address,
    validation: "DataValidation | None",
    settings: Settings,
    label: Label,
) -> Field:
    said = settings.accepted.get(address)
    kind = said.kind if said else kind_of(validation, address)
    role = _role(address, kind, settings)
    minimum, maximum = (said.least, said.most) if said else bounds_of(validation, address)
    usual = JoinRule({Role.FIGURE: Joining.SUM, Role.LISTED: Joining.LISTED}.get(role, Joining.NONE))
    rule = settings.joinings.rules.get(address, usual)
    return Field(
        address=address,
        kind=kind,
        role=role,
        required=validation is not None and not validation.allowBlank,
        minimum=minimum,
        maximum=maximum,
        label=label,
        joining=rule.how,
        weight=rule.weight,
        measure=settings.measures.get(address, UNMEASURED),
        ratio=rule.ratio,
        own=rule.own,
    )


def _role(address: Address, kind: Kind, settings: Settings) -> Role:
    who = settings.identity
    if address in settings.carried:
        return Role.CARRIED
    if address.sheet == settings.rules_sheet:
        return Role.EXPLANATION
    if address in settings.identity_cells or address in (who.name, who.code, who.period, who.level):
        return Role.IDENTITY
    if address in settings.prose:
        return Role.PROSE
    if address in settings.listed:
        return Role.LISTED
    return Role.FIGURE if kind.numeric else Role.DETAIL
