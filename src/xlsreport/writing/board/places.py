"""The form's sheets as the page draws them, and the cells whose values it knows, each by its number."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from xlsreport.model.address import Address
from xlsreport.model.form import Form, Role
from xlsreport.model.labels import SheetLayout
from xlsreport.model.outcome import Outcome
from xlsreport.model.years import Figures
from xlsreport.writing.board.figures import ToldCells
from xlsreport.writing.wording.main_figures import main_figures

_SILENT = (Role.IDENTITY, Role.EXPLANATION)  # whom to call stands in the summary, and explanations at their findings


@dataclass(frozen=True, slots=True)
class BoardCells:
    """The cells with values, in the order in which each department's are told, the main ones first; texts apart."""

    main: tuple[Address, ...]
    cells: tuple[Address, ...]
    texts: tuple[Address, ...]
    kept: frozenset[Address]
    columns: ToldCells

    def before(self, figures: Figures) -> Sequence[Any]:
        """Return the figures of an earlier year for the page, of those cells of which a year's bag keeps them."""
        told = self.columns.numbers_of(figures)
        return [each if cell in self.kept else None for cell, each in zip(self.cells, told, strict=True)]

    def told(self, form: Form) -> Mapping[str, Any]:
        """Return the sheets that hold any of them, and the cells with their labels."""
        cells = (*self.cells, *self.texts)
        names = [name for name in form.layouts if any(cell.sheet == name for cell in cells)]
        return {
            "sheets": [_sheet(form.layouts[name]) for name in names],
            "cells": [[names.index(cell.sheet), cell.row, cell.column, form.label(cell)] for cell in cells],
            "figures_count": len(self.cells),
        }


def places_of(outcome: Outcome) -> BoardCells:
    """Return the cells that the board shows of a form: its figures and results, then its texts."""
    form, main = outcome.form, main_figures(outcome)
    fields = [field for field in form.fields.values() if field.role not in _SILENT]
    figures = [field.address for field in fields if field.role is not Role.PROSE]
    numbers = {field.address for field in fields if field.kind.numeric}
    results = [cell for cell, leaves in form.leaves.items() if leaves and leaves <= numbers]  # no verdict in words
    shown = [cell for cell in (*main, *figures, *results) if cell.sheet != form.rules_sheet]
    texts = tuple(field.address for field in fields if field.role is Role.PROSE)
    cells = tuple(dict.fromkeys(shown))
    return BoardCells(main, cells, texts, frozenset(form.tabled), ToldCells(form, cells))


def _sheet(layout: SheetLayout) -> Mapping[str, Any]:
    return {
        "name": layout.name,
        "widths": [[column, width] for column, width in sorted(layout.widths.items())],
        "texts": [[row, column, text] for (row, column), text in sorted(layout.texts.items())],
        "merges": [list(each) for each in layout.merges],
    }
