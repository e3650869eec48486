"""S: whether it is this form and this edition, and where its sheets, rows and columns stand."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from xlsreport.checking.context import Case
from xlsreport.checking.layout.labels import Position, flat, unbracketed
from xlsreport.checking.layout.other_edition import across, edition_of
from xlsreport.checking.layout.remap import Places, placed
from xlsreport.checking.layout.renamed import Renamed
from xlsreport.checking.layout.search import Ambiguous, SheetMatch, find, in_place, shown
from xlsreport.checking.layout.sheet_names import Names, sheet_names
from xlsreport.checking.layout.stray_cells import check_strays, stray_figures
from xlsreport.checking.layout.stray_story import StrayFigures
from xlsreport.model.address import Address, column_letters
from xlsreport.model.finding import Finding
from xlsreport.model.form import Form
from xlsreport.model.workbook import Sheet, Workbook

_MOSTLY = 0.8  # of the texts of a sheet that holds nothing else
_RESERVED = "WpsReserved_"  # WPS keeps pictures in cells in hidden sheets of such names
_NAMED = 10  # added rows or columns that a message names
_EXCERPT = 60  # characters of what stands in a label's place


@dataclass(frozen=True, slots=True)
class Structure:
    """A workbook whose cells were found by their labels.

    `book` has them where the form has them; `sound` are the sheets that can be read; `others` are those that the form
    has not, and in which something stands; `strays` the figures outside the form's cells by sheet. `guessed` has the
    cells of those that cannot be read for certain where they most likely belong.
    """

    book: Workbook
    sound: frozenset[str]
    findings: tuple[Finding, ...]
    places: Places
    others: tuple[str, ...] = ()
    strays: Mapping[str, StrayFigures] = field(default_factory=dict)
    guessed: Workbook = field(default_factory=lambda: Workbook({}))

    def named(self, case: Case, finding: Finding) -> Finding:
        """Return a finding whose message names the sender's own cell, where that is another than the form's."""
        there = finding.address and self.places.there(finding.address)
        if finding.address is None or there is None or there == finding.address or finding.sheet not in self.sound:
            return finding
        cell = there.cell if there.sheet == finding.address.sheet else str(there)
        return replace(finding, message=finding.message + case.language.text("in_file", cell=cell))


def judge_sheets(case: Case) -> Structure:
    """Return the workbook as the form has it, and what is wrong with its sheets, rows and columns."""
    inputs = case.form.inputs
    names = sheet_names([case.form.layouts[name] for name in inputs], case.book)
    if not names.found and not names.several:
        return Structure(case.book, frozenset(), (_not_this_form(case, list(inputs)),), Places({}))
    found: dict[str, SheetMatch] = {}
    guesses: dict[str, SheetMatch] = {}
    findings: list[Finding] = []
    renamed = Renamed(case, names.found)
    for name, positions in inputs.items():
        match _sheet(case, name, names, positions):
            case SheetMatch() as reading:
                found[name] = reading
                findings += renamed.said_at(name)
                findings += _remarks(case, name, reading, case.book.sheets[names.found[name]])
            case Ambiguous() as reading:
                guesses[name] = reading.guess
                findings.append(_unsure(case, name, case.book.sheets[names.found[name]], reading))
            case Finding() as finding:
                findings.append(finding)
    places = Places(names.found, found)
    book, guessed = placed(case.form, case.book, places), _guessed(case, names, guesses)
    strays = {n: stray_figures(case, n, each, case.book.sheets[names.found[n]]) for n, each in found.items()}
    return Structure(book, frozenset(found), tuple(findings), places, _others(case, names), strays, guessed)


def _others(case: Case, names: Names) -> tuple[str, ...]:
    known = {*case.form.layouts, *names.found.values(), *(name for same in names.several.values() for name in same)}
    there = ((name, sheet) for name, sheet in case.book.sheets.items() if sheet.cells and name not in known)
    return tuple(name for name, each in there if not name.startswith(_RESERVED) and not _is_guide(case, each))


def _is_guide(case: Case, sheet: Sheet) -> bool:
    """Whether a sheet is one of the form's that nobody fills in, under another name."""
    inputs = case.form.inputs
    guides = [set(each.texts.values()) for name, each in case.form.layouts.items() if name not in inputs]
    held = {cell.value for cell in sheet.cells.values()}
    return any(len(held & texts) >= _MOSTLY * len(texts) for texts in guides if texts)


def _guessed(case: Case, names: Names, guesses: Mapping[str, SheetMatch]) -> Workbook:
    """Return the sheets of `guesses`, their cells where they most likely belong, and those of another edition."""
    own = {name: names.found[name] for name in guesses}
    read = placed(case.form, case.book, Places(own, guesses))
    older = across(case.form, case.book, names.found)
    return replace(read, sheets={**{name: read.sheets[name] for name in guesses}, **older})


def with_identity_in_place(form: Form, book: Workbook) -> Workbook:
    """Return `book` with the sheets that say whose it is as the form has them, where they can be found."""
    who = form.identity
    wanted = dict.fromkeys(cell.sheet for cell in (who.name, who.code, who.period))
    if all(name in book.sheets and in_place(form.layouts[name], book.sheets[name]) for name in wanted):
        return book
    inputs = form.inputs
    names = sheet_names([form.layouts[name] for name in wanted], book).found
    readings = {n: find(form.layouts[n], inputs[n], book.sheets[name], form.lists) for n, name in names.items()}
    return placed(
        form, book, Places(names, {own: each for own, each in readings.items() if isinstance(each, SheetMatch)})
    )


def _not_this_form(case: Case, needed: Sequence[str]) -> Finding:
    comma = case.language.text("comma")
    found = comma.join(list(case.book.sheets)[:5])
    return case.sheet_finding("S101", None, expected=comma.join(needed[:3]), found=found)


def _sheet(case: Case, name: str, names: Names, inputs: Sequence[Position]) -> SheetMatch | Ambiguous | Finding:
    if name in names.several:
        places = case.language.text("comma").join(names.several[name][:5])
        return case.sheet_finding("S114", name, expected=name, places=places)
    if name not in names.found:
        return case.sheet_finding("S102", name)
    sheet = case.book.sheets[names.found[name]]
    edition = edition_of(case.form, name, sheet)
    if edition is not None:
        is_mapped = any(cell.sheet == name for cell in case.form.editions[edition].cells.values())
        mapped = case.language.text("edition_mapped") if is_mapped else ""
        return case.sheet_finding("S104", name, edition=edition, ours=case.form.edition, mapped=mapped)
    return find(case.form.layouts[name], inputs, sheet, case.form.lists)


def _unsure(case: Case, name: str, sheet: Sheet, reading: Ambiguous) -> Finding:
    address = Address(name, *reading.position)
    words = {
        "expected": _label(case.form, address),
        "found": shown(sheet.cell(*reading.position).value)[:_EXCERPT] or case.language.text("blank"),
        "count": reading.count,
        "places": case.language.text("comma").join(Address(name, *place).cell for place in reading.twice),
    }
    return case.finding(reading.code, address, words)


def _label(form: Form, address: Address) -> str:
    return form.layouts[address.sheet].anchors.get((address.row, address.column)) or form.label(address)


def _remarks(case: Case, name: str, found: SheetMatch, sheet: Sheet) -> Iterator[Finding]:
    """Yield what is to be said of a sheet that was read: what moved, misprints, and what would be lost."""
    if (moved := _moved(case, name, found)) is not None:
        yield moved
    yield from _misprinted(case, name, found, sheet)
    yield from check_strays(case, name, found, sheet)


def _moved(case: Case, name: str, found: SheetMatch) -> Finding | None:
    cells = [a for a in (*case.form.fields, *case.form.totals) if a.sheet == name] if found.rows else []
    images = {cell: there for cell in cells if (there := found.there((cell.row, cell.column)))}
    moved = [cell for cell, there in images.items() if there != (cell.row, cell.column)]
    if not moved:
        return None
    first = moved[0]
    return case.sheet_finding(
        "S109",
        name,
        count=len(moved),
        expected=_label(case.form, first),
        here=first.cell,
        there=Address(name, *images[first]).cell,
        added=_added(case, found),
    )


def _added(case: Case, found: SheetMatch) -> str:
    """Return which rows and columns stand between the form's, in words."""
    comma, text = case.language.text("comma"), case.language.text
    rows = [str(row) for row in _between(found.rows)]
    columns = [column_letters(column) for column in _between(found.columns)]
    said = text("rows_added", rows=comma.join(rows)) if rows else ""
    return said + (text("columns_added", columns=comma.join(columns)) if columns else "")


def _between(lines: Mapping[int, int]) -> list[int]:
    """Return the sender's lines between the form's that are more than the form has there."""
    added: list[int] = []
    known = sorted(lines.items())
    for (low, here), (high, there) in pairwise(known):
        gap = range(here + 1, there)
        added += gap[high - low - 1 :][:_NAMED]
    return added[:_NAMED]


def _misprinted(case: Case, name: str, found: SheetMatch, sheet: Sheet) -> Iterator[Finding]:
    """Yield that labels are without their brackets or have others, and that labels are misprinted."""
    labels = case.form.layouts[name].anchors
    read = {place: shown(sheet.cell(*(found.there(place) or place)).value) for place in found.misprints}
    shortened = [place for place, text in read.items() if unbracketed(flat(labels[place])) == unbracketed(flat(text))]
    for code, places in (("S119", shortened), ("S107", [place for place in read if place not in shortened])):
        if places:
            words = {"count": len(places), "expected": labels[places[0]], "found": read[places[0]][:_EXCERPT]}
            yield case.finding(code, Address(name, *places[0]), words)
