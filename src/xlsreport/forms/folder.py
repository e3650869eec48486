"""A form folder becomes a `Form`."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from xlsreport.errors import FormError
from xlsreport.forms.drafts import check_drafts
from xlsreport.forms.engine import FormulaEngine
from xlsreport.forms.fields import fields_of
from xlsreport.forms.formula_lint import check_operands, check_repeatable, check_rule_figures
from xlsreport.forms.formulas import in_full
from xlsreport.forms.joining_lint import check_derived, check_joined
from xlsreport.forms.labels import Position, label_of, spread
from xlsreport.forms.leaves import leaves_of
from xlsreport.forms.library import TEMPLATE
from xlsreport.forms.lint import (
    check_areas,
    check_cells,
    check_formulas,
    check_main_figures,
    check_measures,
    check_phrases,
)
from xlsreport.forms.lists import as_growing, check_lists
from xlsreport.forms.newer_validations import add_newer_validations
from xlsreport.forms.rules import read_rules
from xlsreport.forms.settings import Settings, read_settings
from xlsreport.forms.sheets import (
    as_seen,
    constant_cells,
    formula_cells,
    named_ranges,
    number_formats,
    sheet_layout,
    unlocked_cells,
)
from xlsreport.forms.tags import checked_passages
from xlsreport.forms.workbook_file import opened_workbook
from xlsreport.language import bilingual, said_of
from xlsreport.model.address import Address
from xlsreport.model.form import Field, Form
from xlsreport.model.labels import Label, SheetLayout

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook

_WORKBOOK = "workbook.xlsx"


def read_form(folder: Path) -> Form:
    """Read the form in `folder`; raises `FormError` naming file and cell for anything that cannot be used."""
    settings = read_settings(folder)
    data = _read(folder / _WORKBOOK)
    book = opened_workbook(folder / _WORKBOOK, data)
    try:
        form = assembled(folder, settings, data, book)
    except FormError as error:
        raise FormError(said_of(folder / _WORKBOOK, error)) from None
    check_drafts(form)
    return replace(form, passages=checked_passages(folder / TEMPLATE, form))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise FormError(bilingual("no_such_file", at=path)) from None
    except OSError as error:
        raise FormError(bilingual("not_readable", at=path, error=error.strerror)) from None


@dataclass(frozen=True, slots=True)
class _Written:
    """What the workbook itself says of the form, found to agree with the settings."""

    fields: Mapping[Address, Field]
    formulas: Mapping[Address, str]
    labels: Mapping[Address, Label]
    layouts: Mapping[str, SheetLayout]
    formats: Mapping[Address, str]
    ranges: Mapping[str, str]
    engine: FormulaEngine


def _written(settings: Settings, data: bytes, book: "Workbook") -> _Written:
    add_newer_validations(book, data)
    if settings.rules_sheet not in book.sheetnames:
        raise FormError(bilingual("form_no_rules_sheet", sheet=settings.rules_sheet))
    inputs, ranges, constants = tuple(unlocked_cells(book)), named_ranges(book), constant_cells(book)
    formulas = {cell: in_full(formula, ranges) for cell, formula in formula_cells(book).items()}
    check_formulas(formulas, set(book.sheetnames))
    check_repeatable(formulas)
    layouts = _layouts(book, inputs, formulas)
    labels = _labels(layouts, (*inputs, *formulas))
    formats = number_formats(book, (*inputs, *formulas))
    found = fields_of(book, settings, inputs, constants, labels)
    fields = {a: as_seen(field, book[a.sheet], formats.get(a, "")) for a, field in found.items()}
    check_operands(formulas, fields)
    check_cells(settings, fields, formulas)
    check_joined(settings.joinings, fields, formulas)
    check_lists(settings.lists, settings.joinings.rules.keys() | settings.prose, fields, formulas)
    check_phrases(settings, fields, formulas)
    check_measures(settings, fields)
    check_areas(settings, fields, set(book.sheetnames))
    numeric = frozenset(a for a, f in fields.items() if f.kind.numeric)
    others = {a: v for a, v in constants.items() if a not in fields}
    engine = FormulaEngine(data, others, formulas, inputs, numeric, ranges)
    return _Written(fields, formulas, labels, layouts, formats, ranges, engine)


def assembled(folder: Path, settings: Settings, data: bytes, book: "Workbook") -> Form:
    """Return the form without its Word template; raises `FormError` for the first mistake."""
    written = _written(settings, data, book)
    form = Form(
        id=settings.id,
        edition=settings.edition,
        title=settings.title,
        language=settings.language,
        folder=folder,
        fields=written.fields,
        formulas=written.formulas,
        labels=written.labels,
        leaves=leaves_of(written.engine, written.formulas, written.fields),
        rules=read_rules(book[settings.rules_sheet], settings, written.engine.evaluate({})),
        rules_sheet=settings.rules_sheet,
        rule_words=settings.words,
        carried=settings.carried,
        prefilled=settings.prefilled,
        identity=settings.identity,
        names=settings.names,
        layouts=written.layouts,
        editions=settings.editions,
        narrative=settings.narrative,
        main=settings.main,
        details_cells=settings.details_cells,
        subtotals=settings.subtotals,
        lists=tuple(as_growing(each, written.layouts) for each in settings.lists),
        drafts=settings.drafts,
        zone=settings.zone,
        periods=settings.periods,
        publication=settings.publication,
        rankings=settings.joinings.rankings,
        engine=written.engine,
        formats=written.formats,
        ranges=written.ranges,
    )
    for check in (check_main_figures, check_rule_figures, check_derived):
        check(form)
    return form


def _layouts(book: "Workbook", inputs: tuple[Address, ...], formulas: Mapping[Address, str]) -> dict[str, SheetLayout]:
    layouts = {}
    for sheet in book.worksheets:
        own: frozenset[Position] = frozenset((a.row, a.column) for a in (*inputs, *formulas) if a.sheet == sheet.title)
        layouts[sheet.title] = sheet_layout(sheet, own)
    return layouts


def _labels(layouts: Mapping[str, SheetLayout], addresses: tuple[Address, ...]) -> dict[Address, Label]:
    heads = {name: spread(layout.texts, layout.merges) for name, layout in layouts.items()}
    return {a: label_of((a.row, a.column), layouts[a.sheet].texts, heads[a.sheet]) for a in addresses}
