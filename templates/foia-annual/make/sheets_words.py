"""The sheets of words: what to do, who reports, and the footnotes of each section."""

from accepts import accept_text, accept_year
from openpyxl import Workbook
from page import TO_FILL, TO_READ, finish, head, height_for, open_sheet
from sections import TITLES
from styles import ENTRY, HEAD, LABEL, NOTE, TITLE, WORDS, put

GUIDE = (
    (
        "What this is",
        "The figures of one component for its agency's annual FOIA report. Each component fills one "
        "workbook; the agency consolidates them into the report for the whole agency.",
    ),
    (
        "Which cells to fill",
        "The yellow ones. Grey cells are computed. The Tab key goes from one cell to fill to the "
        "next. Columns are those of the official workbook, sections IV to XII.",
    ),
    (
        "No requests of a kind",
        "Type 0. A blank cell is not taken for 0. Only the tables on administrative appeals may "
        "be left blank as a whole, by a component that decides no appeals.",
    ),
    (
        "Is it right?",
        "Row 2 of every sheet says whether the workbook is ready to send. The sheet Rules shows each rule "
        "with both figures: correct what is Broken; where it says Please explain, correct the figure or write the "
        "reason beside it.",
    ),
    (
        "Previous report",
        "The sheet Previous report has the figures of last year's report. Where the agency has filled them in they "
        "are locked; otherwise copy them from your last report, or leave them blank if there was none.",
    ),
    (
        "Sending it",
        "Save the workbook as .xlsx under any name and send it to your agency's FOIA office. Do not add or "
        "delete columns or sheets; rows may be inserted in the lists (IV, V.B and VI.C), and nowhere else.",
    ),
)
IDENTITY = (
    ("Name of the component", 200, True),
    ("Abbreviation of the component", 60, True),
    ("Fiscal year", 0, True),
    ("Contact: name and title", 200, False),
    ("Contact: telephone", 100, False),
    ("Contact: e-mail", 200, False),
)
FIRST_NOTE = 5


def add_guide(book: Workbook) -> None:
    """Add the sheet that says how the workbook is filled in."""
    sheet = open_sheet(book, "Read me", (24, 96), TO_READ)
    put(sheet, "A1:B1", "Annual FOIA report: workbook of a component", TITLE)
    sheet.row_dimensions[1].height = 34
    for row, (name, text) in enumerate(GUIDE, start=3):
        put(sheet, f"A{row}", name, HEAD)
        put(sheet, f"B{row}", text, LABEL)
        sheet.row_dimensions[row].height = height_for(text, 95) + 8
    finish(sheet, f"A1:B{2 + len(GUIDE)}", "A1", landscape=False)


def add_identity(book: Workbook) -> None:
    """Add the sheet that says whose workbook it is."""
    sheet = open_sheet(book, "Component", (34, 60), TO_FILL)
    head(sheet, "The component that reports", "B")
    for row, (name, longest, required) in enumerate(IDENTITY, start=3):
        put(sheet, f"A{row}", name, LABEL)
        put(sheet, f"B{row}", None, ENTRY)
        sheet.row_dimensions[row].height = 24
        if longest:
            accept_text(sheet, f"B{row}", longest, required=required)
    sheet["B5"].number_format = "0"
    accept_year(sheet, "B5")
    finish(sheet, "A1:B8", "B3", landscape=False)


def add_footnotes(book: Workbook) -> None:
    """Add the sheet of footnotes, a cell for each section."""
    sheet = open_sheet(book, "Footnotes", (50, 90), TO_FILL)
    head(sheet, "Footnotes to the sections (may be left blank)", "B")
    put(sheet, "A3:B3", "Each stands below the table of its section in the report. Alt+Enter begins a new line.", NOTE)
    put(sheet, "A4", "Section", HEAD)
    put(sheet, "B4", "Footnotes", HEAD)
    for row, (number, title) in enumerate(TITLES.items(), start=FIRST_NOTE):
        name = f"{number} {title}"
        put(sheet, f"A{row}", name, LABEL)
        put(sheet, f"B{row}", None, WORDS)
        sheet.row_dimensions[row].height = height_for(name, 49) + 6
    last = FIRST_NOTE + len(TITLES) - 1
    accept_text(sheet, f"B{FIRST_NOTE}:B{last}", 8000)
    finish(sheet, f"A1:B{last}", f"B{FIRST_NOTE}", landscape=False)
