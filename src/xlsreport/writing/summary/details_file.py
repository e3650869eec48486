"""The details beside the summary, where they are too many for a sheet: one line a figure."""

from collections.abc import Iterator
from functools import lru_cache

from xlsreport.language import Language
from xlsreport.model.indexed_values import SameCells
from xlsreport.model.outcome import Outcome
from xlsreport.model.wording import as_text
from xlsreport.writing.summary.details import NOTHING, figure_columns
from xlsreport.writing.wording.harmless_csv import csv_line, line_pieces
from xlsreport.writing.wording.standing_words import detailed, yes_no


def details_csv(outcome: Outcome, language: Language) -> Iterator[bytes]:
    """Yield, piece by piece, every figure of every department that is neither blank nor 0, with its cell and label."""
    heads = csv_line(language.lists["summary_detail_file_heads"])
    return line_pieces(heads, _lines(outcome, language))


def _lines(outcome: Outcome, language: Language) -> Iterator[str]:
    cells = SameCells(figure_columns(outcome.form))
    labels = [csv_line((str(address), outcome.form.label(address))) for address in cells.cells]
    for entry in detailed(outcome):
        file = entry.file.name if entry.file else ""
        standing = language.text(f"standing_{entry.standing}")
        head = csv_line((entry.code or "", entry.name or "", standing, yes_no(language, outcome.counts(entry)), file))
        for named, value in zip(labels, cells.of(entry.review), strict=True):
            if value not in NOTHING:
                yield f"{head},{named},{_field(as_text(value))}"


@lru_cache(maxsize=1 << 14)  # most figures of a year are small, and each stands in many lines
def _field(text: str) -> str:
    return csv_line((text,))
