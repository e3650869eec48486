"""What changed against the year before, as numbers and as formulas that give the same."""

from dataclasses import dataclass
from decimal import Decimal

from xlsreport.language import Language
from xlsreport.model.address import column_letters
from xlsreport.model.number_formats import signed
from xlsreport.model.outcome import Outcome
from xlsreport.model.workbook import Value
from xlsreport.writing.sheets.page import Page


@dataclass(frozen=True, slots=True)
class YearPair:
    """A figure of this year and what it was the year before."""

    now: Value
    before: Value

    @property
    def difference(self) -> Decimal | None:
        """How much more this year's is than last year's; None where one of them is no number."""
        if isinstance(self.now, Decimal) and isinstance(self.before, Decimal):
            return self.now - self.before
        return None

    @property
    def share(self) -> Decimal | None:
        """The difference as a share of last year's; None where there is none, or last year's is 0."""
        if self.difference is None or not isinstance(self.before, Decimal) or not self.before:
            return None
        return self.difference / abs(self.before)


def uncounted(outcome: Outcome) -> int:
    """Return how many departments that the roster counts are not in the total yet."""
    counted = {each.code for each in outcome.entries if each.joins}
    return len(counted) - outcome.total.departments


def write_change(page: Page, row: int, columns: tuple[int, int, int], pair: YearPair, digits: str = "") -> None:
    """Write the change and its share, as formulas, beside each other.

    `columns` are those of this year's figure, of last year's and of the change; the share stands in the next one.
    `digits` is the number format of the figure.
    """
    now, before = (f"{column_letters(column + 1)}{row + 1}" for column in columns[:2])
    known, words = f"AND(ISNUMBER({now}),ISNUMBER({before}))", page.language
    none, first = words.text("summary_no_change"), words.text("summary_first")
    difference = pair.difference
    change, shown = f'=IF({known},{now}-{before},"{none}")', none if difference is None else difference
    page.formula(row, columns[2], change, shown, "change", signed(digits))
    zero = f'IF({before}=0,IF({now}=0,"{none}","{first}"),({now}-{before})/ABS({before}))'
    page.formula(row, columns[2] + 1, f'=IF({known},{zero},"{none}")', share_value(pair, words), "share")


def share_value(pair: YearPair, language: Language) -> Value:
    """Return the share of the change, or the words for what cannot be a share."""
    if pair.share is not None:
        return pair.share
    return language.text("summary_first" if pair.difference else "summary_no_change")
