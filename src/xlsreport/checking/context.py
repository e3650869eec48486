"""What every check is given, and how a finding is made."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Context, Decimal
from typing import Any

from xlsreport.language import Language
from xlsreport.model.address import Address
from xlsreport.model.decisions import Correction
from xlsreport.model.finding import Finding
from xlsreport.model.form import Form
from xlsreport.model.workbook import ErrorValue, Value, Workbook

_CERTAIN_DIGITS = Context(prec=15)  # what a workbook's doubles hold for certain


@dataclass(frozen=True, slots=True)
class Case:
    """One workbook under review.

    `previous` holds last year's values of the carried cells, None where nothing is known of last year;
    `period` is the one that is consolidated, None where any will do; `corrections` are those agreed with its sender;
    `years` are the sender's own values, results and texts of the years before, the newest first; `names` are those of
    all departments; `evidence` is what other systems say of its figures.
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

    def finding(self, code: str, address: Address, words: Mapping[str, object] | None = None, **more: Any) -> Finding:
        """Return the finding `code` at a cell; `words` fill its sentence, `more` are fields of `Finding`."""
        entry = self.language.entries[code]
        filled: dict[str, object] = {n: self.shown(more[n]) for n in ("found", "expected") if n in more}
        filled.update(words or {})
        return Finding(
            code=code,
            severity=entry.severity,
            message=entry.message.format(**filled),
            sheet=address.sheet,
            address=address,
            label=self.form.label(address) or None,
            **more,
        )

    def sheet_finding(self, code: str, sheet: str | None, **words: object) -> Finding:
        """Return the finding `code` about a whole sheet, or about the file where `sheet` is None."""
        entry = self.language.entries[code]
        return Finding(code, entry.severity, entry.message.format(**{"sheet": sheet, **words}), sheet=sheet)

    def shown(self, value: Value) -> str:
        """Return a value as a sentence shows it."""
        match value:
            case None:
                return self.language.text("blank")
            case bool():
                return str(value).upper()
            case Decimal():
                return plain(value)
            case _:
                return str(value)

    def gap(self, difference: Decimal) -> str:
        """Return a difference in words with its direction: 少 4, 多 1."""
        return gap(difference, self.language)


def gap(difference: Decimal, language: Language) -> str:
    """Return a difference in words with its direction: 少 4, 多 1."""
    return language.text("less" if difference < 0 else "more", amount=plain(abs(difference)))


def plain(number: Decimal) -> str:
    """Return a number without exponent and without trailing zeros."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def certain(number: Decimal) -> Decimal:
    """Return a number to the 15 significant digits that a workbook holds for certain."""
    return _CERTAIN_DIGITS.plus(number)


def same(left: Value, right: Value) -> bool:
    """Whether two values are one in a workbook: numbers to 15 significant digits, all else exactly."""
    if isinstance(left, Decimal) and isinstance(right, Decimal):
        return left == right or certain(left) == certain(right)
    return type(left) is type(right) and left == right


def is_blank(value: Value) -> bool:
    """Whether nothing is to be seen in a cell."""
    return value is None or (isinstance(value, str) and not value.strip())


def is_error(value: Value) -> bool:
    """Whether a cell shows an Excel error."""
    return isinstance(value, ErrorValue)
