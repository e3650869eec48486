"""The details beside the summary, where they are too many for a sheet: one line a figure."""

from collections.abc import Iterator, Sequence

from xlsreport.language import Language
from xlsreport.model.outcome import Outcome
from xlsreport.model.wording import as_text
from xlsreport.writing.summary.details import NOTHING, figure_columns
from xlsreport.writing.wording.harmless_csv import csv_pieces
from xlsreport.writing.wording.standing_words import detailed, yes_no


def details_csv(outcome: Outcome, language: Language) -> Iterator[bytes]:
    """Yield, piece by piece, every figure of every department that is neither blank nor 0, with its cell and label."""
    return csv_pieces(language.lists["summary_detail_file_heads"], _lines(outcome, language))


def _lines(outcome: Outcome, language: Language) -> Iterator[Sequence[str]]:
    labels = {address: (str(address), outcome.form.label(address)) for address in figure_columns(outcome.form)}
    for entry in detailed(outcome):
        file = entry.file.name if entry.file else ""
        standing = language.text(f"standing_{entry.standing}")
        head = (entry.code or "", entry.name or "", standing, yes_no(language, outcome.counts(entry)), file)
        for address, named in labels.items():
            value = entry.review.value(address)
            if value not in NOTHING:
                yield (*head, *named, as_text(value))
