"""The coordinator's tables of a new period: decisions, with a guide and a sheet for each kind, and evidence."""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from xlsreport.language import Language
from xlsreport.model.decisions import ABSENT, ACCEPTED, CHOSEN, CORRECTED, EVIDENCE, Columns, DecisionsMark
from xlsreport.package import settled

_ROWS = 200  # drawn and validated beforehand; further ones are read as well
_LINE = "#8C8C8C"
_WIDTHS: Mapping[str, int] = {
    "code": 12,
    "department": 26,
    "cell": 18,
    "reason": 40,
    "who": 14,
    "when": 14,
    "found": 16,
    "from": 14,
    "to": 14,
    "agreed": 24,
    "file": 52,
    "note": 40,
    "figure": 16,
    "source": 40,
}
_GUIDE_WIDTH = 76
_STYLES: Mapping[str, Mapping[str, Any]] = {
    "title": {"font_size": 16, "bold": True, "align": "center", "valign": "vcenter"},
    "step": {"font_size": 11, "text_wrap": True, "valign": "vcenter", "border": 1, "border_color": _LINE},
    "head": {"bold": True, "bg_color": "#DDEBF7", "border": 1, "border_color": _LINE, "align": "center"},
    "text": {"num_format": "@", "border": 1, "border_color": _LINE, "text_wrap": True, "valign": "vcenter"},
    "figure": {"border": 1, "border_color": _LINE, "valign": "vcenter", "align": "center"},
    "day": {"num_format": "yyyy-mm-dd", "border": 1, "border_color": _LINE, "valign": "vcenter", "align": "center"},
}
_KINDS: Mapping[str, str] = {"from": "figure", "to": "figure", "when": "day", "found": "figure", "figure": "figure"}
_HINTS = ("code", "department", "cell", "file", "when", "found")


@dataclass(frozen=True, slots=True)
class _Pen:
    """The workbook's formats by name, and its language."""

    language: Language
    formats: Mapping[str, Format]

    def title(self, key: str) -> str:
        return self.language.lists[f"decision_{key}"][0]


def blank_decisions(language: Language, mark: DecisionsMark | None = None) -> bytes:
    """Return a workbook of decisions to be filled, with a guide, hints and validations; it bears `mark`."""
    out = io.BytesIO()
    book, pen = _book(out, language)
    _write_guide(book.add_worksheet(language.text("decisions_guide")), pen, mark)
    for columns in (ACCEPTED, CORRECTED, CHOSEN, ABSENT):
        _write_sheet(book.add_worksheet(language.text(columns.sheet)), columns, pen)
    book.close()
    return settled(out.getvalue())


def blank_evidence(language: Language) -> bytes:
    """Return a workbook of evidence to be filled: what other systems say of a department's figures."""
    out = io.BytesIO()
    book, pen = _book(out, language)
    _write_sheet(book.add_worksheet(language.text(EVIDENCE.sheet)), EVIDENCE, pen)
    book.close()
    return settled(out.getvalue())


def _book(out: io.BytesIO, language: Language) -> tuple[xlsxwriter.Workbook, _Pen]:
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"created": datetime(2000, 1, 1)})
    font = {"font_name": language.text("summary_font"), "font_size": 11}
    return book, _Pen(language, {name: book.add_format({**font, **style}) for name, style in _STYLES.items()})


def _write_guide(sheet: Worksheet, pen: _Pen, mark: DecisionsMark | None) -> None:
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, _GUIDE_WIDTH)
    sheet.set_row(0, 36)
    sheet.write_string(0, 0, pen.language.text("decisions_title"), pen.formats["title"])
    about = () if mark is None else (pen.language.text("decisions_for", form=mark.form, period=str(mark.period)),)
    for row, step in enumerate((*about, *pen.language.lists["decisions_steps"]), 1):
        lines = 1 + sum(1 if char < "\u2e80" else 2 for char in step) // (_GUIDE_WIDTH - 4)
        sheet.set_row(row, 16 * lines + 12)
        sheet.write_string(row, 0, step, pen.formats["step"])
    _print_on_a4(sheet)


def _write_sheet(sheet: Worksheet, columns: Columns, pen: _Pen) -> None:
    sheet.set_row(0, 24)
    sheet.freeze_panes(1, 0)
    sheet.hide_gridlines(2)
    for column, key in enumerate(columns.keys):
        sheet.set_column(column, column, _WIDTHS[key])
        star = "*" if key in columns.required else ""
        sheet.write_string(0, column, f"{pen.title(key)}{star}", pen.formats["head"])
        for row in range(1, _ROWS + 1):
            sheet.write_blank(row, column, None, pen.formats[_KINDS.get(key, "text")])
        if key in _HINTS:
            sheet.data_validation(1, column, _ROWS, column, _validation(key, pen))
    sheet.set_landscape()
    sheet.repeat_rows(0)
    _print_on_a4(sheet)


def _validation(key: str, pen: _Pen) -> dict[str, Any]:
    hint = {"input_title": pen.title(key)[:32], "input_message": pen.language.text(f"decisions_hint_{key}")}
    if key == "when":
        error = {"error_type": "warning", "error_message": hint["input_message"]}
        return {"validate": "date", "criteria": ">=", "value": date(2000, 1, 1), **hint, **error}
    return {"validate": "length", "criteria": "<=", "value": 250, **hint}


def _print_on_a4(sheet: Worksheet) -> None:
    sheet.set_paper(9)
    sheet.set_margins(left=0.5, right=0.5)
    sheet.fit_to_pages(1, 0)
    sheet.center_horizontally()
