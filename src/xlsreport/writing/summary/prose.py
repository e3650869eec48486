"""The sheet of prose: what every department wrote, gathered by the report's sections."""

from collections.abc import Iterator, Sequence

from xlsreport.language import Language
from xlsreport.model.address import Address
from xlsreport.model.form import Form
from xlsreport.model.outcome import Entry, Outcome
from xlsreport.writing.sheets.names import sheet_names
from xlsreport.writing.sheets.page import LONGEST, Page, cleaned, units
from xlsreport.writing.summary.details import details_file, write_note
from xlsreport.writing.wording.harmless_csv import csv_line, line_pieces
from xlsreport.writing.wording.standing_words import detailed

_WIDTHS = (24.0, 12.0, 29.0, 110.0)


def prose_file(outcome: Outcome, language: Language) -> str | None:
    """Return the name of the file that has the texts; None where they stand in the summary, as the details do.

    They do not either where all texts of everybody would be too many for a sheet.
    """
    form = outcome.form
    fits = len(detailed(outcome)) * len(form.prose) * len(_WIDTHS) <= form.details_cells
    return None if not form.prose or (fits and not details_file(outcome, language)) else prose_name(form, language)


def prose_name(form: Form, language: Language) -> str:
    """Return what the file with the texts is called, where there is one."""
    return f"{sheet_names(form, language).prose}.csv"


def prose_csv(outcome: Outcome, language: Language) -> Iterator[bytes]:
    """Yield, piece by piece, what every department wrote."""
    return line_pieces(csv_line(language.lists["summary_prose_heads"]), _lines(outcome))


def write_prose(page: Page, outcome: Outcome) -> None:
    """Write a row per section and department that wrote something; a longer text goes on in further rows."""
    if beside := prose_file(outcome, page.language):
        write_note(page, page.language.text("summary_prose_beside", file=beside))
        return
    page.heads(0, page.language.lists["summary_prose_heads"], _WIDTHS)
    row, entries = 0, detailed(outcome)
    for field in outcome.form.prose:
        for place, text in _texts(field.address, entries):
            for part in pieces(text):
                row += 1
                _write_row(page, row, (str(field.label), entries[place].code or "", entries[place].name or "", part))
    page.sheet.autofilter(0, 0, max(row, 1), len(_WIDTHS) - 1)
    page.sheet.freeze_panes(1, 0)
    page.printed(landscape=True, head_rows=1)


def _write_row(page: Page, row: int, texts: tuple[str, str, str, str]) -> None:
    for column, text in enumerate(texts):
        page.text(row, column, text, "top")
    section, _, name, part = texts
    page.fit_row(row, (_WIDTHS[0], _WIDTHS[2], _WIDTHS[3]), (section, name, part))


def pieces(text: str) -> tuple[str, ...]:
    """Return `text` in parts that one cell holds each; joined, they are the text again."""
    text = cleaned(text)
    if units(text) <= LONGEST:
        return (text,)
    step = LONGEST // 2  # no character is longer than two units
    return tuple(text[start : start + step] for start in range(0, len(text), step))


def _lines(outcome: Outcome) -> Iterator[str]:
    """Yield the texts as lines of CSV: whose they are is written once for all sections."""
    entries = detailed(outcome)
    whose = [csv_line((each.code or "", each.name or "")) for each in entries]
    for field in outcome.form.prose:
        section = csv_line((str(field.label),))
        yield from (f"{section},{whose[place]},{csv_line((text,))}" for place, text in _texts(field.address, entries))


def _texts(cell: Address, entries: Sequence[Entry]) -> Iterator[tuple[int, str]]:
    """Yield what was written into `cell`, with the place among `entries` of who wrote it."""
    for place, entry in enumerate(entries):
        text = entry.review.values.get(cell)
        if isinstance(text, str) and text.strip():
            yield place, text
