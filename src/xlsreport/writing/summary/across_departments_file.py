"""The comparison of the departments' years beside the summary, where it is too long for a sheet: one line a figure."""

from collections.abc import Iterator, Sequence

from xlsreport.language import Language
from xlsreport.model.number_formats import shown
from xlsreport.model.outcome import Outcome
from xlsreport.model.wording import as_text
from xlsreport.model.workbook import Value
from xlsreport.writing.summary.across_departments import DepartmentPair, department_pairs, pair_heads
from xlsreport.writing.summary.changes import share_value
from xlsreport.writing.wording.harmless_csv import csv_pieces
from xlsreport.writing.wording.main_figures import title_of

_SHARE = "0.0%"  # a spreadsheet reads it as the number that it is


def across_departments_csv(outcome: Outcome, language: Language) -> Iterator[bytes]:
    """Yield, piece by piece, each department's main figures of both years and what changed."""
    earlier = outcome.previous_year
    pairs = department_pairs(outcome, earlier) if earlier else iter(())
    return csv_pieces(pair_heads(outcome, language), (_line(each, language) for each in pairs))


def _line(each: DepartmentPair, language: Language) -> Sequence[str]:
    entry, pair = each.entry, each.pair
    return (
        entry.code or "",
        entry.name or "",
        language.text(f"standing_{entry.standing}"),
        title_of(each.figure, language),
        as_text(pair.before),
        as_text(pair.now),
        language.text("summary_no_change") if pair.difference is None else as_text(pair.difference),
        _share(share_value(pair, language)),
    )


def _share(value: Value) -> str:
    return value if isinstance(value, str) else shown(value, _SHARE)
