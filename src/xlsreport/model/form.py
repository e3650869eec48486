"""A form: the standard workbook as defined, with everything that its folder says about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timezone
from decimal import Decimal
from functools import cached_property
from pathlib import Path

from xlsreport.model.address import Address
from xlsreport.model.engine import Engine
from xlsreport.model.form_cells import FormCells
from xlsreport.model.form_field import Field, Kind, Role, Rule
from xlsreport.model.form_parts import (
    DETAILS_CELLS,
    NO_DAYS,
    Edition,
    FileNames,
    IdentityCells,
    MainFigure,
    PublicationDays,
    RuleWords,
)
from xlsreport.model.joining import Ranking, Scope
from xlsreport.model.labels import Label, SheetLayout
from xlsreport.model.lists import FormList
from xlsreport.model.narrative import Narrative
from xlsreport.model.number_formats import accepted_format, shown
from xlsreport.model.period import YEARLY, FormPeriods, year_of
from xlsreport.model.workbook import Value

__all__ = ["Field", "Form", "Kind", "Role", "Rule"]


@dataclass(frozen=True)  # no slots: what follows from the fields is worked out once and kept
class Form(FormCells):
    """A form as loaded from its folder.

    `fields` are the unlocked cells and `formulas` the locked ones with a formula, both in filling order;
    `carried` and `prefilled` map a cell to the cell of last year's workbook that its value comes from; `editions` names
    other editions by texts that stand in them; `narrative` says which words of the prose count which cells; `drafts`
    are the sentences that stand in for a blank text, "" between two paragraphs; `leaves` are the unlocked cells behind
    a formula; `main` are the figures that it puts first; `passages` are the Word template's texts with tags, by
    place; `zone` is the time of its country; `rankings` are its blocks of the first of all;
    `subtotals` the columns of the roster by which departments are added up; `lists` are its lists.
    `formats` are the number formats of the cells that have one; `ranges` the cells that names stand for;
    `details_cells` is how many cells a sheet that has a row for each department may have; `periods` are what it is
    filled for, and `publication` until when reports of them are published.
    """

    id: str
    edition: str
    title: str
    language: str
    folder: Path
    fields: Mapping[Address, Field]
    formulas: Mapping[Address, str]
    labels: Mapping[Address, Label]
    leaves: Mapping[Address, frozenset[Address]]
    rules: tuple[Rule, ...]
    rules_sheet: str
    rule_words: RuleWords
    carried: Mapping[Address, Address]
    prefilled: Mapping[Address, Address]
    identity: IdentityCells
    names: FileNames
    layouts: Mapping[str, SheetLayout]
    editions: Mapping[str, Edition]
    engine: Engine
    narrative: Narrative = field(default_factory=Narrative)
    main: tuple[MainFigure, ...] = ()
    details_cells: int = DETAILS_CELLS
    drafts: Mapping[Address, tuple[str, ...]] = field(default_factory=dict)
    passages: tuple[tuple[str, str], ...] = ()
    zone: timezone | None = None
    rankings: tuple[Ranking, ...] = ()
    subtotals: tuple[str, ...] = ()
    lists: tuple[FormList, ...] = ()
    periods: FormPeriods = YEARLY
    publication: PublicationDays = NO_DAYS
    formats: Mapping[Address, str] = field(default_factory=dict)
    ranges: Mapping[str, str] = field(default_factory=dict)

    def period_cell(self, period: int) -> Value:
        """Return what the cell of the period says of `period`: a number of a year, else its name."""
        field = self.fields.get(self.identity.period)
        number = field is not None and field.kind.numeric
        return Decimal(year_of(period)) if number and self.periods.kind.parts == 1 else str(period)

    @cached_property
    def department_rules(self) -> tuple[Rule, ...]:
        """The rules that a submission is judged by."""
        return tuple(rule for rule in self.rules if rule.scope is not Scope.WHOLE and not rule.trial)

    @cached_property
    def whole_rules(self) -> tuple[Rule, ...]:
        """The rules that what is joined is judged by."""
        return tuple(rule for rule in self.rules if rule.scope is not Scope.DEPARTMENTS and not rule.trial)

    def trial_rules(self, but: Scope) -> tuple[Rule, ...]:
        """Return the rules on trial, those of the scope `but` left out."""
        return tuple(rule for rule in self.rules if rule.trial and rule.scope is not but)

    def unknown(
        self, holes: frozenset[Address], values: Mapping[Address, Value] | None = None
    ) -> Mapping[Address, frozenset[Address]]:
        """Return the formulas that cannot be known where `holes` are not, each with those of them that it rests on.

        Words that stand for figures among `values` are no numbers either. A rule that gives a result all the same, as
        one that asks whether there is a last year, keeps its figures.
        """
        said = {cell: word for cell in self.wordy if isinstance(word := (values or {}).get(cell), str)}
        none = {cell for cell, word in said.items() if self.fields[cell].measure.says_none(word)}
        holes |= said.keys() - none
        found = self.engine.resting_on(holes, frozenset(none)) if holes or none else {}
        judged = {(rule.result.sheet, rule.result.row) for rule in self.rules if rule.result not in found}
        return {cell: roots for cell, roots in found.items() if (cell.sheet, cell.row) not in judged}

    def number_format(self, address: Address, value: Value) -> str:
        """Return the number format that `value` is shown in at `address`, empty where it is shown as it is.

        What its cell does not accept, as a broken number among whole ones, is shown with all its digits.
        """
        return accepted_format(value, self.formats.get(address, ""), whole=self.takes_whole(address))

    def takes_whole(self, address: Address) -> bool:
        """Whether the cell at `address` is filled with whole numbers alone."""
        cell = self.fields.get(address)
        return cell is not None and cell.kind is Kind.COUNT

    def shown(self, address: Address, value: Value) -> str:
        """Return `value` as the cell at `address` shows it; a blank as nothing."""
        return shown(value, self.number_format(address, value)) if value is not None else ""

    def label(self, address: Address) -> str:
        """Return the label path of a cell as one text, empty where the form gives it none."""
        return str(self.labels.get(address, Label()))
