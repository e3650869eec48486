"""How the summary looks: its cell formats by name, and the colours of standings and severities."""

from collections.abc import Mapping
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from xlsreport.model.finding import Severity
from xlsreport.model.outcome import Standing

LINE = "#8C8C8C"
STANDING_TINTS: Mapping[Standing, str] = {
    Standing.ACCEPTED: "#E2F0D9",
    Standing.HELD: "#FCE4D6",
    Standing.MISSING: "#FFF2CC",
    Standing.SUPERSEDED: "#EDEDED",
    Standing.UNREADABLE: "#F8CBAD",
    Standing.UNMATCHED: "#D9E1F2",
}
SEVERITY_TINTS: Mapping[Severity, str] = {
    Severity.ERROR: "#FCE4D6",
    Severity.QUERY: "#FFF2CC",
    Severity.NOTE: "#EDEDED",
}
TAB_COLOURS = ("#1F4E79", "#2E75B6", "#70AD47", "#7F7F7F")  # overview · standings · figures · the rest

_CELL = {"border": 1, "border_color": LINE, "valign": "vcenter", "text_wrap": True}
_LEFT = {"align": "left", "indent": 1}
_RIGHT = {"align": "right", "indent": 1, "text_wrap": False}
_STYLES: Mapping[str, Mapping[str, Any]] = {
    "title": {"font_size": 16, "bold": True, "align": "center", "valign": "vcenter", "text_wrap": True},
    "caption": {"align": "center", "valign": "vcenter", "font_color": "#595959"},
    "section": {"font_size": 12, "bold": True, "valign": "vcenter", "font_color": "#1F4E79"},
    "plain": {"valign": "top", "text_wrap": True},
    "plain_line": {"valign": "vcenter", "font_size": 9, "font_color": "#595959"},
    "note": {"valign": "vcenter", "text_wrap": True, "font_size": 9, "font_color": "#595959"},
    "note_beside": {"valign": "vcenter", "text_wrap": True, "font_size": 9, "font_color": "#595959", **_LEFT},
    "head": {**_CELL, "bold": True, "align": "center", "bg_color": "#DDEBF7"},
    "small_head": {**_CELL, "align": "center", "bg_color": "#DDEBF7", "font_size": 9},
    "text": {**_CELL, **_LEFT},
    "top": {**_CELL, **_LEFT, "valign": "top"},
    "centre": {**_CELL, "align": "center"},
    "number": {**_CELL, **_RIGHT},
    # Its colour is its own: LibreOffice draws no indent beside a cell that differs in the number format alone.
    "change": {**_CELL, **_RIGHT, "num_format": "+General;-General;0", "font_color": "#262626"},
    "share": {**_CELL, **_RIGHT, "num_format": "+0.0%;-0.0%;0.0%"},
    "corrected": {**_CELL, **_RIGHT, "bg_color": "#DDEBF7"},
    "figure": {**_CELL, "align": "center", "text_wrap": False},
    "sum": {**_CELL, "align": "center", "text_wrap": False, "bold": True, "bg_color": "#F2F2F2"},
    "link": {**_CELL, **_LEFT, "font_color": "#0563C1", "underline": 1},
    "narrow": {**_CELL, **_LEFT, "text_wrap": False, "font_size": 9, "font_color": "#595959"},
}


class Styles:
    """The formats of one workbook, made once each; every text of it is set in `font`."""

    def __init__(self, book: Workbook, font: str) -> None:
        self._book = book
        self._font = font
        self._made: dict[tuple[str, str, str], Format] = {}
        self.marked = book.add_format({"bg_color": "#FFF2CC"})  # over another format, so without a font

    def format(self, style: str, tint: str = "", digits: str = "") -> Format:
        """Return the cell format `style`, filled with the colour `tint`, with the number format `digits`."""
        key = (style, tint, digits)
        if key not in self._made:
            extra = {"bg_color": tint} if tint else {}
            extra |= {"num_format": digits} if digits else {}
            self._made[key] = self._book.add_format(
                {"font_name": self._font, "font_size": 10, **_STYLES[style], **extra}
            )
        return self._made[key]
