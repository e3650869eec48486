"""填报说明: what a clerk has to know before the first figure, on A4."""

from dataclasses import replace
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from page import TO_READ, Page, finish, height_for, heights, open_sheet
from styles import HEAD, LABEL, SHADE, TINT, TITLE, Look, put

FORM = "政府信息公开工作年度报告填报表（2021版）"
WIDTH = 84  # fits A4 at full size: LibreOffice does not shrink a single column to the width of the page
HEADING, PARAGRAPH = replace(HEAD, horizontal="left", indent=1), replace(LABEL, boxed=False)
COLOURS = (
    (TINT, "浅黄色的格：由本单位填写。"),
    (SHADE, "灰色的格：自动计算或已由汇总单位填好，不能改，也不用改。"),
)
TEXT = Path(__file__).with_name("guide.txt")  # a line is a heading (一、二、…) or a paragraph (1. 2. …)


def add_guide(book: Workbook) -> None:
    """Add the page that opens first."""
    sheet = open_sheet(book, "填报说明", (WIDTH,), TO_READ)
    put(sheet, "A1", f"{FORM}填报说明", TITLE)
    heights(sheet, {1: 40})
    for row, (colour, meaning) in enumerate(COLOURS, start=2):
        write(sheet, row, meaning, replace(LABEL, fill=colour))
    lines = TEXT.read_text(encoding="utf-8").splitlines()
    for row, line in enumerate(lines, start=2 + len(COLOURS)):
        write(sheet, row, line, PARAGRAPH if line[0].isdigit() else HEADING)
    finish(sheet, Page(f"A1:A{sheet.max_row}", "A1", freeze="A2"))


def write(sheet: Worksheet, row: int, text: str, look: Look) -> None:
    """Write one paragraph into `row`, as tall as the paragraph needs."""
    put(sheet, f"A{row}", text, look)
    heights(sheet, {row: max(22, height_for(text, WIDTH - 2))})
