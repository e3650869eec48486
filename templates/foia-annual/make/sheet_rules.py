"""Rules: what must hold, live in Excel, the cells still blank, and the verdict that every sheet shows; last year."""

from dataclasses import dataclass, replace

from accepts import accept_counts, accept_text
from blocks import COMPUTED as COMPUTED_CELLS
from blocks import Placed, Takes
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from page import CARRIED as CARRIED_TAB
from page import NOT_READY, READY, TO_WATCH, finish, flag_non_numbers, head, height_for, light, open_sheet
from rules import CARRIED, ERROR, FIRST_CARRIED, LAST_YEAR, FormRule, form_rules
from sections import PLACED, SHEETS
from styles import (
    ASK,
    BAD,
    CENTRED,
    COMPUTED,
    ENTRY,
    GOOD,
    HEAD,
    LABEL,
    NONE,
    NOTE,
    NUMBER,
    STATUS,
    TITLE,
    put,
)

NAME = "Rules"
WIDTHS = (8, 10, 62, 15, 9, 15, 15, 16, 50)
HEADS = ("No.", "Kind", "Rule", "Left side", "Relation", "Right side", "Difference", "Result", "Explanation")
HOLDS, BROKEN, ASKED, TOLD, NO_YEAR = "Holds", "Broken", "Please explain", "Explained", "No last year"
FIRST = 5
GUIDE = (
    f"Correct what is {BROKEN}. Where it says {ASKED}, correct the figure or write the reason under Explanation. "
    "Difference = left side - right side."
)


@dataclass(frozen=True, slots=True)
class Tally:
    """The required cells of one sheet: how many there are, and the Excel count of those filled."""

    sheet: str
    required: int
    filled: str


def tallies() -> tuple[Tally, ...]:
    """Return the tallies of all sheets with required cells."""
    first = Tally("Component", 3, "COUNTA(Component!B3:B4)+COUNT(Component!B5)")
    return (first, *(_tally(sheet) for sheet in SHEETS if sheet != "Section VI"))


def _tally(sheet: str) -> Tally:
    numbers, words, count = list[str](), list[str](), 0
    for section in PLACED.values():
        if section.sheet != sheet or section.block.optional:
            continue
        areas = [each for row in section.rows for each in section.inputs(row)]
        numbers += [f"'{sheet}'!{area}" for takes, area in areas if takes not in WORDED]
        words += [f"'{sheet}'!{area}" for takes, area in areas if takes in WORDED]
        count += sum(len(section.block.columns) - _computed(section, row) for row in section.rows)
    filled = [f"COUNT({','.join(numbers)})"] + ([f"COUNTA({','.join(words)})"] if words else [])
    return Tally(sheet, count, "+".join(filled))


WORDED = (Takes.DAYS, Takes.DATE)  # in which a word may stand


def _computed(section: Placed, row: int) -> int:
    return sum(section.block.takes(index, row) in COMPUTED_CELLS for index in range(len(section.block.columns)))


def add_rules(book: Workbook) -> None:
    """Add Rules: verdict, rules and the table of blanks."""
    sheet = open_sheet(book, NAME, WIDTHS, TO_WATCH)
    put(sheet, "A1:I1", "Rules, judged while you type", TITLE)
    put(sheet, "A3:I3", GUIDE, NOTE)
    for column, name in zip("ABCDEFGHI", HEADS, strict=True):
        put(sheet, f"{column}4", name, HEAD)
    rules = form_rules()
    last = FIRST + len(rules) - 1
    for number, rule in enumerate(rules, start=1):
        add_rule(sheet, number, rule)
    accept_text(sheet, f"I{FIRST}:I{last}", 2000)
    add_tallies(sheet, last)
    add_verdict(sheet, last)
    for row, height in {1: 30, 2: 34, 3: 20, 4: 24}.items():
        sheet.row_dimensions[row].height = height
    sheet.print_title_rows = "1:4"
    finish(sheet, f"A1:I{last}", f"I{FIRST}", freeze="A5")


def add_rule(sheet: Worksheet, number: int, rule: FormRule) -> None:
    """Write rule `number` into its row; its figures show the decimals that they have."""
    row, figure = FIRST + number - 1, replace(COMPUTED, number_format="General")
    put(sheet, f"A{row}", f"R{number:02d}", CENTRED)
    put(sheet, f"B{row}", rule.severity, CENTRED)
    put(sheet, f"C{row}", rule.text, LABEL)
    put(sheet, f"D{row}", f"={rule.left}", figure)
    put(sheet, f"E{row}", rule.relation, CENTRED)
    put(sheet, f"F{row}", f"={rule.right}", figure)
    put(sheet, f"G{row}", f"=D{row}-F{row}", figure)
    put(sheet, f"H{row}", f"={result(rule, row)}", replace(COMPUTED, bold=True))
    put(sheet, f"I{row}", None, replace(ENTRY, number_format="General"))
    sheet.row_dimensions[row].height = max(22, height_for(rule.text, WIDTHS[2] - 1))


def result(rule: FormRule, row: int) -> str:
    """Return the formula of the result; an error value in an operand breaks the rule, it never passes unseen."""
    explained = f'IF(IFERROR(LEN(TRIM(I{row})),0)=0,"{ASKED}","{TOLD}")'
    failed = f'"{BROKEN}"' if rule.severity == ERROR else explained
    sign = {"=": "=", "≥": ">=", "≤": "<="}[rule.relation]
    judged = f'IF(IFERROR(G{row}{sign}0,FALSE),"{HOLDS}",{failed})'
    return judged if not rule.needs else f'IF(IFERROR({rule.needs}="",FALSE),"{NO_YEAR}",{judged})'


def add_verdict(sheet: Worksheet, last: int) -> None:
    """Write the verdict into B2, what is still to do beside it, and the colours of both and of the results."""
    rows = range(last + 4, last + 4 + len(tallies()))
    total, broken, asked = rows.stop, rows.stop + 1, rows.stop + 2
    put(sheet, "A2", "State", HEAD)
    put(
        sheet,
        "B2",
        f'=IF(AND(G{total}=0,G{broken}=0,G{asked}=0),"{READY}","{NOT_READY}")',
        replace(COMPUTED, bold=True, size=9),
    )
    blanks = [
        f'IF(G{row}>0,"{tally.sheet}: "&G{row}&" blank; ","")' for row, tally in zip(rows, tallies(), strict=True)
    ]
    counts = [f'IF(G{broken}>0,G{broken}&" broken; ","")', f'IF(G{asked}>0,G{asked}&" to explain; ","")']
    todo = f'{"&".join((*blanks, *counts))}&"settle these first."'
    done = "Everything required is filled in, and every rule holds or is explained."
    put(sheet, "C2:I2", f'=IF(B2="{READY}","{done}",{todo})', replace(STATUS, boxed=True))
    results = f"H{FIRST}:H{last}"
    light(sheet, "B2:C2", f'$B$2="{READY}"', GOOD)
    light(sheet, "B2:C2", f'$B$2<>"{READY}"', BAD)
    light(sheet, results, f'$H{FIRST}="{BROKEN}"', BAD)
    light(sheet, results, f'$H{FIRST}="{ASKED}"', ASK)
    light(sheet, results, f'OR($H{FIRST}="{NO_YEAR}",$G${total}>0)', NONE)
    light(sheet, results, f'OR($H{FIRST}="{HOLDS}",$H{FIRST}="{TOLD}")', GOOD)


def add_tallies(sheet: Worksheet, last: int) -> None:
    """Add the table of required cells below the rules, in columns C to G; column A stays blank."""
    top = last + 3
    for column, name in zip("CDEFG", ("Required cells", "To fill", None, "Filled", "Blank"), strict=True):
        put(sheet, f"{column}{top}", name, HEAD)
    lines = tallies()
    for row, tally in enumerate(lines, start=top + 1):
        add_line(sheet, row, (tally.sheet, tally.required, f"={tally.filled}", f"=D{row}-F{row}"))
    end = top + len(lines)
    sums = [f"=SUM({column}{top + 1}:{column}{end})" for column in "DFG"]
    add_line(sheet, end + 1, ("Total (text in a number cell counts as blank)", *sums))
    for row, word in ((end + 2, BROKEN), (end + 3, ASKED)):
        count = f'=COUNTIF(H{FIRST}:H{last},"{word}")'
        add_line(sheet, row, (f'Rules with the result "{word}"', None, None, count))
    light(sheet, f"G{top + 1}:G{end + 3}", f"$G{top + 1}>0", BAD)


def add_line(sheet: Worksheet, row: int, cells: tuple[str | int | None, ...]) -> None:
    """Write one line of the table of blanks."""
    for column, value in zip("CDFG", cells, strict=True):
        put(sheet, f"{column}{row}", value, LABEL if column == "C" else COMPUTED)
    put(sheet, f"E{row}", None, COMPUTED)
    sheet.row_dimensions[row].height = 20


def add_last_year(book: Workbook) -> None:
    """Add the sheet of what last year's report handed on, filled and locked where the archive knows it."""
    sheet = open_sheet(book, LAST_YEAR, (60, 18), CARRIED_TAB)
    head(sheet, "Last year's report", "B")
    put(sheet, "A3", "Figure of last year's annual report", HEAD)
    put(sheet, "B3", "Number", HEAD)
    for row, (name, _, _) in enumerate(CARRIED, start=FIRST_CARRIED):
        put(sheet, f"A{row}", name, LABEL)
        put(sheet, f"B{row}", None, NUMBER)
        sheet.row_dimensions[row].height = 22
    last = FIRST_CARRIED + len(CARRIED) - 1
    cells = f"B{FIRST_CARRIED}:B{last}"
    accept_counts(sheet, cells, required=False)
    flag_non_numbers(sheet, cells)
    light(sheet, cells, f'CELL("protect",B{FIRST_CARRIED})=1', NONE)
    note = (
        "For comparison alone: these figures are not consolidated. Leave them blank if there was no report last year."
    )
    put(sheet, f"A{last + 2}:B{last + 2}", note, NOTE)
    sheet.row_dimensions[last + 2].height = height_for(note, 76, 9) + 4
    finish(sheet, f"A1:B{last + 2}", f"B{FIRST_CARRIED}", landscape=False)
