"""S116–S118: sheets that the sender added: copies of the form's own, and those that name persons."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from xlsreport.checking.cells.typed_numbers import number_in
from xlsreport.checking.context import Case
from xlsreport.checking.layout.search import SheetMatch, find, shown
from xlsreport.checking.layout.sheet_names import copied_layout
from xlsreport.checking.layout.structure import Structure
from xlsreport.checking.text.list_of_ours import is_list_of_ours
from xlsreport.checking.text.personal_data import PersonWords, persons_in
from xlsreport.model.address import Address
from xlsreport.model.comparison import is_blank, same
from xlsreport.model.finding import Finding
from xlsreport.model.form import Role, SheetLayout
from xlsreport.model.workbook import Sheet, Value

_NAMED = 10  # sheets that a message names
_SHOWN = 5  # cells that a message names
_READ = (Role.FIGURE, Role.PROSE)  # what would be lost with a copy


@dataclass(frozen=True, slots=True)
class _Difference:
    """A cell of the form that a copy of its sheet fills otherwise."""

    address: Address
    ours: Value
    theirs: Value


def check_own_sheets(case: Case, structure: Structure) -> Iterator[Finding]:
    """Yield what is to be said of the sheets that the form has not: `case` has the workbook as it came."""
    rest: list[str] = []
    for name in structure.others:
        sheet = case.book.sheets[name]
        findings = tuple(_copied(case, structure, sheet)) or tuple(_persons(case, sheet))
        yield from findings
        rest += [] if findings or is_list_of_ours(sheet, case.language) else [name]
    if rest:
        names = case.language.text("comma").join(f"“{name}”" for name in rest[:_NAMED])
        yield case.sheet_finding("S116", None, sheets=names, count=len(rest))


def _copied(case: Case, structure: Structure, sheet: Sheet) -> Iterator[Finding]:
    layout = copied_layout([case.form.layouts[name] for name in _with_inputs(case)], sheet)
    if layout is None:
        return
    differences = list(_differences(case, structure, layout, sheet))
    if differences:
        text, own = case.language.text, layout.name
        cells = text("comma").join(_in_words(case, each) for each in differences[:_SHOWN])
        yield case.sheet_finding("S117", own, copy=sheet.name, count=len(differences), cells=cells)


def _with_inputs(case: Case) -> Sequence[str]:
    return tuple(dict.fromkeys(field.address.sheet for field in case.form.fields.values() if field.role in _READ))


def _differences(case: Case, structure: Structure, layout: SheetLayout, copy: Sheet) -> Iterator[_Difference]:
    """Yield the cells that the copy fills, and its original leaves blank or fills otherwise."""
    fields = [each for each in case.form.fields.values() if each.address.sheet == layout.name]
    found = find(layout, [(each.address.row, each.address.column) for each in fields], copy)
    if not isinstance(found, SheetMatch):
        return
    for field in fields:
        there = found.there((field.address.row, field.address.column))
        theirs = copy.cell(*there).value if there and field.role in _READ else None
        ours = structure.book.at(field.address).value if layout.name in structure.sound else None
        if not is_blank(theirs) and not _says_the_same(case, ours, theirs):
            yield _Difference(field.address, ours, theirs)


def _says_the_same(case: Case, ours: Value, theirs: Value) -> bool:
    """Whether a copy says nothing else than its original; a zero beside a blank is nothing else."""
    first, second = (_read(case, each) for each in (ours, theirs))
    return same(first, second) or (is_blank(first) and second == 0)


def _read(case: Case, value: Value) -> Value:
    number = number_in(value, case.language.lists["units"]) if isinstance(value, str) else None
    return number if number is not None else value.strip() if isinstance(value, str) else value


def _in_words(case: Case, each: _Difference) -> str:
    ours, theirs = (_short(case, value) for value in (each.ours, each.theirs))
    return case.language.text("copy_differs", cell=each.address.cell, ours=ours, theirs=theirs)


def _short(case: Case, value: Value) -> str:
    if is_blank(value):
        return case.language.text("blank")
    return shown(value) if isinstance(value, Decimal) else shown(value)[:10]


def _persons(case: Case, sheet: Sheet) -> Iterator[Finding]:
    """Yield that a sheet names persons: how many of what, and nothing of it."""
    texts = {place: shown(cell.value) for place, cell in sheet.cells.items()}
    lists = case.language.lists
    found = persons_in(texts, PersonWords(lists["person_heads"], lists["no_person_heads"]))
    counts = {"names": found.names, "identities": found.identities, "telephones": found.telephones}
    said = [case.language.text(f"own_sheet_{key}", count=count) for key, count in counts.items() if count]
    if said:
        yield case.sheet_finding("S118", None, name=sheet.name, persons=case.language.text("comma").join(said))
