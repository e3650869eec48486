"""N: the texts of a report, against its tables and against what no text may hold."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from xlsreport.checking.context import Case
from xlsreport.checking.narrative.dates import impossible, wrong_days
from xlsreport.checking.narrative.documents import misquoted, superseded
from xlsreport.checking.narrative.leftovers import (
    foreign_heading,
    foreign_name,
    foreign_self,
    left_open,
    says_nothing,
)
from xlsreport.checking.narrative.passage import Passage
from xlsreport.checking.narrative.prose_figures import CountedText, FigureReader, figure_findings, unsupported
from xlsreport.checking.narrative.tables import Tables, quoted
from xlsreport.checking.narrative.unsupported_figures import known_numbers
from xlsreport.checking.narrative.vocabulary import Vocabulary, vocabulary
from xlsreport.checking.text.personal_data import identity_numbers, mobile_numbers
from xlsreport.model.address import Address
from xlsreport.model.finding import Finding
from xlsreport.model.form import Field
from xlsreport.model.period import year_of
from xlsreport.model.review import Identity
from xlsreport.model.workbook import Value

_MOST_QUOTED = 3  # of the figures that a note names


@dataclass(frozen=True, slots=True)
class ProseInputs:
    """Who tells, and the tables that the texts speak of; `judged` is false where there are no figures to compare."""

    who: Identity
    tables: Tables
    judged: bool = True


@dataclass(slots=True)
class _Gathered:
    """What the texts are read with, and the figures that no cell supports, gathered over all of them."""

    words: Vocabulary
    reader: FigureReader
    first: Address | None = None
    quoted: list[str] = field(default_factory=list)


def check_prose(case: Case, told: ProseInputs) -> tuple[Finding, ...]:
    """Return what is to be said about every text of a report."""
    written = [part for part in case.form.prose if _is_written(told.tables.values.get(part.address))]
    if not written:
        return ()  # the words of a form take their time to be made ready
    found: list[Finding] = []
    words = vocabulary(case.form)
    gathered = _Gathered(words, FigureReader(case.form, None if told.who.period is None else year_of(told.who.period)))
    headings = (*filter(None, map(_heading, case.form.prose)), *case.form.narrative.headings)
    for part in written:
        counted = gathered.reader.read(str(told.tables.values[part.address]))
        found += _signs(case, part, counted.passage, told.who)
        found += _heading_of_another(case, part, counted.passage, headings)
        found += _years(case, part.address, counted.passage, told.who.period, words)
        found += _figures(case, part.address, counted, told, gathered) if told.judged else ()
    return (*found, *_note(case, gathered))


def _is_written(text: Value) -> bool:
    return isinstance(text, str) and bool(text.strip())


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
    for said, known in dict.fromkeys(misquoted(passage, narrative)):
        yield case.finding("N516", place, found=said, expected=known)
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


def _years(case: Case, place: Address, passage: Passage, period: int | None, words: Vocabulary) -> Iterator[Finding]:
    for odd in dict.fromkeys(impossible(passage)):
        yield case.finding("N503", place, {"why": case.language.text("no_such_date")}, found=odd.quoted)
    if period is None:
        return
    first, last = case.form.periods.first_day(period), case.form.periods.last_day(period)
    days = dict.fromkeys(wrong_days(passage, case.form.narrative, first, last))
    one_year = first.year == last.year  # of a fiscal year a text may name both
    for odd in dict.fromkeys(words.years.wrong(passage, first.year)) if one_year and not days else ():
        why = {"why": case.language.text("year_should_be", expected=odd.expected)}
        yield case.finding("N503", place, why, found=odd.quoted, expected=odd.expected)
    for odd in days:
        yield case.finding("N504", place, found=odd.quoted, expected=odd.expected)


def _figures(
    case: Case, place: Address, counted: CountedText, told: ProseInputs, gathered: _Gathered
) -> Iterator[Finding]:
    if not counted.bound and not counted.nones:
        return
    yield from figure_findings(case, place, counted, told.tables, gathered.words)
    rest = unsupported(counted, gathered.words.lexicon, case.form.narrative.subjects)
    if rest and not told.tables.unsure:
        known = known_numbers(told.tables, case.form.narrative)
        odd = [quoted(each, counted.passage.open) for each in rest if each.figure.number.value not in known]
        if odd:
            gathered.first = gathered.first or place
            gathered.quoted += odd


def _note(case: Case, gathered: _Gathered) -> Iterator[Finding]:
    if gathered.first is not None:
        shown = case.language.text("comma").join(dict.fromkeys(gathered.quoted[:_MOST_QUOTED]))
        yield case.finding("N512", gathered.first, {"count": len(gathered.quoted), "quoted": shown})
