"""The details beside the summary, where they are too many for a sheet: one line a figure."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from xlsreport.language import Language
from xlsreport.model.indexed_values import SameCells
from xlsreport.model.outcome import Entry, Outcome
from xlsreport.model.review import Review
from xlsreport.model.small_row import BLANK, OTHER
from xlsreport.model.wording import as_text
from xlsreport.model.workbook import Value
from xlsreport.writing.summary.details import NOTHING, figure_columns
from xlsreport.writing.wording.harmless_csv import LINE_END, csv_line, line_pieces
from xlsreport.writing.wording.standing_words import detailed, yes_no

_NOTHING = (0, BLANK)


def details_csv(outcome: Outcome, language: Language) -> Iterator[bytes]:
    """Yield, piece by piece, every figure of every department that is neither blank nor 0, with its cell and label."""
    heads = csv_line(language.lists["summary_detail_file_heads"])
    return line_pieces(heads, _lines(outcome, language))


def _lines(outcome: Outcome, language: Language) -> Iterator[str]:
    """Yield the lines of each department that has any, together: what begins each is put before all at once."""
    cells = SameCells(figure_columns(outcome.form))
    labels = [f",{csv_line((str(address), outcome.form.label(address)))}," for address in cells.cells]
    for entry in detailed(outcome):
        codes = cells.codes_of(entry.review)
        figures = _others(cells, codes, entry.review) if OTHER in codes else codes
        told = [f"{named}{figure}" for named, figure in zip(labels, figures, strict=True) if figure not in _NOTHING]
        if told:
            head = _head(entry, outcome, language)
            yield head + f"{LINE_END}{head}".join(told)


def _head(entry: Entry, outcome: Outcome, language: Language) -> str:
    standing, file = language.text(f"standing_{entry.standing}"), entry.file.name if entry.file else ""
    return csv_line((entry.code or "", entry.name or "", standing, yes_no(language, outcome.counts(entry)), file))


def _others(cells: SameCells, codes: Sequence[int], review: Review) -> Sequence[int | str]:
    """Return `codes`, but for what is no whole number the field that says it."""
    return tuple(
        _other(review.value(cell)) if code == OTHER else code for cell, code in zip(cells.cells, codes, strict=True)
    )


def _other(value: Value) -> int | str:
    return BLANK if value in NOTHING else _field(as_text(value))


@lru_cache(maxsize=1 << 14)  # most figures of a year are small, and each stands in many lines
def _field(text: str) -> str:
    return csv_line((text,))
