"""The summary workbook, put together from its sheets."""

import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError

from xlsreport.language import Language
from xlsreport.model.outcome import Outcome
from xlsreport.package import settle
from xlsreport.temporary import temporary_prefix
from xlsreport.writing.sheets.names import sheet_names, table_sheets
from xlsreport.writing.sheets.page import Page, cleaned
from xlsreport.writing.sheets.quick_sheet import QuickSheet
from xlsreport.writing.sheets.styles import TAB_COLOURS, Styles
from xlsreport.writing.summary.across import write_across
from xlsreport.writing.summary.across_departments import write_across_departments
from xlsreport.writing.summary.decisions import write_decisions
from xlsreport.writing.summary.details import details_of, write_details
from xlsreport.writing.summary.findings import write_findings
from xlsreport.writing.summary.method import write_method
from xlsreport.writing.summary.overview import write_overview
from xlsreport.writing.summary.prose import write_prose
from xlsreport.writing.summary.shape import table_of
from xlsreport.writing.summary.standings import write_standings
from xlsreport.writing.summary.subtotals import write_subtotals
from xlsreport.writing.summary.tables import write_table
from xlsreport.writing.summary.totals import write_totals

_OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_PIECE = 1 << 20  # bytes
_CREATED = datetime(2000, 1, 1)  # any fixed moment: `settled` writes its own


def summary_bytes(outcome: Outcome, language: Language) -> bytes:
    """Return the summary workbook of `outcome` in `language`; the same bytes for the same outcome."""
    return b"".join(summary_pieces(outcome, language))


def summary_pieces(outcome: Outcome, language: Language) -> Iterator[bytes]:
    """Yield the same piece by piece: ten thousand departments' rows fit no memory."""
    with tempfile.TemporaryDirectory(prefix=temporary_prefix("summary")) as aside:
        made = Path(aside) / "made"
        book = Workbook(made, {**_OPTIONS, "tmpdir": aside})
        book.set_properties(_properties(outcome, language))
        _write_sheets(book, outcome, language)
        _close(book)
        with made.open("rb") as data, (Path(aside) / "settled").open("w+b") as settled:
            settle(data, settled, host_lines=True)  # with a folder for its files, xlsxwriter opens them as texts
            settled.seek(0)
            while piece := settled.read(_PIECE):
                yield piece


def _close(book: Workbook) -> None:
    """Write the file; raises `OSError` where there is no room for it."""
    try:
        book.close()
    except FileCreateError as error:
        raise error.args[0] from None


def _write_sheets(book: Workbook, outcome: Outcome, language: Language) -> None:
    form, names = outcome.form, sheet_names(outcome.form, language)
    looks = Styles(book, language.text("summary_font"))
    details = details_of(outcome, names.details, language)

    def page(name: str, colour: str, *, streamed: bool = False) -> Page:
        """Add a sheet; a `streamed` one keeps no row in memory, and must be written row after row."""
        book.constant_memory = streamed  # xlsxwriter asks when a sheet is added
        sheet = book.add_worksheet(name, QuickSheet)
        book.constant_memory = False
        sheet.set_tab_color(colour)
        return Page(sheet, name, looks, language)

    first, second, figures, rest = TAB_COLOURS
    write_overview(page(names.overview, first), book, outcome)
    write_standings(page(names.standings, second, streamed=not details.in_sheet), outcome)
    for sheet in table_sheets(form):
        write_table(page(sheet, figures), outcome, table_of(form, sheet), details, names.totals)
    write_totals(page(names.totals, figures), outcome)
    if outcome.subtotals:
        write_subtotals(page(names.subtotals, figures), outcome)
    write_details(page(names.details, figures, streamed=True), outcome, details)
    write_findings(page(names.findings, second, streamed=not details.in_sheet), outcome)
    write_decisions(page(names.decisions, second), outcome)
    if form.prose:
        write_prose(page(names.prose, rest), outcome)
    if earlier := outcome.previous_year:
        write_across(page(names.across, rest), outcome, earlier)
        long = page(names.across_departments, rest, streamed=True)
        write_across_departments(long, outcome, earlier)
    write_method(page(names.method, rest))


def _properties(outcome: Outcome, language: Language) -> dict[str, object]:
    name = outcome.whole.identity.name
    title = language.text("summary_title", name=name, period=outcome.period, title=outcome.form.title)
    return {"title": cleaned(title.strip()), "author": cleaned(name), "created": _CREATED}
