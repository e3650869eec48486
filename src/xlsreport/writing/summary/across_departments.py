"""The sheet of each department's main figures, this year's and last year's, a row a figure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from xlsreport.language import Language
from xlsreport.model.form import Form
from xlsreport.model.form_parts import MainFigure
from xlsreport.model.indexed_values import SameCells
from xlsreport.model.number_formats import signed
from xlsreport.model.outcome import Entry, Outcome
from xlsreport.model.years import EarlierYear
from xlsreport.writing.sheets.names import sheet_names
from xlsreport.writing.sheets.page import Page
from xlsreport.writing.sheets.styles import STANDING_TINTS
from xlsreport.writing.summary.changes import YearPair, share_value
from xlsreport.writing.summary.details import write_note
from xlsreport.writing.wording.main_figures import named_figures, title_of
from xlsreport.writing.wording.standing_words import detailed

_WIDTHS = (10.0, 29.0, 10.0, 34.0, 13.0, 13.0, 11.0, 11.0)


@dataclass(frozen=True, slots=True)
class DepartmentPair:
    """A department, and what it says of one figure in both years."""

    entry: Entry
    figure: MainFigure
    pair: YearPair


def across_departments_file(outcome: Outcome, language: Language) -> str | None:
    """Return the name of the file that compares the departments' years; None where that stands in the summary."""
    earlier, form = outcome.previous_year, outcome.form
    if earlier is None or _most_cells(outcome) <= form.details_cells:
        return None
    fits = _cells(sum(1 for _ in department_pairs(outcome, earlier))) <= form.details_cells
    return None if fits else across_departments_name(form, language)


def across_departments_name(form: Form, language: Language) -> str:
    """Return what the file that compares the departments' years is called, where there is one."""
    return f"{sheet_names(form, language).across_departments}.csv"


def _most_cells(outcome: Outcome) -> int:
    """Return how many cells the sheet has at most, without looking at a figure."""
    return _cells(len(outcome.departments) * len(named_figures(outcome)))


def _cells(rows: int) -> int:
    return rows * len(_WIDTHS)


def write_across_departments(page: Page, outcome: Outcome, earlier: EarlierYear) -> None:
    """Write a row per department and main figure that is more than 0 in either year.

    Plain values: forty thousand formulas would take as long to write as all the rest.
    """
    if beside := across_departments_file(outcome, page.language):
        words = {"file": beside, "most": outcome.form.details_cells}
        write_note(page, page.language.text("summary_across_departments_beside", **words))
        return
    page.heads(0, pair_heads(outcome, page.language), _WIDTHS)
    page.sheet.set_row(0, 30)
    last = 0
    for last, each in enumerate(department_pairs(outcome, earlier), start=1):
        _write_row(page, last, outcome.form, each)
    page.sheet.autofilter(0, 0, max(last, 1), len(_WIDTHS) - 1)
    page.sheet.freeze_panes(1, 2)
    page.printed(landscape=False, head_rows=1)


def pair_heads(outcome: Outcome, language: Language) -> tuple[str, ...]:
    """Return the heads of the comparison: whose it is, the figure, both years and what changed."""
    years = (language.text("summary_year", period=each) for each in (outcome.period - 1, outcome.period))
    return (*language.lists["summary_department_heads"], *years, *language.lists["summary_change_heads"])


def department_pairs(outcome: Outcome, earlier: EarlierYear) -> Iterator[DepartmentPair]:
    """Yield each department's main figures that are more than 0 in either year, in the roster's order."""
    figures, came = named_figures(outcome), {each.code for each in detailed(outcome)}
    cells = SameCells([each.address for each in figures])
    for code, entry in _by_code(outcome).items():
        before = earlier.departments.get(code, {})
        values = cells.of(entry.review) if code in came else [None] * len(figures)
        for figure, now in zip(figures, values, strict=True):
            pair = YearPair(now, before.get(figure.address))
            if pair.now or pair.before:
                yield DepartmentPair(entry, figure, pair)


def _by_code(outcome: Outcome) -> Mapping[str, Entry]:
    """Return the entry of each department, in the roster's order: the one with its figures, where one has them."""
    entries = {each.code: each for each in reversed(outcome.entries) if each.code is not None}
    entries |= {each.code: each for each in detailed(outcome) if each.code is not None}
    return {code: entries[code] for code in outcome.departments}


def _write_row(page: Page, row: int, form: Form, each: DepartmentPair) -> None:
    entry, title, words = each.entry, title_of(each.figure, page.language), page.language
    standing = words.text(f"standing_{entry.standing}")
    who = ((entry.code or "", "centre", ""), (entry.name or "", "text", ""))
    page.fit_row(row, (_WIDTHS[1], _WIDTHS[3]), (entry.name or "", title))
    digits = partial(form.number_format, each.figure.address)
    before, now, change = each.pair.before, each.pair.now, each.pair.difference
    shown = words.text("summary_no_change") if change is None else change
    changes = (shown, "change", signed(digits(change))), (share_value(each.pair, words), "share", "")
    texts = (*who, (standing, "centre", STANDING_TINTS[entry.standing]), (title, "text", ""))
    page.line(row, 0, texts, ((before, "number", digits(before)), (now, "number", digits(now)), *changes))
