"""The rules that a new form begins with: all is filled in, and no part is more than its whole."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from xlsreport.forms.areas import areas
from xlsreport.forms.labels import Position
from xlsreport.forms.new.guess import SheetGuess
from xlsreport.forms.new.words import plain
from xlsreport.language import Language
from xlsreport.model.address import column_letters

_PLAIN = re.compile(r"[^\W\d]{2}\w*(?<![0-9])")  # what could be a cell, as FY24, is none
_MOST = 40  # rules of parts; more would bury the others
_LONGEST_COUNT = 250  # arguments that Excel's COUNT takes


@dataclass(frozen=True, slots=True)
class NewRule:
    """A rule to write: `left` stands in `relation` to `right`, both formulas; `query` where it may be explained."""

    text: str
    left: str
    relation: str
    right: str
    query: bool = False


def rules_for(guesses: Sequence[SheetGuess], language: Language) -> tuple[tuple[NewRule, ...], int]:
    """Return the rules for the sheets of `guesses`, and how many more could have been proposed."""
    parts = list(_parts(guesses, language))
    return (*_complete(guesses, language), *parts[:_MOST]), max(len(parts) - _MOST, 0)


def quoted(sheet: str, cells: str) -> str:
    """Return a reference to cells of a sheet, its name in quotation marks where it needs them."""
    name = sheet.replace("'", "''")
    return f"{sheet}!{cells}" if _PLAIN.fullmatch(sheet) else f"'{name}'!{cells}"


def _complete(guesses: Sequence[SheetGuess], language: Language) -> Iterator[NewRule]:
    """Yield one rule that counts the figures to fill, else one that counts nothing: a form has at least one rule."""
    told: list[str] = []
    count = 0
    for guess in guesses:
        own = [at for at, entry in guess.entries.items() if entry.required]
        count += len(own)
        told += [quoted(guess.picture.name, area) for area in areas(own)]
    pieces = [told[first : first + _LONGEST_COUNT] for first in range(0, len(told), _LONGEST_COUNT)]
    left = "+".join(f"COUNT({','.join(piece)})" for piece in pieces) or "0"
    yield NewRule(language.text("new_rule_complete"), left, "=", str(count))


def _parts(guesses: Sequence[SheetGuess], language: Language) -> Iterator[NewRule]:
    for guess in guesses:
        name = guess.picture.name
        for part, whole in sorted(guess.wholes.items(), key=_by_axis):
            one, other = guess.seats[part], guess.seats[whole]
            along_row = part[0] == whole[0]
            labels = (one.columns, other.columns, one.rows) if along_row else (one.rows, other.rows, one.columns)
            beside = language.text("new_rule_column", column=" ".join(labels[2])) if labels[2] else ""
            told = language.text("new_rule_part", part=_last(labels[0]), whole=_last(labels[1]), column=beside)
            yield NewRule(told, quoted(name, _cell(part)), "≤", quoted(name, _cell(whole)), query=True)


def _by_axis(pair: tuple[Position, Position]) -> tuple[bool, Position]:
    part, whole = pair
    return part[0] == whole[0], part


def _last(labels: Sequence[str]) -> str:
    return labels[-1].strip() if labels and plain(labels[-1]) else ""


def _cell(at: Position) -> str:
    return f"{column_letters(at[1])}{at[0]}"
