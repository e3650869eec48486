"""A document read back against a form: figures from its tables, held against the form's own laws, and its texts."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from xlsreport.checking.reports.laws import ReportLaw, report_laws
from xlsreport.checking.reports.own_sentences import bare, own_lines
from xlsreport.checking.reports.pattern_rows import pattern_rows
from xlsreport.checking.reports.pieces import joined_pieces
from xlsreport.checking.reports.said_figures import said_figures
from xlsreport.checking.reports.sections import identity_in, sections
from xlsreport.checking.reports.table_reading import Answer, TableReading, better, read_table, settled
from xlsreport.model.address import Address
from xlsreport.model.document import ReportDocument, ReportPattern
from xlsreport.model.form import Form
from xlsreport.model.report_reading import Doubt, ReadFigure, ReportReading, TablePlace, UnitReading, Unsure

_MOST_BROKEN = 0.34  # of the laws over anything but zeros


def read_report(form: Form, pattern: ReportPattern, document: ReportDocument) -> ReportReading:
    """Return what `document` says of the figures and texts of `form`; what is not certain is named as such."""
    ours = [pattern_rows(table) for table in pattern.tables]
    cells: dict[Address, Answer] = {}
    units: dict[str, dict[Address, Answer]] = {}
    added: list[tuple[TablePlace, str]] = []
    twice = False
    for rows, joined in zip(ours, joined_pieces(ours, document.blocks), strict=True):
        if joined is None:
            told = TableReading(
                {cell: Unsure(Doubt.TABLE) for row in rows for cell, _ in row.cells if not row.repeated}
            )
        else:
            told = read_table(form, rows, joined)
            twice |= joined.twice
        added += told.added
        for cell, answer in told.cells.items():
            cells[cell] = better(cells.get(cell), answer)
        for unit, answers in told.units.items():
            units.setdefault(unit, {}).update(answers)
    for cell, answer in said_figures(pattern, document).items():
        cells[cell] = better(cells.get(cell), answer)
    laws = report_laws(form, frozenset(cell for rows in ours for row in rows for cell, _ in row.cells))
    checked, broken = _checked(laws, cells)
    figures, unsure = settled(checked)
    return ReportReading(
        figures,
        unsure,
        {unit: UnitReading(*settled(_checked(laws, answers)[0])) for unit, answers in units.items()},
        sections(form, pattern, document),
        identity_in(pattern, document),
        tuple(added),
        broken,
        twice,
        document.published_on,
        frozenset(cell for rows in ours for row in rows if row.repeated for cell, _ in row.cells),
        frozenset(each.cell for each in pattern.said),
        document.pictures,
        own_lines(pattern, document),
        bare("".join(document.paragraphs)),
        document.by_lines,
    )


def _checked(
    laws: Sequence[ReportLaw], cells: Mapping[Address, Answer]
) -> tuple[Mapping[Address, Answer], tuple[str, ...]]:
    """Return the figures with those in doubt that only broken laws speak of, and those settled that a law confirms."""
    values = {cell: each.value for cell, each in cells.items() if isinstance(each.value, Decimal) and _counts(each)}
    laws = [law for law in laws if law.cells <= values.keys()]
    held = {cell for law in laws if law.holds(values) for cell in law.cells}
    broken = [law for law in laws if not law.holds(values)]
    told = [law for law in laws if any(values[cell] for cell in law.cells)]
    is_out = len(broken) > _MOST_BROKEN * len(told)  # where so much is out, what fits may fit by chance
    doubted = {cell for law in broken for cell in law.cells} - (frozenset() if is_out else held)
    return {cell: _judged(each, cell in held, cell in doubted) for cell, each in cells.items()}, tuple(
        law.name for law in broken
    )


def _counts(answer: Answer) -> bool:
    return isinstance(answer, ReadFigure) or answer.doubt is Doubt.PARTED


def _judged(answer: Answer, held: bool, doubted: bool) -> Answer:
    if isinstance(answer, Unsure):
        confirmed = answer.doubt is Doubt.PARTED and held and answer.place is not None
        return ReadFigure(answer.value, answer.text, answer.place) if confirmed and answer.place else answer
    if doubted:
        return Unsure(Doubt.LAW, answer.text, answer.place, answer.value)
    return replace(answer)
