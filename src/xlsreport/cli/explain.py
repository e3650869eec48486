"""`xlsreport explain`: who contributed what to a figure."""

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from xlsreport.cli.arguments import Format, Output, Period, Previous, Workspace
from xlsreport.cli.console import Screen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xlsreport.language import Language
    from xlsreport.model.workbook import Value
    from xlsreport.pipeline import Contribution, Explanation

_TEXTS = (0, 2, 3, 4, 5)  # the columns that are no figures
_SPARE = (5,)  # the column that a narrow terminal does without
_DIGITS = 12  # of a checksum: enough to tell files apart


def explain(
    address: Annotated[
        str,
        typer.Argument(metavar="ADDRESS", help="单元格地址，如 Sheet!J6 或 Sheet.J6。The cell's address."),
    ],
    workspace: Workspace = Path(),
    period: Period = None,
    previous: Previous = None,
    include_held: Annotated[
        bool, typer.Option("--include-held", help="待更正的也计入合计。Count held submissions too.")
    ] = False,
    output: Output = Format.TEXT,
) -> int:
    """列出一个汇总数由哪些单位、哪些文件而来。Show which departments and files a figure comes from."""
    from xlsreport.pipeline import Options, consolidate_workspace, explanation_json, open_workspace_at
    from xlsreport.pipeline import explain as explained

    opened = open_workspace_at(workspace, period)
    screen = Screen()
    with screen.progress(opened.language) as step:
        outcome = consolidate_workspace(
            opened, Options(previous=previous, include_held=include_held, keep_reviews=True), step
        )
    explanation = explained(opened, outcome, address)
    if output is Format.JSON:
        screen.raw(explanation_json(explanation, opened))
    else:
        _show(explanation, opened.language, screen)
    return 0


def _show(explanation: "Explanation", language: "Language", screen: Screen) -> None:
    from xlsreport.pipeline import UNKNOWN

    screen.line(f"{explanation.address}  {explanation.label}", "bold")
    if explanation.formula:
        screen.line(language.text("explain_formula", formula=explanation.formula))
    if explanation.joining:
        screen.line(explanation.joining)
    both = (explanation.total, explanation.received)
    total, received = (
        language.text("unknown") if each == UNKNOWN else _value(each, explanation.digits, language) for each in both
    )
    screen.line(language.text("explain_totals", total=total, received=received))
    if explanation.unknown:
        screen.line(explanation.unknown, "yellow")
    rows = list(_rows(explanation, language))
    screen.table(language.lists["explain_heads"], rows, _TEXTS, _SPARE)
    for each in explanation.contributions:
        for note in filter(None, (each.correction, each.entry.file.source if each.entry.file else None)):
            screen.line(language.text("explain_note", name=each.entry.name or "", note=note))
        _show_inside(each, explanation, language, screen)


def _value(value: "Value", digits: str, language: "Language") -> str:
    """Return a figure in its number format, and behind it with all its digits where that shows fewer."""
    from xlsreport.model.number_formats import hides, shown
    from xlsreport.pipeline import as_text

    said = shown(value, digits) if value is not None else language.text("blank")
    return language.text("exactly", shown=said, exact=as_text(value)) if hides(value, digits) else said


def _show_inside(each: "Contribution", explanation: "Explanation", language: "Language", screen: Screen) -> None:
    """Print who is in a consolidated workbook that counts for its units: node by node, each with a checksum."""
    contents = each.entry.review.contents
    if contents is None or each.entry.aside:
        return
    names = {level.code: level.name for level in explanation.levels}
    screen.line(language.text("explain_inside", name=each.entry.name or "", count=len(contents.joined)))
    for parent, units in groupby(contents.listed, key=lambda unit: unit.parent):
        if parent not in ("", contents.code):
            screen.line(language.text("explain_under", name=names.get(parent, parent)))
        for unit in units:
            screen.line(language.text("explain_unit", code=unit.code, name=unit.name, sha256=unit.sha256[:_DIGITS]))


def _rows(explanation: "Explanation", language: "Language") -> "Iterator[list[str]]":
    """Yield a row for each that contributed; through levels each node, then those under it."""
    if not explanation.levels:
        yield from (_row(each, explanation.digits, language) for each in explanation.contributions)
        return
    behind: dict[str, list[Contribution]] = {}
    for each in explanation.contributions:
        behind.setdefault(each.entry.code or "", []).append(each)
    for level in explanation.levels:
        indent = language.text("explain_step") * level.depth
        sent = behind.get(level.code, ())
        own = [_row(each, explanation.digits, language) for each in sent]
        if level.is_node:
            yield [f"{indent}{level.name}", _value(level.figure, explanation.digits, language), "", "", "", ""]
            own = [[_called(each, language), *rest] for each, (_, *rest) in zip(sent, own, strict=True)]
            indent += language.text("explain_step")
        yield from ([f"{indent}{name}", *rest] for name, *rest in own)


def _called(each: "Contribution", language: "Language") -> str:
    """Return what a node's file is called: its consolidated workbook, or what its own office filled in."""
    review = each.entry.review
    key = "explain_whole" if review.contents or review.untold else "explain_office"
    return language.text(key, name=each.entry.name or "")


def _row(each: "Contribution", digits: str, language: "Language") -> list[str]:
    file = each.entry.file
    return [
        each.entry.name or "",
        _value(each.value, digits, language),
        language.text(f"standing_{each.entry.standing}"),
        language.text("counted" if each.counted else "not_counted"),
        file.name if file else "",
        file.sha256[:_DIGITS] if file else "",
    ]
