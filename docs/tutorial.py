"""What people do by hand in the tutorials, done for them, so that every command there is run on what they made.

A tutorial is Markdown: its blocks of `console` are commands, a comment `<!-- by hand: NAME -->` stands where somebody
draws, types or sends. `played` does both in order, in one folder, and returns the text with what was printed.
"""

import io
import re
from collections.abc import Callable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import formualizer
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Border, Font, Side

_STEP = re.compile(r"^<!-- by hand: (\w+) -->$|(?<=^```console\n)(.*?)(?=^```$)", re.MULTILINE | re.DOTALL)
_PROMPT = "$ "
PERIOD = "2025"
Hands = Mapping[str, Callable[[Path], None]]  # what is done by hand in a folder, by its name


@dataclass(frozen=True, slots=True)
class Wording:
    """What the people of one tutorial write, and what they call their files."""

    table: str  # the workbook that is drawn
    title: str
    sheet: str
    asked: str
    heads: Sequence[str]
    rows: Sequence[str]
    form: str
    note: str  # a rule that only informs
    rule: str
    workspace: str
    roster: str
    whole: str
    office: str
    units: Sequence[str]
    about: str  # the words of a figure that is none
    returned: str  # the folder of the first round


ZH = Wording(
    "活动统计.xlsx",
    "2025年度基层文化活动统计表",
    "活动统计",
    "填报单位：",
    ("项目", "场次（场）", "参加人次（人）"),
    ("展览", "演出", "培训", "合计", "其中：面向未成年人"),
    "活动表样",
    "提示",
    "有活动就有人参加：参加人次不少于场次",
    "试点",
    "单位名单.xlsx",
    "汇总单位.xlsx",
    "云溪县文化馆",
    ("东湖街道文化站", "青山镇文化站", "柳林乡文化站"),
    "约200",
    "退回-第1次",
)
EN = Wording(
    "activities.xlsx",
    "Activities of the branch libraries 2025",
    "Activities",
    "Branch:",
    ("Kind", "Events (number)", "Visitors (persons)"),
    ("Exhibitions", "Readings", "Courses", "Total", "of which: for children"),
    "activities",
    "Note",
    "Whoever held events had visitors: no fewer visitors than events",
    "pilot",
    "roster.xlsx",
    "whole.xlsx",
    "Millbrook Libraries",
    ("East Lake Branch", "Green Hill Branch", "Willow Branch"),
    "about 200",
    "send-back-1",
)
FIGURES = (((12, 860), (9, 2150), (24, 720), (10, 940)), ((5, 310), (6, 1480), (8, 240), (4, 2260)))
FIGURES = (*FIGURES, ((3, 203), (2, 530), (6, 150), (2, 90)))
_FILLED = (4, 5, 6, 8)  # rows of the table; 7 is the total


def played(text: str, folder: Path, hands: Hands, run: Callable[[str, Path], str]) -> str:
    """Return `text` with what `run` says that its commands print in `folder`, all done that `hands` do between."""

    def step(found: re.Match[str]) -> str:
        if found[1]:
            hands[found[1]](folder)
            return found[0]
        commands = [line for line in found[2].splitlines() if line.startswith(_PROMPT)]
        return "".join(f"{line}\n{run(line.removeprefix(_PROMPT), folder)}" for line in commands)

    return _STEP.sub(step, text)


def draw(folder: Path, wording: Wording) -> None:
    """Draw the table of ten cells."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title, sheet["A1"], sheet["A2"] = wording.sheet, wording.title, wording.asked
    for column, head in zip("ABC", wording.heads, strict=True):
        sheet[f"{column}3"] = head
    for row, label in enumerate(wording.rows, 4):
        sheet[f"A{row}"] = label
    line = Side(style="thin")
    for cell in (cell for row in sheet["A3:C8"] for cell in row):
        cell.border = Border(line, line, line, line)
    sheet.merge_cells("A1:C1")
    sheet["A1"].alignment, sheet["A1"].font = Alignment(horizontal="center"), Font(size=14, bold=True)
    for column, width in {"A": 28, "B": 18, "C": 18}.items():
        sheet.column_dimensions[column].width = width
    book.save(folder / wording.table)


def rule(folder: Path, wording: Wording) -> None:
    """Copy the last rule one row down and let it compare visitors with events."""
    file = folder / wording.form / "workbook.xlsx"
    book = load_workbook(file)
    sheet = book.worksheets[-1]
    for column in "ABCDEFGHI":
        above, below = sheet[f"{column}7"], sheet[f"{column}8"]
        below.value, below._style = above.value, above._style
        if isinstance(above.value, str) and above.value.startswith("="):
            below.value = above.value.replace("7", "8")
    for validation in sheet.data_validations.dataValidation:
        if "I7" in validation.cells:
            validation.add("I8")
    for area, colours in [(each.cells, each.rules) for each in sheet.conditional_formatting]:
        for colour in map(copy, colours if "H7" in area else ()):
            colour.formula = [formula.replace("5", "8") for formula in colour.formula]
            sheet.conditional_formatting.add("H8", colour)
    sheet.row_dimensions[8].height = sheet.row_dimensions[7].height
    sheet["A8"], sheet["B8"], sheet["C8"], sheet["E8"] = "R04", wording.note, wording.rule, "≥"
    sheet["D8"], sheet["F8"] = f"={wording.sheet}!C7", f"={wording.sheet}!B7"
    sheet["H8"] = sheet["H8"].value.replace("<=", ">=")
    book.save(file)


def roster(folder: Path, wording: Wording) -> None:
    """Write three units into the roster, and the office into the whole's own workbook."""
    file = folder / wording.workspace / wording.roster
    book = load_workbook(file)
    for row, unit in enumerate(wording.units, 2):
        book.worksheets[0].cell(row, 1, f"{row - 1:02}")
        book.worksheets[0].cell(row, 2, unit)
    book.save(file)
    file = folder / wording.workspace / PERIOD / wording.whole
    book = load_workbook(file)
    book[wording.sheet]["B2"] = wording.office
    book.worksheets[0]["B3"] = "00"
    save(book, file)


def fill(folder: Path, wording: Wording) -> None:
    """Fill what was issued: one rightly, one with a total typed over, one with words for a figure."""
    year = folder / wording.workspace / PERIOD
    for number, figures in enumerate(FIGURES, 1):
        (issued,) = (year / "outbox").glob(f"{number:02}-*.xlsx")
        book = load_workbook(issued)
        sheet = book[wording.sheet]
        for row, (events, visitors) in zip(_FILLED, figures, strict=True):
            sheet[f"B{row}"], sheet[f"C{row}"] = events, visitors
        if number == 2:
            sheet["B7"] = 18
        if number == 3:
            sheet["C4"] = wording.about
        save(book, year / "inbox" / issued.name)


def correct(folder: Path, wording: Wording) -> None:
    """Correct what was sent back, and put it into the inbox beside what lies there."""
    year = folder / wording.workspace / PERIOD
    for number, cell, figure in ((2, "C8", 226), (3, "C4", 203)):
        (returned,) = (year / "outbox" / wording.returned).glob(f"{number:02}-*.xlsx")
        book = load_workbook(returned)
        book[wording.sheet][cell] = figure
        save(book, year / "inbox" / returned.name)


def save(book: Workbook, file: Path) -> None:
    """Write `book` with the results of its formulas, as Excel does."""
    out = io.BytesIO()
    book.save(out)
    file.write_bytes(formualizer.recalculate_xlsx_bytes(out.getvalue())["bytes"])


_STEPS = {"draw": draw, "rule": rule, "roster": roster, "fill": fill, "correct": correct}
HANDS: Mapping[str, Hands] = {
    name: {step: partial(do, wording=wording) for step, do in _STEPS.items()}
    for name, wording in (("ZH", ZH), ("EN", EN))
}
