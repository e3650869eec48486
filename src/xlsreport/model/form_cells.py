"""Which of a form's cells are what: worked out of its fields once and kept."""

from collections.abc import Mapping
from functools import cached_property
from itertools import groupby
from typing import Any, NamedTuple

from xlsreport.model.address import Address
from xlsreport.model.engine import Engine
from xlsreport.model.form_field import Field, Kind, Role
from xlsreport.model.form_parts import Edition
from xlsreport.model.joining import Joining
from xlsreport.model.labels import SheetLayout
from xlsreport.model.lists import FormList


class FilledCell(NamedTuple):
    """An input, its row and column, and whether it is a count that takes every whole number from 0 on."""

    field: Field
    address: Address
    place: tuple[int, int]
    counts: bool


class FormCells:
    """The cells of a `Form` by what they are for."""

    editions: Mapping[str, Edition]
    engine: Engine
    fields: Mapping[Address, Field]
    formulas: Mapping[Address, str]
    leaves: Mapping[Address, frozenset[Address]]
    layouts: Mapping[str, SheetLayout]
    lists: tuple[FormList, ...]
    prefilled: Mapping[Address, Address]
    rules_sheet: str

    @cached_property
    def figures(self) -> tuple[Field, ...]:
        """The numeric inputs that are joined, in filling order."""
        return tuple(f for f in self.fields.values() if f.role is Role.FIGURE and f.kind.numeric)

    @cached_property
    def tabled(self) -> tuple[Address, ...]:
        """What the form's tables hold of the whole: figures and totals, and the cells of lists and of rankings."""
        known = dict.fromkeys((*(field.address for field in self.figures), *self.totals))
        beside = (f.address for f in self.fields.values() if f.joining in (Joining.RANKED, Joining.LISTED))
        return (*known, *(cell for cell in beside if cell not in known))

    @cached_property
    def written(self) -> frozenset[Address]:
        """The texts in its tables: those of lists, and those that stand with what is ranked."""
        return frozenset(cell for cell in self.tabled if cell in self.fields and not self.fields[cell].kind.numeric)

    @cached_property
    def listed(self) -> Mapping[Address, Address]:
        """The cells of all lists, each with the cell that its row is called by."""
        return {cell: form_list.key_cell(row) for form_list in self.lists for row in form_list.rows for cell in row}

    @cached_property
    def inputs(self) -> Mapping[str, tuple[tuple[int, int], ...]]:
        """The rows and columns of the inputs by sheet, in the order of the sheets that have any."""
        found: dict[str, list[tuple[int, int]]] = {}
        for address in self.fields:
            found.setdefault(address.sheet, []).append((address.row, address.column))
        return {name: tuple(found[name]) for name in self.layouts if name in found}

    @cached_property
    def edition_marks(self) -> Mapping[str, Mapping[str, Mapping[Address, str]]]:
        """The texts by which other editions are known, by the sheet that they stand on and the edition."""
        found: dict[str, dict[str, dict[Address, str]]] = {}
        for name, edition in self.editions.items():
            for address, text in edition.marks.items():
                found.setdefault(address.sheet, {}).setdefault(name, {})[address] = text
        return found

    @cached_property
    def laws_written_out(self) -> dict[tuple[Any, ...], Any]:
        """The laws over the cells of workbooks that were located: kept with the form, and gone with it."""
        return {}

    @cached_property
    def filling(self) -> tuple[tuple[str, tuple[FilledCell, ...]], ...]:
        """The inputs in filling order, laid out to be read: sheet after sheet."""
        by_sheet = groupby(self.fields.values(), key=lambda field: field.address.sheet)
        return tuple((sheet, tuple(map(_filled_cell, fields))) for sheet, fields in by_sheet)

    @cached_property
    def wordy(self) -> tuple[Address, ...]:
        """The figures in whose place a word may stand."""
        return tuple(field.address for field in self.fields.values() if field.kind.numeric and field.measure.words)

    @cached_property
    def prose(self) -> tuple[Field, ...]:
        """The texts of the report, in filling order."""
        return tuple(f for f in self.fields.values() if f.role is Role.PROSE)

    @cached_property
    def totals(self) -> tuple[Address, ...]:
        """The formulas that compute a figure from figures alone, the rules aside, in the order of the sheets."""
        figures = {f.address for f in self.fields.values() if f.role in (Role.FIGURE, Role.LISTED) and f.kind.numeric}
        return tuple(
            address
            for address, leaves in self.leaves.items()
            if address.sheet != self.rules_sheet and leaves and leaves <= figures
        )

    @cached_property
    def filled_formulas(self) -> tuple[tuple[Address, ...], tuple[Address, ...]]:
        """The formulas on sheets that are filled in: those of figures, and those that only guide the sender."""
        judged = [cell for cell in self.formulas if cell.sheet in self.inputs]
        figures = frozenset(self.totals)
        return tuple(c for c in judged if c in figures), tuple(c for c in judged if c not in figures)

    @cached_property
    def by_depth(self) -> tuple[Address, ...]:
        """The former, parts before their totals."""
        return tuple(sorted(self.filled_formulas[0], key=lambda cell: len(self.engine.parts(cell))))

    @cached_property
    def own_figures(self) -> tuple[Address, ...]:
        """Figures and totals that are a year's own, not what the year before handed on."""
        cells = (*(field.address for field in self.figures), *self.totals)
        return tuple(cell for cell in cells if not self.leaves.get(cell, {cell}) <= self.prefilled.keys())

    @cached_property
    def rounded(self) -> frozenset[Address]:
        """The cells whose figures were rounded."""
        return frozenset(a for a, field in self.fields.items() if field.measure.rounded)


def _filled_cell(field: Field) -> FilledCell:
    counts = field.kind is Kind.COUNT and field.maximum is None and field.minimum == 0
    return FilledCell(field, field.address, (field.address.row, field.address.column), counts)
