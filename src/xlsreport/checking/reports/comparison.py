"""A report that was read back, held against figures and texts that are known: cell by cell, sentence by sentence."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from difflib import SequenceMatcher

from xlsreport.checking.context import Case
from xlsreport.checking.layout.labels import flat
from xlsreport.checking.narrative import ProseInputs, Tables, check_prose
from xlsreport.checking.reports.printed import printed
from xlsreport.model.address import Address
from xlsreport.model.comparison import is_blank, same
from xlsreport.model.finding import Finding
from xlsreport.model.form import Form
from xlsreport.model.report_comparison import Differing, ReportComparison, ReportDifference
from xlsreport.model.report_reading import Doubt, ReadFigure, ReportReading, Unsure
from xlsreport.model.review import Identity
from xlsreport.model.workbook import Value

_SENTENCE = re.compile(r"[^。！？；\n]+[。！？；]?|(?<=[.!?])\s+")
_ABSENT = frozenset({Doubt.TABLE, Doubt.ROW, Doubt.COLUMN, Doubt.BLANK})

Known = Mapping[Address, Value]


def compared(case: Case, reading: ReportReading, known: Known) -> ReportComparison:
    """Return how what was read of a report differs from what is `known`, and what its prose says against that."""
    form = case.form
    differences = [*_identity(form, reading, known), *_figures(form, reading, known)]
    agreeing = sum(1 for cell in (*reading.figures, *reading.unsure) if _agrees(form, reading, cell, known))
    differences += _added(reading)
    differences += _sentences(form, reading, known)
    return ReportComparison(agreeing, tuple(differences), _prose(case, reading, known))


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


def _figures(form: Form, reading: ReportReading, known: Known) -> Iterator[ReportDifference]:
    for cell in sorted((*reading.figures, *reading.unsure), key=lambda each: _order(form, each)):
        if _agrees(form, reading, cell, known):
            continue
        ours = known.get(cell)
        if (read := reading.figures.get(cell)) is not None:
            yield ReportDifference(Differing.FIGURE, cell, ours, read.text, read.place)
            continue
        unsure = reading.unsure[cell]
        if unsure.doubt in _ABSENT:
            if not is_blank(ours):
                yield ReportDifference(Differing.MISSING, cell, ours, unsure.text, unsure.place, unsure.doubt)
        else:
            kind = Differing.FIGURE if unsure.doubt is Doubt.LAW else Differing.UNSURE
            yield ReportDifference(kind, cell, ours, unsure.text, unsure.place, unsure.doubt)


def _order(form: Form, cell: Address) -> tuple[int, int, int]:
    return list(form.layouts).index(cell.sheet), cell.row, cell.column


def _agrees(form: Form, reading: ReportReading, cell: Address, known: Known) -> bool:
    read: ReadFigure | Unsure = reading.figures.get(cell) or reading.unsure[cell]
    ours = known.get(cell)
    if isinstance(read, Unsure) and read.doubt is Doubt.GROUP:
        return _is_sum(form, reading, read, known)
    if isinstance(read, Unsure) and read.doubt not in (Doubt.LAW, Doubt.PARTED, Doubt.TEXT):
        return False
    if is_blank(ours):
        return not read.text.strip()
    if ours == read.value or (isinstance(ours, Decimal) and isinstance(read.value, Decimal) and same(ours, read.value)):
        return True
    shown = form.shown(cell, ours)
    return flat(read.text) == flat(shown) or (read.value is not None and printed(shown).number == read.value)


def _is_sum(form: Form, reading: ReportReading, read: Unsure, known: Known) -> bool:
    """Whether a figure that stands for several of ours is what those come to."""
    parts = [cell for cell, each in reading.unsure.items() if each.doubt is Doubt.GROUP and each.place == read.place]
    figures = [value for cell in parts if isinstance(value := known.get(cell), Decimal)]
    return isinstance(read.value, Decimal) and same(sum(figures, Decimal(0)), read.value)


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
