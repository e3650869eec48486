"""What every check is given, and how a finding is made."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from xlsreport.language import Language
from xlsreport.model.address import Address
from xlsreport.model.decisions import Correction
from xlsreport.model.finding import Finding
from xlsreport.model.form import Form
from xlsreport.model.labels import Label
from xlsreport.model.number_formats import hides, shown
from xlsreport.model.statement import Statement
from xlsreport.model.wording import one_line, plain_decimal
from xlsreport.model.workbook import Value, Workbook


@dataclass(frozen=True, slots=True)
class Case:
    """One workbook under review.

    `previous` holds last year's values of the carried cells, None where nothing is known of last year;
    `period` is the one that is consolidated, None where any will do; `corrections` are those agreed with its sender;
    `years` are the sender's own values, results and texts of the years before, the newest first; `names` are those of
    all departments, `bears` those that the roster gives its sender; `evidence` is what other systems say of its
    figures; `statements` are what the sender wrote beside findings of before.
    """

    form: Form
    language: Language
    book: Workbook
    previous: Mapping[Address, Value] | None = None
    period: int | None = None
    corrections: tuple[Correction, ...] = ()
    years: tuple[Mapping[Address, Value], ...] = ()
    names: frozenset[str] = frozenset()
    evidence: Mapping[Address, Decimal] = field(default_factory=dict)
    bears: tuple[str, ...] = ()
    statements: tuple[Statement, ...] = ()

    def finding(self, code: str, address: Address, words: Mapping[str, object] | None = None, **more: Any) -> Finding:
        """Return the finding `code` at a cell; `words` fill its sentence, `more` are fields of `Finding`."""
        told: dict[str, Value] = {name: more[name] for name in ("found", "expected") if name in more}
        filled: dict[str, object] = {**self._as_in_cell(address, told), **(words or {})}
        return self.language.finding(code, filled, address=address, label=self.label(address) or None, **more)

    def _as_in_cell(self, address: Address, values: Mapping[str, Value]) -> Mapping[str, str]:
        """Return values as their cell shows them, so that its sender knows them again.

        With all their digits where the cell would hide some of what was typed, or show two of them alike.
        """
        exact = {name: self.shown(value) for name, value in values.items()}
        said = {name: self._with_format(address, value) for name, value in values.items()}
        hidden = hides(found := values.get("found"), self.form.number_format(address, found))
        return exact if hidden or len({*said.values()}) < len({*exact.values()}) else said

    def _with_format(self, address: Address, value: Value) -> str:
        code = self.form.number_format(address, value)
        return shown(value, code) if code and isinstance(value, Decimal) else self.shown(value)

    def label(self, address: Address) -> str:
        """Return what a cell is called: by the form's labels, in a list by what the sender's row is called."""
        key = self.form.listed.get(address)
        said = self.book.at(key).value if key else None
        label = self.form.labels.get(address, Label())
        if said is None or key == address:
            return str(label)
        return str(Label((one_line(self.shown(said)), *label.rows), label.columns))

    def sheet_finding(self, code: str, sheet: str | None, **words: object) -> Finding:
        """Return the finding `code` about a whole sheet, or about the file where `sheet` is None."""
        return self.language.finding(code, {"sheet": sheet, **words}, sheet=sheet)

    def shown(self, value: Value) -> str:
        """Return a value as a sentence shows it."""
        match value:
            case None:
                return self.language.text("blank")
            case bool():
                return str(value).upper()
            case Decimal():
                return plain_decimal(value)
            case _:
                return str(value)

    def gap(self, difference: Decimal, address: Address | None = None) -> str:
        """Return a difference in words with its direction: 少 4, 多 1; of a cell, as its cell shows numbers."""
        size = abs(difference)
        code = self.form.number_format(address, size) if address is not None else ""
        return self.language.gap(difference, "" if not code or hides(size, code) else shown(size, code))


@dataclass(frozen=True, slots=True)
class StillOut:
    """How many departments are not counted yet, and what the carried cells of those that are come to.

    `awaited` are those of them that may still come to be counted: nobody waits for who is excused.
    """

    departments: int = 0
    carried: Mapping[Address, Value] = field(default_factory=dict)
    awaited: int = 0
