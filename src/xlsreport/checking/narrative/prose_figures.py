"""N501, N502, N512–N515: what one text counts, against the tables and against itself."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from xlsreport.checking.context import Case
from xlsreport.checking.narrative.balance import Imbalance, said_figures
from xlsreport.checking.narrative.figure_binding import Binder, BoundFigure
from xlsreport.checking.narrative.figures import ProseFigure, figures
from xlsreport.checking.narrative.lexicon import Lexicon
from xlsreport.checking.narrative.listed_sum import ListedSum
from xlsreport.checking.narrative.none_statements import NoneStatement
from xlsreport.checking.narrative.part_figures import part_figures
from xlsreport.checking.narrative.parts import ListReader
from xlsreport.checking.narrative.passage import Passage
from xlsreport.checking.narrative.percentages import OddRate, RateReader
from xlsreport.checking.narrative.tables import Mismatch, Tables, expression, finding, mismatch, quoted
from xlsreport.checking.narrative.unsupported_figures import candidates, without_sums
from xlsreport.checking.narrative.vocabulary import Vocabulary, vocabulary
from xlsreport.model.address import Address
from xlsreport.model.finding import Finding
from xlsreport.model.form import Form
from xlsreport.model.narrative import Phrase
from xlsreport.model.wording import plain_decimal


@dataclass(frozen=True, slots=True)
class CountedText:
    """One text with what it counts: each figure with its cells, the lists that it tells, and what it says is none."""

    passage: Passage
    bound: tuple[BoundFigure, ...]
    listed: tuple[ListedSum, ...]
    nones: tuple[NoneStatement, ...]


class FigureReader:
    """Reads what the texts of one form count."""

    def __init__(self, form: Form, period: int | None) -> None:
        self._form, self._words, self._period = form, vocabulary(form), period

    def read(self, text: str) -> CountedText:
        """Return one text with what it counts."""
        lexicon = self._words.lexicon
        passage = Passage(text, lexicon.small.joint)
        found = tuple(figures(passage, lexicon.small, lexicon.figure))
        binder = Binder(passage, lexicon, (self._words.rows, self._words.changes), self._period)
        bound = tuple(binder.bind(found)) if found else ()
        counted = [each.figure.start for each in bound if each.phrases]
        nones = tuple(n for n in self._words.nones.statements(passage, self._period) if not n.holds(counted))
        if len(bound) < 2:
            return CountedText(passage, bound, (), nones)
        listed = tuple(ListReader(passage.words, lexicon).sums(bound))
        parts = part_figures(self._form, lexicon, passage.words, bound, listed)
        if parts:
            bound = tuple(replace(each, apart=True) if each.figure in parts else each for each in bound)
        return CountedText(passage, bound, listed, nones)


def figure_findings(
    case: Case, place: Address, counted: CountedText, tables: Tables, words: Vocabulary
) -> Iterator[Finding]:
    """Yield what is to be said about the figures of one text; one cause is one finding.

    What follows from a figure that the tables contradict is not said again: the laws, lists and shares that it is in.
    """
    text, bound = counted.passage.open, counted.bound
    wrong = [found for figure in bound if (found := mismatch(figure, tables))]
    denied = [denial for none in counted.nones if (denial := _denied(none, tables))]
    yield from (finding(case, place, each, quoted(each.bound, text), tables) for each in wrong)
    yield from (_none(case, place, each, text, tables) for each in denied)
    yield from (_sum(case, place, each, text) for each in counted.listed if each.wrong and not _named(each, wrong))
    if len(bound) > 1:
        yield from _rates(case, place, counted, words.rates, frozenset(each.bound.figure for each in wrong))
        said = said_figures(bound, counted.nones)
        phrases = (*(each.phrase for each in wrong), *(each.phrase for each in denied))
        told = {term.address for phrase in phrases for term in phrase.terms}
        broken = (each for each in words.balance.imbalances(said) if told.isdisjoint(each.cells))
        yield from (_imbalance(case, place, each) for each in broken)


@dataclass(frozen=True, slots=True)
class _Denied:
    """A statement that there was none, the first of its subjects of which the tables have some, and how many."""

    none: NoneStatement
    phrase: Phrase
    total: Decimal


def _denied(none: NoneStatement, tables: Tables) -> _Denied | None:
    sums = ((phrase, tables.sum_of(phrase.terms)) for phrase in none.phrases)
    return next((_Denied(none, phrase, total) for phrase, total in sums if total), None)


def _none(case: Case, place: Address, each: _Denied, text: str, tables: Tables) -> Finding:
    said, terms = text[each.none.start : each.none.end], each.phrase.terms
    words = {"quoted": said, "cells": expression(terms)}
    return case.finding(
        "N513",
        place,
        words,
        found=said,
        expected=each.total,
        difference=-each.total,
        operands=tables.operands(terms),
    )


def _named(each: ListedSum, wrong: Sequence[Mismatch]) -> bool:
    """Whether the whole or a part is found wrong already: one cause is one finding."""
    figures_of = {each.whole.figure, *(part.figure for part in each.parts)}
    return any(one.bound.figure in figures_of for one in wrong)


def _sum(case: Case, place: Address, each: ListedSum, text: str) -> Finding:
    whole, total = each.whole.figure.number.value, each.total
    words = {
        "quoted": text[each.whole.start : each.whole.figure.end],
        "parts": _parts(each, text),
        "gap": case.gap(total - whole),
    }
    return case.finding("N502", place, words, found=total, expected=whole, difference=total - whole)


def _parts(each: ListedSum, text: str) -> str:
    """Return the parts as a sentence shows them; one alone in its own words."""
    if len(each.told) == 1:
        return text[each.told[0].start : each.told[0].figure.end]
    return " + ".join(plain_decimal(part.figure.number.value) for part in each.told)


def _rates(
    case: Case, place: Address, counted: CountedText, rates: RateReader, wrong: frozenset[ProseFigure]
) -> Iterator[Finding]:
    text, bound = counted.passage.words, counted.bound
    changes = rates.odd_changes(text, bound, case.years[0] if case.years else {})
    for odd in (*rates.odd_shares(text, bound, counted.listed), *changes):
        if wrong.isdisjoint(odd.of):
            yield _rate(case, place, odd, counted.passage.open)


def _rate(case: Case, place: Address, odd: OddRate, text: str) -> Finding:
    said = odd.figure.number.value
    words = {"quoted": text[odd.start : odd.figure.end]}
    return case.finding("N515", place, words, found=said, expected=odd.expected, difference=said - odd.expected)


def _imbalance(case: Case, place: Address, each: Imbalance) -> Finding:
    sides = (" + ".join(map(plain_decimal, side)) for side in (each.left, each.right))
    words = dict(zip(("left", "right"), sides, strict=True)) | {
        "cells": case.language.text("comma").join(map(str, each.cells))
    }
    left, right = sum(each.left, Decimal(0)), sum(each.right, Decimal(0))
    return case.finding("N514", place, words, found=left, expected=right, difference=left - right)


def unsupported(counted: CountedText, lexicon: Lexicon, subjects: Sequence[str]) -> list[BoundFigure]:
    """Return the figures of a text that are about what the form counts and have neither cell nor list."""
    rest = tuple(candidates(counted.bound, counted.passage, lexicon, subjects))
    return list(without_sums(rest, counted.listed))
