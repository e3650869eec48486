"""N: the texts of a report, against its tables and against what no text may hold."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from xlsreport.checking.context import Case
from xlsreport.checking.narrative.binding import Binder, Bound
from xlsreport.checking.narrative.dates import impossible, wrong_days, wrong_year
from xlsreport.checking.narrative.figures import figures
from xlsreport.checking.narrative.lexicon import Lexicon, lexicon
from xlsreport.checking.narrative.parts import Sum, sums
from xlsreport.checking.narrative.passage import Passage
from xlsreport.checking.narrative.persons import identity_numbers, mobile_numbers
from xlsreport.checking.narrative.remains import (
    foreign_heading,
    foreign_name,
    foreign_self,
    left_open,
    says_nothing,
    superseded,
)
from xlsreport.checking.narrative.tables import Mismatch, Tables, finding, mismatch, quoted
from xlsreport.checking.narrative.unsupported import candidates, known_numbers, without_sums
from xlsreport.model.address import Address
from xlsreport.model.finding import Finding
from xlsreport.model.form import Field
from xlsreport.model.narrative import Narrative
from xlsreport.model.review import Identity
from xlsreport.model.wording import plain_decimal

_MOST_QUOTED = 3  # of the figures that a note names


@dataclass(frozen=True, slots=True)
class Told:
    """Who tells, and the tables that the texts speak of; `judged` is false where there are no figures to compare."""

    who: Identity
    tables: Tables
    judged: bool = True


@dataclass(slots=True)
class _Gathered:
    """What the texts are read with, and the figures that no cell supports, gathered over all of them."""

    lexicon: Lexicon
    first: Address | None = None
    quoted: list[str] = field(default_factory=list)


def check_prose(case: Case, told: Told) -> tuple[Finding, ...]:
    """Return what is to be said about every text of a report."""
    found: list[Finding] = []
    gathered = _Gathered(lexicon(case.form.narrative))
    parts = case.form.prose
    headings = (*filter(None, map(_heading, parts)), *case.form.narrative.headings)
    for part in parts:
        text = told.tables.values.get(part.address)
        if isinstance(text, str) and text.strip():
            passage = Passage(text)
            found += _signs(case, part, passage, told.who)
            found += _heading_of_another(case, part, passage, headings)
            found += _years(case, part.address, passage, told.who.period)
            found += _figures(case, part.address, passage, told, gathered) if told.judged else ()
    return (*found, *_note(case, gathered))


def _signs(case: Case, part: Field, passage: Passage, who: Identity) -> Iterator[Finding]:
    place, narrative, lists = part.address, case.form.narrative, case.language.lists
    for number in identity_numbers(passage.spaced):
        yield case.finding("N510", place, found=number)
    for number in mobile_numbers(passage.spaced):
        yield case.finding("N511", place, found=number)
    if place in narrative.speaking and says_nothing(passage, _heading(part), lists["nothing_said"]):
        yield case.finding("N509", place, found=passage.text.strip())
        return
    gap = left_open(passage, lists["unfinished"])
    if gap is not None:
        yield case.finding("N507", place, found=gap)
    for old, new in superseded(passage, narrative):
        yield case.finding("N506", place, found=old, expected=new)
    own = (who.name, *case.bears)
    name = foreign_name(passage, own, case.names) or foreign_self(passage, narrative, own)
    if who.name and name is not None:
        yield case.finding("N505", place, found=name, expected=who.name)


def _heading(part: Field) -> str:
    return part.label.columns[-1] if part.label.columns else ""


def _heading_of_another(case: Case, part: Field, passage: Passage, headings: Sequence[str]) -> Iterator[Finding]:
    foreign = foreign_heading(passage, _heading(part), headings)
    if foreign is not None:
        yield case.finding("N508", part.address, found=foreign)


def _years(case: Case, place: Address, passage: Passage, period: int | None) -> Iterator[Finding]:
    for odd in dict.fromkeys(impossible(passage)):
        yield case.finding("N503", place, {"why": case.language.text("no_such_date")}, found=odd.quoted)
    if period is None:
        return
    for odd in dict.fromkeys(wrong_year(passage, case.form.narrative, period)):
        words = {"why": case.language.text("year_should_be", expected=odd.expected)}
        yield case.finding("N503", place, words, found=odd.quoted, expected=odd.expected)
    for odd in dict.fromkeys(wrong_days(passage, case.form.narrative, period)):
        yield case.finding("N504", place, found=odd.quoted, expected=odd.expected)


def _figures(case: Case, place: Address, passage: Passage, told: Told, gathered: _Gathered) -> Iterator[Finding]:
    narrative = case.form.narrative
    found = list(figures(passage, gathered.lexicon.figure)) if narrative.marks.units else []
    if not found:
        return
    binder = Binder(passage, gathered.lexicon, narrative.marks, told.who.period)
    bound, text = list(binder.bind(found)), passage.open
    listed = list(sums(bound, text, narrative.marks))
    wrong = [each for each in (mismatch(b, told.tables) for b in bound) if each]
    yield from (finding(case, place, each, quoted(each.bound, text), told.tables) for each in wrong)
    yield from (_sum(case, place, each, text) for each in listed if each.wrong and not _named(each, wrong))
    rest = without_sums(candidates(bound, text, narrative), listed)
    _gather(gathered, place, [(each, quoted(each, text)) for each in rest], told.tables, narrative)


def _named(each: Sum, wrong: Sequence[Mismatch]) -> bool:
    """Whether the whole or a part is found wrong already: one cause is one finding."""
    figures_of = {each.whole.figure, *(part.figure for part in each.parts)}
    return any(one.bound.figure in figures_of for one in wrong)


def _sum(case: Case, place: Address, each: Sum, text: str) -> Finding:
    whole, total = each.whole.figure.number.value, each.total
    words = {
        "quoted": text[each.whole.start : each.whole.figure.end],
        "parts": " + ".join(plain_decimal(part.figure.number.value) for part in each.parts),
        "gap": case.gap(total - whole),
    }
    return case.finding("N502", place, words, found=total, expected=whole, difference=total - whole)


def _gather(
    gathered: _Gathered, place: Address, rest: Sequence[tuple[Bound, str]], tables: Tables, narrative: Narrative
) -> None:
    if not rest or tables.unsure:
        return
    known = known_numbers(tables, narrative)
    odd = [words for each, words in rest if each.figure.number.value not in known]
    if odd:
        gathered.first = gathered.first or place
        gathered.quoted += odd


def _note(case: Case, gathered: _Gathered) -> Iterator[Finding]:
    if gathered.first is not None:
        shown = case.language.text("comma").join(dict.fromkeys(gathered.quoted[:_MOST_QUOTED]))
        yield case.finding("N512", gathered.first, {"count": len(gathered.quoted), "quoted": shown})
