"""The names of the summary's sheets, and how formulas and links spell them."""

from collections.abc import Iterable
from dataclasses import dataclass, fields

from xlsreport.language import Language
from xlsreport.model.form import Form

_LONGEST = 31  # characters that Excel allows in a sheet's name


@dataclass(frozen=True, slots=True)
class SheetNames:
    """The summary's own sheets, named so that none bears the name of a sheet of the form."""

    overview: str
    standings: str
    totals: str
    details: str
    findings: str
    decisions: str
    prose: str
    across: str
    across_departments: str
    method: str
    subtotals: str


def table_sheets(form: Form) -> tuple[str, ...]:
    """Return the form's sheets that hold figures, in the form's order."""
    with_figures = {address.sheet for address in form.tabled}
    return tuple(name for name in form.layouts if name in with_figures)


def sheet_names(form: Form, language: Language) -> SheetNames:
    """Return the names of the summary's own sheets beside those of the form."""
    taken = list(table_sheets(form))
    for wish in language.lists["summary_sheets"]:
        taken.append(_free(wish, taken))
    return SheetNames(*taken[-len(fields(SheetNames)) :])


def quoted(sheet: str) -> str:
    """Return a sheet's name as formulas and links spell it: `'Table 3'`."""
    return "'" + sheet.replace("'", "''") + "'"


def _free(wish: str, taken: Iterable[str]) -> str:
    lowered = {name.lower() for name in taken}  # Excel takes names that differ in case for the same
    name, number = wish[:_LONGEST], 1
    while name.lower() in lowered:
        number += 1
        name = f"{wish[: _LONGEST - 5]} ({number})"
    return name
