"""Who makes most of a main figure: half of it is worth a line, nearly all of it is never left out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from xlsreport.language import Language
from xlsreport.model.address import Address
from xlsreport.model.consolidation import Consolidation
from xlsreport.model.form_parts import MainFigure
from xlsreport.model.indexed_values import SameCells
from xlsreport.model.outcome import Entry, Outcome, Standing
from xlsreport.model.small_row import BLANK, OTHER
from xlsreport.writing.wording.main_figures import named_figures

_MOST = 3  # departments that make half of a figure
_HALF, _NEARLY_ALL = Decimal("0.5"), Decimal("0.95")
_FEWEST, _LEAST_WHOLE = 3, 10  # departments, and the figure, below which a half is nothing unusual


@dataclass(frozen=True, slots=True)
class _Part:
    """What one department makes of a figure; `counted` says that it is in the total."""

    name: str
    figure: MainFigure
    share: Decimal
    counted: bool = True


def concentrations(outcome: Outcome, language: Language) -> Iterator[str]:
    """Yield a sentence for each department that makes most of a figure, of what is counted and of all that came."""
    found: dict[tuple[str, bool], list[_Part]] = {}
    for each in _parts(outcome):
        found.setdefault((each.name, each.counted), []).append(each)
    for number, parts in enumerate(found.values()):
        if number < _MOST or any(each.share > _NEARLY_ALL for each in parts):
            yield _sentence(parts, language)


def _parts(outcome: Outcome) -> Iterator[_Part]:
    figures = named_figures(outcome)
    cells = [figure.address for figure in figures]
    counting = [each for each in outcome.entries if outcome.counts(each)]
    came = [each for each in outcome.entries if _came(each)]
    columns = zip(figures, _columns(cells, counting), _columns(cells, came), strict=True)
    for figure, of_counting, of_came in columns:
        counted = _largest(outcome.total, of_counting, figure)
        if counted is not None:
            yield counted
        all_of_it = _largest(outcome.received, of_came, figure, counted=False)
        if all_of_it and all_of_it.share > _NEARLY_ALL and (counted is None or counted.name != all_of_it.name):
            yield all_of_it


def _came(entry: Entry) -> bool:
    there = entry.standing in (Standing.ACCEPTED, Standing.HELD)
    return there and entry.joins


@dataclass(frozen=True, slots=True)
class _Column:
    """What departments say of one figure, one after the other; None where one says no number."""

    numbers: Sequence[int | Decimal | None]
    entries: Sequence[Entry]


def _columns(cells: Sequence[Address], entries: Sequence[Entry]) -> Iterator[_Column]:
    same = SameCells(cells)
    codes = zip(*(same.codes_of(each.review) for each in entries), strict=True) if entries else ((),) * len(cells)
    for cell, column in zip(cells, codes, strict=True):
        numbers: list[int | Decimal | None] = [None if code in (BLANK, OTHER) else code for code in column]
        for place in (n for n, code in enumerate(column) if code == OTHER):
            value = entries[place].review.value(cell)
            numbers[place] = value if isinstance(value, Decimal) else None
        yield _Column(numbers, entries)


def _largest(joined: Consolidation, column: _Column, figure: MainFigure, *, counted: bool = True) -> _Part | None:
    """Return the department that makes half of a summed figure or more; of two, one that makes nearly all."""
    known = [each for each in column.numbers if each is not None]
    whole = joined.value(figure.address)
    if len(known) < 2 or not isinstance(whole, Decimal) or whole < _LEAST_WHOLE:
        return None
    if sum(known, Decimal(0)) != whole:
        return None  # it is no sum: a rate, a largest
    largest = max(known)
    share = largest / whole
    unusual = share >= _HALF if len(known) >= _FEWEST else share > _NEARLY_ALL
    name = column.entries[column.numbers.index(largest)].name or ""
    return _Part(name, figure, share, counted) if unusual else None


def _sentence(parts: Sequence[_Part], language: Language) -> str:
    shares = (language.text("summary_of_figure", name=e.figure.name, share=f"{e.share * 100:.1f}%") for e in parts)
    key = "summary_concentration" if parts[0].counted else "summary_concentration_received"
    return language.text(key, name=parts[0].name, parts=language.text("comma").join(shares))
