"""A report that was read back, held against figures and texts that are known: cell by cell, sentence by sentence."""

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from xlsreport.checking.context import Case
from xlsreport.checking.layout.labels import flat
from xlsreport.checking.narrative import ProseInputs, Tables, check_prose
from xlsreport.checking.reports.figure_comparison import agreeing_figures, figure_differences
from xlsreport.checking.reports.own_sentences import own_differences
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
    differences += _sentences(form, reading, known)
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


def _sentences(form: Form, reading: ReportReading, known: Known) -> Iterator[ReportDifference]:
    """Yield the sentences that stand in one alone; a text that nobody knows is not held against anything."""
    for field in form.prose:
        ours = known.get(field.address)
        if not isinstance(ours, str) or not ours.strip():
            continue
        one, other = sentences_of(ours), sentences_of(reading.texts.get(field.address, ""))
        matcher = SequenceMatcher(None, [flat(each) for each in one], [flat(each) for each in other], autojunk=False)
        for kind, a, b, c, d in matcher.get_opcodes():
            if kind != "equal":
                yield from (ReportDifference(Differing.SENTENCE_MISSING, field.address, said=each) for each in one[a:b])
                yield from (ReportDifference(Differing.SENTENCE_ADDED, field.address, said=each) for each in other[c:d])


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
