"""The lists, of as many rows as there are: statutes of exemption 3, and other reasons for denials."""

from dataclasses import dataclass

from accepts import accept_counts, accept_text
from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from page import TO_FILL, finish, flag_non_numbers, head, height_for, open_for_rows, open_sheet
from styles import HEAD, NOTE, NUMBER, WORDS, put

FIRST = 5  # the first row of a list


@dataclass(frozen=True, slots=True)
class Listed:
    """A list on a sheet of its own: the heads and widths of its columns, of which the last takes numbers."""

    sheet: str
    title: str
    note: str
    heads: tuple[str, ...]
    widths: tuple[float, ...]
    rows: int

    @property
    def last(self) -> int:
        """The last row that may be filled in."""
        return FIRST + self.rows - 1

    @property
    def right(self) -> str:
        """The letter of the last column."""
        return get_column_letter(len(self.heads))

    @property
    def numbers(self) -> str:
        """The range of the numbers as formulas of other sheets name it."""
        return f"'{self.sheet}'!{self.right}{FIRST}:{self.right}{self.last}"

    @property
    def area(self) -> str:
        """The range of the rows."""
        return f"A{FIRST}:{self.right}{self.last}"


NUMBER_OF = 'Number of Times "Other" Reason Was Relied Upon'
EACH_ONCE = "A row a reason, each reason once. Leave the other rows blank."
STATUTES = Listed(
    "Section IV",
    "IV. EXEMPTION 3 STATUTES",
    "A row a statute, each statute once, written as in last year's report. Leave the other rows blank.",
    ("Statute", "Type of Information Withheld", "Case Citation", "Number of Times Relied upon by Agency / Component"),
    (44, 44, 44, 18),
    120,
)
REASONS = Listed(
    "Reasons V.B",
    'V.B.(2) "OTHER" REASONS FOR FULL DENIALS',
    EACH_ONCE,
    ('Description of "Other" Reasons for Denials from Chart B(1)', NUMBER_OF),
    (90, 18),
    60,
)
APPEAL_REASONS = Listed(
    "Reasons VI.C",
    'VI.C.(3) "OTHER" REASONS FOR DENIAL ON APPEAL',
    EACH_ONCE,
    ('Description of "Other" Reasons for Denial on Appeal from Chart C(2)', NUMBER_OF),
    (90, 18),
    40,
)
LISTS = (STATUTES, REASONS, APPEAL_REASONS)


def add_lists(book: Workbook) -> None:
    """Add a sheet for each list."""
    for each in LISTS:
        add_list(book, each)


def add_list(book: Workbook, form: Listed) -> None:
    """Add the sheet of one list: texts, and a number at the end of each row."""
    sheet = open_sheet(book, form.sheet, form.widths, TO_FILL)
    head(sheet, form.title, form.right)
    put(sheet, f"A3:{form.right}3", form.note, NOTE)
    letters = [get_column_letter(number) for number in range(1, len(form.heads) + 1)]
    for letter, text, width in zip(letters, form.heads, form.widths, strict=True):
        put(sheet, f"{letter}4", text, HEAD)
        wanted = height_for(text, width, 9.5) + 6
        sheet.row_dimensions[4].height = max(sheet.row_dimensions[4].height or 0, wanted)
        for row in range(FIRST, form.last + 1):
            put(sheet, f"{letter}{row}", None, NUMBER if letter == form.right else WORDS)
    accept_text(sheet, f"A{FIRST}:{letters[-2]}{form.last}", 2000)
    numbers = f"{form.right}{FIRST}:{form.right}{form.last}"
    accept_counts(sheet, numbers, required=False)
    flag_non_numbers(sheet, numbers)
    finish(sheet, f"A1:{form.right}{form.last}", f"A{FIRST}", freeze="A5")
    open_for_rows(sheet)
