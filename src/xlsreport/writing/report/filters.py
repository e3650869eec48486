"""What a template and a draft may do with figures; docs/form.en.md lists it for their authors.

A filter that has nothing to say (a blank cell, a year that is not known, a share of nothing) prints nothing.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from xlsreport.language import Language
from xlsreport.model.number_formats import shown
from xlsreport.model.period import PeriodKind
from xlsreport.model.template import FILTERS
from xlsreport.model.wording import as_text
from xlsreport.writing.report.cells import CellText
from xlsreport.writing.report.numerals import numeral
from xlsreport.writing.report.shares import TENTH, Part, largest, percent, present, shared

_MORE, _LESS, _SAME, _FIRST = "more", "less", "same", "first"
Parts = Iterable[Part | tuple[str, Any]]


def filters_of(language: Language, kind: PeriodKind = PeriodKind.YEAR) -> dict[str, Callable[..., Any]]:
    """Return the filters, by their names in every language and in the one of `texts`, for periods of `kind`."""
    own = _Filters(language, kind)
    named = {name: getattr(own, name) for name in FILTERS}
    return {**dict(zip(language.lists["filter_names"], named.values(), strict=True)), **named}


@dataclass(frozen=True, slots=True)
class _Filters:
    """The filters in one language, a method each."""

    language: Language
    kind: PeriodKind

    def change(self, cell: CellText, unit: str = "", against: CellText | None = None) -> str:
        """Return how the cell compares with the period before, or with `against`, with the comma before it."""
        kind = _trend(cell, against)
        if kind is None:
            return ""
        now, then = _number(cell) or Decimal(0), _number(_then(cell, against)) or Decimal(0)
        return (
            self.language.text(
                f"draft_{kind}",
                amount=self._amount(abs(now - then), unit, cell.code),
                percent=self._percent(percent(abs(now - then), then)) if then else "",
                none=self._amount(then, unit, cell.code),
                than=self._than(against),
                span=self.language.text("first_in_years" if self.kind.parts == 1 else "first_in_two"),
            )
            if kind != _SAME
            else self.language.text("draft_same", than=self._than(against))
        )

    def _than(self, against: CellText | None) -> str:
        """Return what the period is called that a figure is compared with."""
        usual = against is None or self.kind.parts == 1
        return self.language.text(f"before_{self.kind}" if usual else f"last_year_{self.kind}")

    def trend(self, cell: CellText, against: CellText | None = None) -> str:
        """Return the one word for how the cell compares with the period before, or with `against`."""
        kind = _trend(cell, against)
        return self.language.text(f"trend_{kind}") if kind else ""

    def share(self, part: Any, whole: Any) -> str:
        """Return the part in per cent of the whole."""
        part, whole = _number(part), _number(whole)
        return self._percent(percent(part, whole)) if part and whole else ""

    def shares(self, parts: Parts) -> tuple[Part, ...]:
        """Return the parts that are not empty, with shares that add up to 100.0%."""
        return shared(_parts(parts))

    def largest(self, parts: Parts, count: int = 3) -> tuple[Part, ...]:
        """Return the largest parts, the largest first."""
        return largest(_parts(parts), count)

    def listed(self, parts: Parts, unit: str = "") -> str:
        """Return the parts that are not empty one after another, with their shares where they have them."""
        there = present(_parts(parts))
        plain, full, _ = self.language.lists["draft_between"]
        between = full if any(part.share is not None for part in there) else plain
        return between.join(self._said(part, unit) for part in there)

    def total(self, cells: Iterable[Any]) -> CellText:
        """Return the sum of the cells, which has a last year where each of them has."""
        own = [each[1] if isinstance(each, tuple | list) else each for each in cells]
        then = [_number(each.before) for each in own if isinstance(each, CellText)]
        before = CellText(_sum(then)) if len(then) == len(own) and None not in then else None
        return CellText(_sum([_number(each) for each in own]), before)

    def thousands(self, cell: Any) -> str:
        """Return an amount in the larger unit, 万元 in Chinese, exact; in the smaller one where it is less."""
        number = _number(cell)
        if number is None:
            return ""
        small, large, factor = self.language.lists["draft_wan"]
        many = abs(number) >= Decimal(factor)
        return self._amount(number / Decimal(factor) if many else number, large if many else small)

    def numeral(self, cell: Any) -> str:
        """Return the number in the numerals of the language."""
        number = _number(cell)
        return "" if number is None else numeral(number, self.language)

    def official(self, cell: Any, decimals: int | None = None) -> str:
        """Return the number as official documents print it: no separators, `decimals` places where they are given."""
        number = _number(cell)
        if number is None:
            return ""
        return as_text(number) if decimals is None else f"{number.quantize(TENTH**decimals, ROUND_HALF_UP):f}"

    def _said(self, part: Part, unit: str) -> str:
        amount = self._amount(part.number, unit)
        if part.share is None:
            return self.language.text("draft_part", name=part.name, amount=amount)
        return self.language.text("draft_part_share", name=part.name, amount=amount, percent=self._percent(part.share))

    def _amount(self, number: Decimal, unit: str, code: str = "") -> str:
        return self.language.text("draft_amount", number=shown(number, code), unit=unit).strip()

    def _percent(self, number: Decimal) -> str:
        """Return a share or a change of something, which is never said to be nothing."""
        key = "draft_percent" if number else "draft_under"
        return self.language.text(key, number=number or TENTH)


def _then(cell: CellText, against: CellText | None) -> CellText:
    return cell.before if against is None else against


def _trend(cell: CellText, against: CellText | None) -> str | None:
    now, then = _number(cell), _number(_then(cell, against))
    if now is None or then is None or then < 0:
        return None
    if now == then:
        return _SAME
    return _FIRST if not then else _MORE if now > then else _LESS


def _number(value: Any) -> Decimal | None:
    """Return the number of a cell, or of what a template says is one."""
    if isinstance(value, CellText):
        return value.number
    return Decimal(value) if isinstance(value, int | Decimal) else None


def _sum(numbers: Iterable[Decimal | None]) -> Decimal | None:
    known = [each for each in numbers if each is not None]
    return sum(known, Decimal(0)) if known else None


def _parts(parts: Parts) -> tuple[Part, ...]:
    return tuple(
        each if isinstance(each, Part) else Part(str(each[0]), _number(each[1]) or Decimal(0)) for each in parts
    )
