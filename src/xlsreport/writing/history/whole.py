"""The sheets on the whole: its figures over the years with charts, where they differ from the sum, the changes."""

from collections.abc import Callable

from xlsxwriter.chart import Chart

from xlsreport.model.address import Address
from xlsreport.model.history import History, Series
from xlsreport.writing.history.lines import (
    CHANGE_WIDTH,
    RATE_WIDTH,
    YEAR_WIDTH,
    ComparedCells,
    change_heads,
    write_change,
    write_last_change,
    write_years,
)
from xlsreport.writing.history.lines import cell_name as cell
from xlsreport.writing.sheets.heights import height
from xlsreport.writing.sheets.names import quoted
from xlsreport.writing.sheets.page import Page, cleaned

_LABEL_WIDTH, _CELL_WIDTH = 46.0, 13.0
_YEARS = 2  # the column of the first year
_FIRST = 3  # the row of the first item
_MOST_CHARTS = 6  # with the main figures above them they fill a page
_CHART = (390, 210)  # pixels, wide and high
_CHART_ROWS = _CHART[1] // 20 + 1  # a row is 20 pixels high
_LONGEST_TITLE = 32
MakeChart = Callable[[str], Chart]


def title(page: Page, history: History) -> str:
    """Return what the workbook is called."""
    first, last = history.periods[0], history.periods[-1]
    key = "history_title" if len(history.periods) > 1 else "history_title_one"
    return page.language.text(key, name=history.name, first=first, last=last, title=history.form.title).strip()


def write_whole(page: Page, history: History, make_chart: MakeChart) -> None:
    """Write each item over the years, then the charts, and below those that differ from the sum over departments."""
    _write_heads(page, history, title(page, history))
    for row, item in enumerate(history.items, start=_FIRST):
        _write_item(page, row, history, item)
        write_years(page, row, _YEARS, history.whole[item], history.digits(item))
        write_last_change(page, row, _YEARS, history.whole[item], history.digits(item))
    row = _write_charts(page, _FIRST + len(history.items) + 1, history, make_chart)
    _write_differences(page, row, history)
    page.sheet.freeze_panes(_FIRST, _YEARS)
    page.sheet.hide_gridlines(2)
    page.printed(landscape=len(history.periods) > 4, head_rows=_FIRST)


def write_changes(page: Page, history: History, whole: str) -> None:
    """Write the changes of each item from each year to the next, by formulas over the sheet called `whole`."""
    pairs = list(enumerate(zip(history.periods, history.periods[1:], strict=False)))
    heads = [page.language.text("history_item"), page.language.text("history_cell")]
    for _, (before, now) in pairs:
        heads += [" → ".join(map(page.language.period, (before, now))), page.language.text("history_rate")]
    page.heads(0, heads, (_LABEL_WIDTH, _CELL_WIDTH, *(CHANGE_WIDTH, RATE_WIDTH) * len(pairs)))
    for row, item in enumerate(history.items, start=1):
        _write_item(page, row, history, item)
        for number, _ in pairs:
            at = [f"{quoted(whole)}!{cell(_FIRST + row - 1, _YEARS + number + step)}" for step in (0, 1)]
            earlier, later = history.whole[item][number : number + 2]
            write_change(
                page, row, _YEARS + 2 * number, ComparedCells(earlier, later, (at[0], at[1])), history.digits(item)
            )
    page.sheet.freeze_panes(1, _YEARS)
    page.printed(landscape=len(pairs) > 2, head_rows=1)


def _write_heads(page: Page, history: History, text: str) -> None:
    words, several = page.language, len(history.periods) > 1
    heads = [words.text("history_item"), words.text("history_cell")]
    heads += [words.text("history_year", period=each) for each in history.periods]
    heads += change_heads(page, history.periods[-2]) if several else ()
    widths = (_LABEL_WIDTH, _CELL_WIDTH, *(YEAR_WIDTH,) * len(history.periods))
    widths = (*widths, CHANGE_WIDTH, RATE_WIDTH) if several else widths
    page.heads(_FIRST - 1, heads, widths)
    last = len(heads) - 1
    page.across(0, (0, last), text, "title")
    page.sheet.set_row(0, max(30.0, height(text, sum(widths) / 1.6, line=24)))
    page.across(1, (0, last), words.text("history_legend"), "caption")


def _write_item(page: Page, row: int, history: History, item: Address) -> None:
    label = history.names[item]
    page.text(row, 0, label)
    page.text(row, 1, str(item), "centre")
    page.fit_row(row, (_LABEL_WIDTH, _CELL_WIDTH), (label, str(item)))


def _write_differences(page: Page, row: int, history: History) -> None:
    """Write the items whose whole is not the sum, with both and their difference."""
    differing = [each for each in history.items if history.differs(each)]
    words = page.language
    page.text(row, 0, words.text("history_differences_head" if differing else "history_none_differ"), "section")
    for item in differing:
        _write_item(page, row + 1, history, item)
        write_years(page, row + 1, _YEARS, history.whole[item], history.digits(item))
        _write_under(page, row + 2, words.text("history_summed"), history.summed[item], history.digits(item))
        _write_under(page, row + 3, words.text("history_difference"), history.differences(item), history.digits(item))
        _write_less(page, row + 3, history, item)
        row += 3


def _write_under(page: Page, row: int, text: str, series: Series, digits: str) -> None:
    page.text(row, 0, text)
    page.text(row, 1, "", "centre")
    write_years(page, row, _YEARS, series, digits)


def _write_less(page: Page, row: int, history: History, item: Address) -> None:
    """Write the differences over again as formulas, where both figures are known."""
    for column, value in enumerate(history.differences(item), start=_YEARS):
        if value is not None:
            page.formula(
                row, column, f"={cell(row - 2, column)}-{cell(row - 1, column)}", value, digits=history.digits(item)
            )


def _write_charts(page: Page, row: int, history: History, make_chart: MakeChart) -> int:
    """Write a chart for each of the first items whose last figures are known; return the next free row."""
    charted = [(n, item) for n, item in enumerate(history.items) if _run(history.whole[item])][:_MOST_CHARTS]
    for place, (number, item) in enumerate(charted):
        chart = _chart(page, history, (number, item), make_chart)
        chart.set_size({"width": _CHART[0], "height": _CHART[1]})
        down = row + place // 2 * _CHART_ROWS
        offset = {"x_offset": (_CHART[0] + 10) * (place % 2), "object_position": 3}
        page.sheet.insert_chart(down, 0, chart, offset)
    return row + (len(charted) + 1) // 2 * _CHART_ROWS + 1


def _chart(page: Page, history: History, numbered: tuple[int, Address], make_chart: MakeChart) -> Chart:
    number, item = numbered
    run = _run(history.whole[item])
    columns = (_YEARS + len(history.periods) - run, _YEARS + len(history.periods) - 1)
    row, font = _FIRST + number, {"name": page.language.text("summary_font"), "size": 9}
    named = history.names[item]
    text = cleaned(item.cell if named == str(item) else named)  # a whole address would be taken for a reference
    chart = make_chart("column" if run <= 4 else "line")
    chart.add_series(
        {
            "categories": [page.name, _FIRST - 1, columns[0], _FIRST - 1, columns[1]],
            "values": [page.name, row, columns[0], row, columns[1]],
            "data_labels": {"value": True, "font": font},
            "fill": {"color": "#2E75B6"},
            "line": {"color": "#2E75B6"},
            "gap": 120,
            "marker": {"type": "circle", "size": 5},
        }
    )
    short = text if len(text) <= _LONGEST_TITLE else "…" + text[-_LONGEST_TITLE:]
    chart.set_title({"name": short, "name_font": {**font, "size": 10, "bold": True}, "overlay": False})
    chart.set_legend({"none": True})
    chart.set_x_axis({"num_font": font})
    lowest = {} if any(value and value < 0 for value in history.whole[item]) else {"min": 0}
    scale = {"num_format": history.digits(item) or "General"}  # as the labels at its points
    chart.set_y_axis(
        {"num_font": font, **scale, "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}}, **lowest}
    )
    return chart


def _run(series: Series) -> int:
    """Return how many of the last figures are known without a gap, 0 for fewer than two: a gap would show as 0."""
    run = 0
    while run < len(series) and series[-run - 1] is not None:
        run += 1
    return run if run > 1 else 0
