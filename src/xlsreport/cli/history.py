"""`xlsreport history`: the figures over the years."""

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from xlsreport.cli.arguments import Format, Output, Workspace
from xlsreport.cli.console import Screen

if TYPE_CHECKING:
    from xlsreport.language import Language
    from xlsreport.model.address import Address
    from xlsreport.model.history import History, Series

_UNKNOWN, _PLAIN_UNKNOWN = "—", "-"


def history(
    workspace: Workspace = Path(),
    item: Annotated[
        list[str] | None,
        typer.Option("--item", help="单元格地址，可多次；默认为主要数据。A cell; the main ones by default."),
    ] = None,
    department: Annotated[
        list[str] | None,
        typer.Option("--department", help="代码或名称，可多次。A department's code or name; may be repeated."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="写成 Excel 文件。Write a workbook.", dir_okay=False)
    ] = None,
    printed: Output = Format.TEXT,
) -> int:
    """列出各归档年度的数字及其增减。Show the figures over all archived years."""
    from xlsreport.pipeline import history as told
    from xlsreport.pipeline import history_json, history_notes, open_workspace_at, write_history

    opened, screen = open_workspace_at(workspace), Screen()
    found = told(opened, item or (), department or ())
    notes = history_notes(found, opened.language, of_units=bool(department))
    if printed is Format.JSON:
        screen.raw(history_json(found, notes, of_units=bool(department)))
    else:
        _show(found, opened.language, screen, units=bool(department))
        said = ({"period": note.period, "whose": note.whose, "text": note.text} for note in notes)
        screen.complaints(opened.language.text("history_note", **each) for each in said)
    if output is not None:
        written = write_history(found, opened.language, output)
        say = screen.complain if printed is Format.JSON else screen.line
        say(opened.language.text("history_written", path=written))
    return 0


def _show(history: "History", language: "Language", screen: Screen, *, units: bool) -> None:
    from xlsreport.pipeline import history_named

    heads = [language.text("history_item"), language.text("history_cell"), *map(language.period, history.periods)]
    if len(history.periods) > 1:
        heads.append(language.text("history_change", period=history.periods[-2]))
        heads += [language.text("history_rate"), language.text("history_trend")]
    spare = _spare(len(history.periods))
    screen.line(language.text("history_all"), "bold")
    screen.table(heads, list(_whole_rows(history, language, screen)), (0, 1), spare)
    for unit in history.units if units else ():
        screen.line()
        screen.line(f"{unit.code} {history_named(unit, language)}", "bold")
        rows = [_row(_name(history, item), unit.series[item], screen, history.digits(item)) for item in history.items]
        screen.table(heads, rows, (0, 1), spare)


def _spare(years: int) -> Sequence[int]:
    """Return the columns that a narrow terminal does without: the cell, what is told by the rest, the oldest years."""
    change = 2 + years
    return (1, change + 2, change, change + 1, *range(2, years)) if years > 1 else (1,)


def _name(history: "History", item: "Address") -> tuple[str, str]:
    """Return the name of an item and its cell."""
    return history.names[item], str(item)


def _whole_rows(history: "History", language: "Language", screen: Screen) -> Iterator[list[str]]:
    for item in history.items:
        digits = history.digits(item)
        yield _row(_name(history, item), history.whole[item], screen, digits)
        if history.differs(item):
            yield _row(("  " + language.text("history_summed"), ""), history.summed[item], screen, digits)
            blank = [""] * (3 if len(history.periods) > 1 else 0)
            differences = [_figure(each, screen, digits, signed=True) for each in history.differences(item)]
            yield ["  " + language.text("history_difference"), "", *differences, *blank]


def _row(name: tuple[str, str], series: "Series", screen: Screen, digits: str) -> list[str]:
    from xlsreport.cli.sparkline import sparkline
    from xlsreport.model.history import change, last_change, rate

    before, now = last_change(series)
    compared = [_figure(change(before, now), screen, digits, signed=True), _rate(rate(before, now), screen)]
    shown = [_figure(each, screen, digits) for each in series]
    return [*name, *shown, *((*compared, sparkline(series, plain=screen.plain)) if len(series) > 1 else ())]


def _figure(value: Decimal | None, screen: Screen, digits: str = "", *, signed: bool = False) -> str:
    from xlsreport.model.number_formats import shown

    if value is None:
        return _PLAIN_UNKNOWN if screen.plain else _UNKNOWN
    return ("+" if signed and value > 0 else "") + shown(value, digits)


def _rate(value: Decimal | None, screen: Screen) -> str:
    if value is None:
        return _figure(None, screen)
    percent = (value * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"{percent:+f}%" if percent else "0.0%"
