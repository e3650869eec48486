"""The overview's charts: departments by standing, and the main figures of both years."""

from collections.abc import Mapping, Sequence
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.chart import Chart

from xlsreport.writing.sheets.page import Page
from xlsreport.writing.sheets.styles import LINE
from xlsreport.writing.summary.overview_figures import Charted

_HEIGHT, _STANDINGS_WIDTH, _FIGURES_WIDTH = 340, 250, 514  # pixels
_ROW = 20  # pixels of a row left as it is
_NOW, _BEFORE = "#1F4E79", "#9DC3E6"


def write_charts(page: Page, book: Workbook, row: int, tints: Sequence[str], charted: Charted | None) -> int:
    """Lay the charts side by side from `row` on, and return the next free row.

    `tints` colour the standings, whose names and numbers stand in the second group of rows of the overview.
    """
    page.sheet.insert_chart(row, 0, _standings(page, book, tints), _size(_STANDINGS_WIDTH))
    if charted:
        chart = _figures(page, book, charted)
        page.sheet.insert_chart(row, 0, chart, {**_size(_FIGURES_WIDTH), "x_offset": _STANDINGS_WIDTH + 4})
    return row + _HEIGHT // _ROW + 1


STANDINGS_ROW = 4  # of the standings' names on the overview; their numbers stand below


def _standings(page: Page, book: Workbook, tints: Sequence[str]) -> Chart:
    chart, last = book.add_chart({"type": "bar"}), len(tints)
    chart.add_series(
        {
            "categories": [page.name, STANDINGS_ROW, 1, STANDINGS_ROW, last],
            "values": [page.name, STANDINGS_ROW + 1, 1, STANDINGS_ROW + 1, last],
            "points": [{"fill": {"color": tint}, "border": {"color": LINE}} for tint in tints],
            "data_labels": {"value": True, "font": _font(page)},
            "gap": 40,
        }
    )
    return _dressed(page, chart, page.language.text("summary_standings_head"), legend=False)


def _figures(page: Page, book: Workbook, charted: Charted) -> Chart:
    chart = book.add_chart({"type": "bar"})
    columns = [(charted.total, _NOW, page.language.text("summary_this"))]
    if charted.compared:
        columns.append((charted.total + 2, _BEFORE, page.language.text("summary_last")))
    for column, colour, name in columns:
        chart.add_series(
            {
                "name": name,
                "categories": [page.name, charted.first, 0, charted.last, 0],
                "values": [page.name, charted.first, column, charted.last, column],
                "fill": {"color": colour},
                "data_labels": {"value": True, "font": _font(page)},
                "gap": 50,
            }
        )
    title = page.language.text("summary_chart_rest" if charted.rest else "summary_chart", unit=charted.unit)
    return _dressed(page, chart, title, legend=charted.compared)


def _dressed(page: Page, chart: Chart, title: str, *, legend: bool) -> Chart:
    chart.set_title({"name": title, "name_font": {**_font(page), "size": 10, "bold": True}, "overlay": False})
    chart.set_legend({"position": "bottom", "font": _font(page)} if legend else {"none": True})
    chart.set_y_axis({"reverse": True, "interval_unit": 1, "num_font": _font(page), "line": {"color": LINE}})
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}, "min": 0})
    chart.set_chartarea({"border": {"color": LINE}})
    return chart


def _font(page: Page) -> Mapping[str, Any]:
    return {"name": page.language.text("summary_font"), "size": 9}


def _size(width: int) -> dict[str, Any]:
    return {"x_scale": width / 480, "y_scale": _HEIGHT / 288, "object_position": 1}  # of xlsxwriter's own size
