"""What a form is called, and titles that speak of a year: the year of the title is from now on the one reported."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xlsreport.forms.new.blocks import title_of
from xlsreport.forms.new.guess import SheetGuess
from xlsreport.forms.new.proposed_rules import quoted
from xlsreport.forms.new.tags import printed, safe
from xlsreport.language import Language
from xlsreport.model.address import Address

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook

_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")


@dataclass(frozen=True, slots=True)
class FormTitle:
    """What the form is called, without the year that its workbook's title speaks of, and that year."""

    text: str
    year: int | None = None


def title_of_form(guesses: Sequence[SheetGuess], stem: str, language: Language) -> FormTitle:
    """Return what the form is called: the title of the first sheet to fill, else `stem`."""
    own = [guess for guess in guesses if guess.entries]
    title = title_of(own[0]) if own and title_of(own[0]) != own[0].picture.name else stem
    found = _YEAR.search(title)
    if found is None:
        return FormTitle(title)
    after = title[found.end() :]
    for mark in language.lists["new_year_marks"]:
        after = after.removeprefix(mark)
    rest = " ".join((title[: found.start()] + after).split()).strip(" -\u2013\u2014,:")
    return FormTitle(rest or title, int(found[0]))


def heading_of(guess: SheetGuess, period: Address, form: FormTitle) -> str:
    """Return the heading of a sheet in the report, the year in it as a tag; "" where the report's title says it."""
    title = title_of(guess)
    parts = _YEAR.split(title, maxsplit=1)
    if len(parts) == 1:
        return "" if title == form.text else safe(title)
    return "" if form.text in title else f"{safe(parts[0])}{printed(period.sheet, period[1:])}{safe(parts[1])}"


def have_years_follow(book: "Workbook", guesses: Sequence[SheetGuess], period: Address) -> tuple[Address, ...]:
    """Have the titles of `book` that speak of a year show the one that is reported, and return them."""
    found = []
    for guess in guesses:
        for at, text in guess.picture.texts.items():
            parts = _YEAR.split(text, maxsplit=1)
            if at[0] == 1 and len(parts) == 2:
                before, after = (f'"{part.replace(chr(34), chr(34) * 2)}"' for part in parts)
                book[guess.picture.name].cell(*at).value = f"={before}&{quoted(period.sheet, period.cell)}&{after}"
                found.append(Address(guess.picture.name, *at))
    return tuple(found)
