"""A report that was read back, held against figures and texts that are known: cell by cell, sentence by sentence."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from xlsreport.checking.context import Case
from xlsreport.checking.layout.labels import flat
from xlsreport.checking.narrative import ProseInputs, Tables, check_prose
from xlsreport.checking.reports.figure_comparison import agreeing_figures, figure_differences
from xlsreport.checking.reports.own_sentences import bare, own_differences
from xlsreport.checking.reports.unit_comparison import unit_differences
from xlsreport.model.address import Address
from xlsreport.model.comparison import is_blank
from xlsreport.model.finding import Finding
from xlsreport.model.form import Form
from xlsreport.model.report_comparison import (
    NO_UNITS,
    Differing,
    KnownUnits,
    ReportComparison,
    ReportDifference,
)
from xlsreport.model.report_reading import Doubt, ReportReading
from xlsreport.model.review import Identity
from xlsreport.model.workbook import Value

_MOST_PAIRS = 4_000_000  # of sentences that are held against each other: a text of theirs may be of any length
_SENTENCE = re.compile(r"[^。！？；\n]+[。！？；]?|(?<=[.!?])\s+")

Known = Mapping[Address, Value]


def compared(
    case: Case,
    reading: ReportReading,
    known: Known,
    units: KnownUnits = NO_UNITS,
    ours: ReportReading | None = None,
) -> ReportComparison:
    """Return how what was read of a report differs from what is `known`, and what its prose says against that.

    Tables with a row for each department are held against `units`, and the template's own sentences against `ours`, our
    report as it is read back, where these are known.
    """
    form = case.form
    differences = [*_identity(form, reading, known), *figure_differences(form, reading.own, known)]
    agreeing = agreeing_figures(form, reading.own, known)
    if units.values:
        differences += unit_differences(form, reading, units)
        agreeing += sum(
            agreeing_figures(form, reading.units[said], units.values[code])
            for said, code in units.whose.items()
            if code in units.values
        )
    differences += [*_unsaid(reading, known), *_added(reading)]
    differences += _sentences(form, reading, {**(ours.texts if ours else {}), **_filled(form, known)})
    differences += own_differences(reading, ours) if ours else ()
    return ReportComparison(agreeing, tuple(differences), _prose(case, reading, known), reading.pictures)


def _identity(form: Form, reading: ReportReading, known: Known) -> Iterator[ReportDifference]:
    for cell in (form.identity.name, form.identity.period):
        said, ours = reading.identity.get(cell), known.get(cell)
        if said is None or is_blank(ours):
            continue
        if cell == form.identity.period:
            if (period := form.periods.written(said)) is not None and period != form.periods.written(ours):
                yield ReportDifference(Differing.IDENTITY, cell, ours, said)
        elif flat(said) != flat(form.shown(cell, ours)):
            yield ReportDifference(Differing.IDENTITY, cell, ours, said)


def _unsaid(reading: ReportReading, known: Known) -> Iterator[ReportDifference]:
    """Yield the figures whose sentence is not there; of none it need not be."""
    for cell in sorted(reading.said - reading.figures.keys() - reading.unsure.keys()):
        if not is_blank(ours := known.get(cell)) and ours != 0:
            yield ReportDifference(Differing.MISSING, cell, ours, doubt=Doubt.SENTENCE)


def _added(reading: ReportReading) -> Iterator[ReportDifference]:
    for place, text in reading.added:
        yield ReportDifference(Differing.ADDED, said=text, place=place)


def _filled(form: Form, known: Known) -> dict[Address, Value]:
    return {field.address: known[field.address] for field in form.prose if not is_blank(known.get(field.address))}


def _sentences(form: Form, reading: ReportReading, texts: Known) -> Iterator[ReportDifference]:
    """Yield the sentences that stand in one alone; a text that nobody knows is not held against anything."""
    for field in form.prose:
        ours = texts.get(field.address)
        if not isinstance(ours, str) or not ours.strip():
            continue
        gone, new = (_unlike_in_words if reading.by_lines else _unlike)(ours, reading.texts.get(field.address, ""))
        yield from (ReportDifference(Differing.SENTENCE_MISSING, field.address, said=each) for each in gone)
        yield from (ReportDifference(Differing.SENTENCE_ADDED, field.address, said=each) for each in new)


def _unlike_in_words(ours: str, theirs: str) -> tuple[list[str], list[str]]:
    """Return the sentences of each text of which the other has not the words; marks and ends of lines are passed by."""
    return _not_in(bare(theirs), ours), _not_in(bare(ours), theirs)


def _not_in(words: str, text: str) -> list[str]:
    return [each for each in sentences_of(text) if bare(each) not in words]


def _unlike(ours: str, theirs: str) -> tuple[list[str], list[str]]:
    """Return the sentences of each text that the other has not there; of very many their order is not looked at."""
    one, other = sentences_of(ours), sentences_of(theirs)
    here, there = [flat(each) for each in one], [flat(each) for each in other]
    if len(here) * len(there) > _MOST_PAIRS:
        return _alone(one, here, set(there)), _alone(other, there, set(here))
    gone, new = list[str](), list[str]()
    for kind, a, b, c, d in SequenceMatcher(None, here, there, autojunk=False).get_opcodes():
        if kind != "equal":
            gone += one[a:b]
            new += other[c:d]
    return gone, new


def _alone(sentences: Sequence[str], keys: Sequence[str], elsewhere: Collection[str]) -> list[str]:
    return [sentence for sentence, key in zip(sentences, keys, strict=True) if key not in elsewhere]


def sentences_of(text: str) -> Sequence[str]:
    """Return the sentences of a text."""
    return [said for each in _SENTENCE.findall(text) if (said := each.strip())]


def _prose(case: Case, reading: ReportReading, known: Known) -> tuple[Finding, ...]:
    form = case.form
    texts: dict[Address, Value] = {field.address: reading.texts.get(field.address) for field in form.prose}
    values = {**{cell: known[cell] for cell in form.fields if cell in known}, **texts}
    results = {cell: known[cell] for cell in form.formulas if cell in known}
    name, period = known.get(form.identity.name), known.get(form.identity.period)
    who = Identity(name=str(name or ""), period=form.periods.written(period))
    return check_prose(case, ProseInputs(who, Tables(form, values, results)))
