"""A form: the standard workbook as defined, with everything that its folder says about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timezone
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from xlsreport.model.address import Address
from xlsreport.model.engine import Engine
from xlsreport.model.finding import Severity
from xlsreport.model.form_parts import (
    DETAILS_CELLS,
    NO_DAYS,
    UNMEASURED,
    Edition,
    FileNames,
    IdentityCells,
    MainFigure,
    Measure,
    PublicationDays,
    RuleWords,
)
from xlsreport.model.joining import Joining, Ranking, Ratio, Scope
from xlsreport.model.labels import UNLABELLED, Label, SheetLayout
from xlsreport.model.lists import FormList
from xlsreport.model.narrative import Narrative
from xlsreport.model.number_formats import accepted_format, shown
from xlsreport.model.period import YEARLY, FormPeriods, year_of
from xlsreport.model.workbook import Value


class Kind(StrEnum):
    """What an input accepts, as its data validation says: a whole number, a decimal, one of a list, or text."""

    COUNT = "count"
    AMOUNT = "amount"
    CHOICE = "choice"
    TEXT = "text"

    @property
    def numeric(self) -> bool:
        """Whether its values are numbers."""
        return self in (Kind.COUNT, Kind.AMOUNT)


class Role(StrEnum):
    """What an unlocked cell is for. Figures are joined, what is listed row by row; what is carried is of last year."""

    FIGURE = "figure"
    DETAIL = "detail"
    IDENTITY = "identity"
    PROSE = "prose"
    CARRIED = "carried"
    LISTED = "listed"
    EXPLANATION = "explanation"


@dataclass(frozen=True, slots=True)
class Field:
    """An unlocked cell. `joining` is by `weight` where it is a weighted mean; bounds are inclusive.

    For text, `minimum` and `maximum` bound its length in characters. Where the whole has an entry of its `own`, that
    stands instead of what is joined. A mean or ratio is rounded to `decimals`.
    """

    address: Address
    kind: Kind
    role: Role
    required: bool = False
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    choices: tuple[str, ...] = ()
    label: Label = UNLABELLED
    joining: Joining = Joining.NONE
    weight: Address | None = None
    measure: Measure = UNMEASURED
    ratio: Ratio | None = None
    own: bool = False
    decimals: int | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the rules sheet: `left` must stand in `relation` (= ≥ ≤) to `right`; `result` says whether.

    One on `trial` fires as a note and binds nothing.
    """

    id: str
    severity: Severity
    text: str
    left: Address
    relation: str
    right: Address
    result: Address
    explanation: Address
    scope: Scope = Scope.ALL
    trial: bool = False


@dataclass(frozen=True)  # no slots: what follows from the fields is worked out once and kept
class Form:
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

    @cached_property
    def figures(self) -> tuple[Field, ...]:
        """The numeric inputs that are joined, in filling order."""
        return tuple(f for f in self.fields.values() if f.role is Role.FIGURE and f.kind.numeric)

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
    def open_counts(self) -> frozenset[Address]:
        """The counts that take every whole number from 0 on."""
        counts = (field for field in self.fields.values() if field.kind is Kind.COUNT and field.maximum is None)
        return frozenset(field.address for field in counts if field.minimum == 0)

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
