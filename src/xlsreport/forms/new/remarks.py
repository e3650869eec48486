"""What was guessed, said cell by cell: what a new form's author is to look at."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from xlsreport.forms.areas import areas
from xlsreport.forms.labels import Position, flat
from xlsreport.forms.new.entries import ToFill
from xlsreport.forms.new.guess import SheetGuess
from xlsreport.forms.new.lines import Line
from xlsreport.language import Language
from xlsreport.model.address import column_number
from xlsreport.model.form import Kind
from xlsreport.model.wording import plain_decimal

_CELL = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]*)")


@dataclass(frozen=True, slots=True)
class Guessed:
    """One guess: its sheet, its cells (empty for a whole sheet), and what was guessed in words."""

    sheet: str
    cells: str
    text: str

    def __str__(self) -> str:
        place = f"{self.sheet}!{self.cells}" if self.cells else self.sheet
        return f"{place}  {self.text}"


def guessed_on(guess: SheetGuess, language: Language) -> Iterator[Guessed]:
    """Yield what was guessed on one sheet, in the order in which its author will look."""
    name = guess.picture.name
    if guess.picture.hidden:
        yield Guessed(name, "", language.text("new_hidden"))
        return
    if not guess.entries:
        yield Guessed(name, "", language.text("new_nothing"))
    told: dict[str, list[Position]] = {}
    for at, text in _told(guess, language):
        told.setdefault(text, []).append(at)
    for text, cells in told.items():
        yield Guessed(name, " ".join(areas(cells)), text)


def _told(guess: SheetGuess, language: Language) -> Iterator[tuple[Position, str]]:
    text, picture = language.text, guess.picture
    for at in sorted(guess.blanks.labels):
        yield at, text("new_as_text")
    for at, entry in guess.entries.items():
        yield at, _accepted(entry, language)
    for at in sorted(guess.blanks.examples & guess.entries.keys()):
        yield at, text("new_emptied", number=plain_decimal(picture.numbers[at]))
    yield from _computed(guess, language)
    yield from _measured(guess, language)


def _accepted(entry: ToFill, language: Language) -> str:
    if entry.kind is Kind.CHOICE:
        if entry.offered:
            return language.text("new_own_choice", offered=entry.offered)
        return language.text("new_choice", choices=language.text("comma").join(language.lists["new_choices"]))
    return language.text("new_prose" if entry.prose else f"new_{entry.kind}")


def _computed(guess: SheetGuess, language: Language) -> Iterator[tuple[Position, str]]:
    """Yield the formulas, those that are one formula copied along a row or column by the words of the first."""
    first: dict[tuple[str, str], str] = {}
    for at, formula in guess.sums.items():
        text = language.text("new_sum", label=_label(guess, at), formula=formula)
        yield at, first.setdefault((_total_label(guess, at), _seen_from(at, formula)), text)
    for at in guess.unclear:
        yield at, language.text("new_no_sum", label=_label(guess, at))
    for at, formula in guess.picture.formulas.items():
        if at not in guess.entries:
            yield at, first.setdefault(("", _seen_from(at, formula)), language.text("new_kept", formula=formula))


def _seen_from(at: Position, formula: str) -> str:
    """Return a formula whose cells are said by how far they are from its own."""
    return _CELL.sub(lambda found: f"R{int(found[2]) - at[0]}C{column_number(found[1]) - at[1]}", formula)


def _total_label(guess: SheetGuess, at: Position) -> str:
    """Return which of its labels makes a cell a total: that of its row, else that of its column."""
    seat = guess.seats[at]
    return seat.rows[-1] if seat.rows and Line(0, seat.rows[-1]).rank else " ".join(seat.columns[-1:])


def _measured(guess: SheetGuess, language: Language) -> Iterator[tuple[Position, str]]:
    for at, entry in guess.entries.items():
        if entry.kind.numeric and entry.unit:
            yield at, language.text("new_unit", unit=entry.unit)
    for at, entry in guess.entries.items():
        if entry.kind.numeric and not entry.joined:
            yield at, language.text("new_not_joined" if entry.named else "new_unnamed")


def _label(guess: SheetGuess, at: Position) -> str:
    seat = guess.seats[at]
    return flat(" × ".join(labels[-1].strip() for labels in (seat.rows, seat.columns) if labels))
