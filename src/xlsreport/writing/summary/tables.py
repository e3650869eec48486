"""The form's own tables, drawn as the form draws them and filled with the consolidated figures."""

from collections.abc import Mapping

from xlsreport.model.address import Address
from xlsreport.model.form import Form
from xlsreport.model.form_parts import CAPTION_ROW
from xlsreport.model.joining import Joining
from xlsreport.model.outcome import Outcome
from xlsreport.writing.sheets.heights import height
from xlsreport.writing.sheets.page import Page
from xlsreport.writing.summary.details import Details
from xlsreport.writing.summary.shape import Table
from xlsreport.writing.wording.standing_words import state, total_name

_POINTS = 5.5  # of a character's width
_LARGE, _TITLE_LINE = 1.8, 24.0  # a title's letters are as many times as wide as others; points of a line of it
_NARROW = 9.0  # characters of a column that the form leaves as it is
_WIDE = 95.0  # characters: what an upright page holds
_LONG = 2.2  # times as high as wide: squeezed on one page, it could not be read
_MOST_FROZEN = 8  # rows of heads: more would leave no room for the figures


def write_table(page: Page, outcome: Outcome, table: Table, details: Details, totals_sheet: str) -> None:
    """Write one table of the form with the figures of `outcome.total`."""
    _set_sizes(page, table)
    _fit_rows_of_lists(page, outcome, table)
    for place, style in table.styles.items():
        _write_text(page, table, place, table.layout.texts[place], style)
    for place in table.figures:
        _write_figure(page, outcome, table, place, details)
    for place in table.empty:
        _merge(page, table, place, "text")
    if table.caption_free:
        _write_caption(page, outcome, table)
    _write_difference(page, outcome, table, totals_sheet)
    _set_printing(page, table)


def _set_sizes(page: Page, table: Table) -> None:
    for column, width in table.layout.widths.items():
        page.sheet.set_column(column - 1, column - 1, width)
    for row, points in table.layout.heights.items():
        page.sheet.set_row(row - 1, points)


def _fit_rows_of_lists(page: Page, outcome: Outcome, table: Table) -> None:
    """Make the rows of lists as high as their texts need, and hide those that nobody filled."""
    for each in outcome.form.lists:
        filled = set(each.filled(outcome.total.values))
        for row in each.rows if each.rows[0][0].sheet == table.layout.name else ():
            if row not in filled:
                page.sheet.set_row(row[0].row - 1, None, None, {"hidden": True})
                continue
            texts = {cell: text for cell in row if isinstance(text := outcome.total.value(cell), str)}
            widths = [table.layout.widths.get(cell.column, _NARROW) for cell in texts]
            if texts:
                page.fit_row(row[0].row - 1, widths, tuple(texts.values()))


def _write_text(page: Page, table: Table, place: tuple[int, int], text: str, style: str) -> None:
    if style == "title" and table.title_alone:
        page.across(0, (0, table.columns - 1), text, style)
        _fit_title(page, table, place[0], text, table.width)
        return
    if style == "title":
        _fit_title(page, table, place[0], text, table.width_at(place))
    _merge(page, table, place, style)
    page.text(place[0] - 1, place[1] - 1, text, style)


def _fit_title(page: Page, table: Table, row: int, text: str, width: float) -> None:
    """Make a title's row as high as its lines need: the form's own may have smaller letters."""
    needed = height(text, width / _LARGE, _TITLE_LINE)
    page.sheet.set_row(row - 1, max(needed, table.layout.heights.get(row, needed)))


def _write_figure(page: Page, outcome: Outcome, table: Table, place: tuple[int, int], details: Details) -> None:
    address = table.figures[place]
    style = "text" if address in outcome.form.written else "figure" if address in outcome.form.fields else "sum"
    _merge(page, table, place, style)
    value = outcome.total.shown(address)
    formula, digits = _formula(outcome.form, address, details), outcome.form.number_format(address, value)
    if formula is None:
        page.value(place[0] - 1, place[1] - 1, value, style, digits)
    else:
        page.formula(place[0] - 1, place[1] - 1, formula, value, style, digits)


def _formula(form: Form, address: Address, details: Details) -> str | None:
    """Return the formula that gives the figure from what this workbook holds; None where there is none."""
    field = form.fields.get(address)
    if field is not None:
        summed = field.joining is Joining.SUM and details.in_sheet
        return details.sum_formula(address) if summed else None
    read = form.engine.precedents(form.formulas[address], address.sheet)
    known = all(each in details.columns or (each.row, each.column) in _texts(form, each.sheet) for each in read)
    return form.formulas[address] if read and known else None


def _texts(form: Form, sheet: str) -> Mapping[tuple[int, int], str]:
    return form.layouts[sheet].texts if sheet in form.layouts else {}


def _merge(page: Page, table: Table, place: tuple[int, int], style: str) -> None:
    end = table.end(place)
    if end != place:
        look = page.looks.format(style)
        page.sheet.merge_range(place[0] - 1, place[1] - 1, end[0] - 1, end[1] - 1, "", look)


def _write_caption(page: Page, outcome: Outcome, table: Table) -> None:
    words, count = page.language, outcome.total.departments
    what = total_name(outcome, words)
    text = words.text("summary_caption", state=state(outcome, words), what=what, count=count)
    page.across(CAPTION_ROW - 1, (0, table.columns - 1), text, "caption")


def _write_difference(page: Page, outcome: Outcome, table: Table, totals_sheet: str) -> None:
    differing = [a for a in table.figures.values() if outcome.total.value(a) != outcome.received.value(a)]
    if differing:
        text = page.language.text("summary_differs", count=len(differing), sheet=totals_sheet)
        page.sheet.set_row(table.last_row, height(text, table.width))
        page.across(table.last_row, (0, table.columns - 1), text, "note")


def _set_printing(page: Page, table: Table) -> None:
    heads = min(row for row, _ in table.figures) - 1
    frozen = heads if heads <= _MOST_FROZEN else 0
    if frozen:
        page.sheet.freeze_panes(frozen, 0)
    ratio = table.height / (table.width * _POINTS)
    page.printed(landscape=ratio < 1 and table.width > _WIDE, head_rows=frozen)
    if ratio <= _LONG:
        page.sheet.fit_to_pages(1, 1)
    page.sheet.center_horizontally()
