"""The internal annex: how things stand, each department's main figures, and what the departments wrote.

A document of its own, so that nothing internal can be published with the report. Its page, fonts and headings are
those of the form's report, whose template it is written into.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain

from xlsreport.language import Language
from xlsreport.model.address import Address
from xlsreport.model.finding import Severity
from xlsreport.model.form import Form
from xlsreport.model.form_parts import MainFigure
from xlsreport.model.outcome import Entry, Outcome, Standing
from xlsreport.model.workbook import Value
from xlsreport.writing.annex.document import AnnexDocument
from xlsreport.writing.annex.wordml import Column, paragraph_xml, table_xml
from xlsreport.writing.report.cells import CellText
from xlsreport.writing.report.properties import described, report_title
from xlsreport.writing.summary.details import details_file
from xlsreport.writing.summary.prose import prose_file
from xlsreport.writing.wording.main_figures import named_figures, title_of
from xlsreport.writing.wording.season import standing_in_words
from xlsreport.writing.wording.standing_words import detailed, of_severity, state, total_name, yes_no
from xlsreport.writing.wording.values import known_value

_STANDING_WIDTHS = (19.0, 48.0, 16.0, 16.0, 39.0, 9.0, 9.0)  # mm; 156 together, as the text is wide
_NAME_WIDTHS = (48.0, 16.0)
_FIGURES_WIDTH = 160.0  # mm beside the names, on a page laid across
_MOST_FIGURES = 7  # in one table: with more, no head can be read


def annex_bytes(outcome: Outcome, language: Language) -> bytes:
    """Return the annex of `outcome` in the language of `texts`; the same bytes for the same outcome."""
    document = AnnexDocument(outcome.form, language)
    writer = _Writer(outcome, language, document)
    name, period = outcome.whole.identity.name, str(outcome.period)
    title = f"{report_title(outcome.form, name, period)} {language.text('annex_name')}"
    described(document.word, outcome.form, title, name, period)
    document.word.core_properties.content_status = state(outcome, language)
    if beside := _beside(outcome, language):
        return document.packed(_short(writer, beside))
    ends_across = bool(named_figures(outcome)) and next(_texts(writer, 0), None) is None  # no blank page behind them
    return document.packed(_content(writer, ends_across), ends_across=ends_across)


@dataclass(frozen=True, slots=True)
class _Writer:
    """What every part of the annex is made from."""

    outcome: Outcome
    language: Language
    document: AnnexDocument

    def heading(self, part: int, number: int) -> str:
        """Return the heading of a part; parts that have nothing are not numbered."""
        shown = self.language.lists["annex_numbers"][number]
        text = self.language.lists["annex_headings"][part].format(number=shown)
        return paragraph_xml(self.document.headings[0], text)


def _beside(outcome: Outcome, language: Language) -> str:
    """Return the files that have what departments gave and wrote, where these are too many for a document."""
    files = (details_file(outcome, language), prose_file(outcome, language))
    return language.text("comma").join(each for each in files if each)


def _short(writer: _Writer, beside: str) -> Iterator[str]:
    """Yield the annex of a whole that has too many departments to name each: how many stand where, and corrections."""
    yield from _title(writer)
    words = {"summary": writer.outcome.form.names.summary, "files": beside}
    yield paragraph_xml(writer.document.body, writer.language.text("annex_beside", **words))
    yield from _corrections(writer)


def _content(writer: _Writer, ends_across: bool) -> Iterator[str]:
    yield from _title(writer)
    yield writer.heading(0, 0)
    yield from _standings(writer)
    figures = named_figures(writer.outcome)
    if figures:
        yield writer.document.upright_end()
        yield writer.heading(1, 1)
        yield from _figures(writer, figures)
        if not ends_across:
            yield writer.document.across_end()
    yield from _texts(writer, 2 if figures else 1)


def _texts(writer: _Writer, number: int) -> Iterator[str]:
    """Yield what was corrected, and what departments wrote: headings from `number` on, none above nothing."""
    for part, paragraphs in ((2, _corrections(writer)), (3, _prose(writer))):
        if (first := next(paragraphs, None)) is not None:
            yield writer.heading(part, number)
            yield first
            yield from paragraphs
            number += 1


def _title(writer: _Writer) -> Iterator[str]:
    outcome, language = writer.outcome, writer.language
    title = report_title(outcome.form, "", str(outcome.period))
    lines = (outcome.whole.identity.name, title, language.text("annex_name"))
    yield paragraph_xml(writer.document.title, *(line for line in lines if line.strip()))
    standings = Counter(outcome.due.values())
    counts = (
        language.text("annex_count", standing=language.text(f"standing_{standing}"), count=count)
        for standing in Standing
        if (count := standings[standing])
    )
    said = {"state": state(outcome, language), "counts": language.text("comma").join(counts)}
    text = language.text("annex_state", departments=len(outcome.due), **said)
    yield paragraph_xml(writer.document.body, text)


def _standings(writer: _Writer) -> Iterator[str]:
    heads = writer.language.lists["annex_standing_heads"]
    columns = [
        Column(head, width, number not in (1, 4))
        for number, (head, width) in enumerate(zip(heads, _STANDING_WIDTHS, strict=True))
    ]
    return table_xml(columns, (_standing(writer, entry) for entry in writer.outcome.entries), writer.document.tables)


def _standing(writer: _Writer, entry: Entry) -> Sequence[str]:
    language = writer.language
    return (
        entry.code or "",
        entry.name or "",
        standing_in_words(entry, language) if entry.aside else language.text(f"standing_{entry.standing}"),
        yes_no(language, writer.outcome.counts(entry)),
        entry.file.name if entry.file else "",
        str(of_severity(entry, Severity.ERROR)),
        str(of_severity(entry, Severity.QUERY)),
    )


def _figures(writer: _Writer, figures: Sequence[MainFigure]) -> Iterator[str]:
    """Yield a table for every few figures: as many in one as in another.

    Above the total stand the departments that it adds up, below it those that are not counted.
    """
    tables = -(-len(figures) // _MOST_FIGURES)
    size = -(-len(figures) // tables)
    for start in range(0, len(figures), size):
        if start:
            yield paragraph_xml(writer.document.tables.text)  # two tables without anything between are one to Word
        yield from _figures_table(writer, figures[start : start + size])


def _figures_table(writer: _Writer, figures: Sequence[MainFigure]) -> Iterator[str]:
    outcome, language = writer.outcome, writer.language
    names = zip(language.lists["annex_figure_heads"], _NAME_WIDTHS, strict=True)
    columns = [Column(head, width) for head, width in names]
    columns += [Column(title_of(each, language), _FIGURES_WIDTH / len(figures), figures=True) for each in figures]
    counted = (_figures_row(writer, each, figures) for each in detailed(outcome) if outcome.counts(each))
    others = [_figures_row(writer, each, figures) for each in detailed(outcome) if not outcome.counts(each)]
    known = partial(known_value, outcome.total, language)
    total = [total_name(outcome, language), "", *_values(outcome.form, known, figures)]
    divider = [[language.text("annex_not_counted"), *[""] * (len(columns) - 1)]] if others else []
    return table_xml(columns, chain(counted, [total], divider, others), writer.document.tables)


def _figures_row(writer: _Writer, entry: Entry, figures: Sequence[MainFigure]) -> list[str]:
    standing = writer.language.text(f"standing_{entry.standing}")
    return [entry.name or "", standing, *_values(writer.outcome.form, entry.review.value, figures)]


def _values(form: Form, value_at: Callable[[Address], Value], figures: Sequence[MainFigure]) -> Iterator[str]:
    texts = (form.shown(each.address, value_at(each.address)) for each in figures)
    return (" ".join(CellText(text).lines) for text in texts)


def _corrections(writer: _Writer) -> Iterator[str]:
    """Yield a line for each figure that was corrected by agreement, with the department's own."""
    for entry in writer.outcome.entries:
        for cell, note in entry.corrections.items():
            words = {"name": entry.name or "", "cell": cell, "label": note.label or "", "message": note.message}
            yield paragraph_xml(writer.document.body, writer.language.text("annex_corrected", **words))


def _prose(writer: _Writer) -> Iterator[str]:
    """Yield the texts by section; a section in which nobody wrote anything is left out."""
    document = writer.document
    for field in writer.outcome.form.prose:
        written = [(entry, lines) for entry in detailed(writer.outcome) if (lines := _lines(entry, field.address))]
        if written:
            yield paragraph_xml(document.headings[1], writer.language.text("annex_part", label=field.label))
        for entry, lines in written:
            yield paragraph_xml(document.headings[2], entry.name or "")
            yield from (paragraph_xml(document.body, line) for line in lines)


def _lines(entry: Entry, address: Address) -> Sequence[str]:
    value: Value = entry.review.value(address)
    return CellText(value).lines if isinstance(value, str) else ()
