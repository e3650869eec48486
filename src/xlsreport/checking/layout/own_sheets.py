"""S116–S118: sheets that the sender added: copies of the form's own, and those that name persons."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from xlsreport.checking.cells.typed_numbers import number_in
from xlsreport.checking.context import Case
from xlsreport.checking.layout.search import SheetMatch, find, shown
from xlsreport.checking.layout.sheet_names import copied_in_part, copied_layout, standing
from xlsreport.checking.layout.structure import Structure
from xlsreport.checking.text.contents_of_ours import is_contents, unknown_version
from xlsreport.checking.text.list_of_ours import is_list_of_ours
from xlsreport.checking.text.persons import PersonWords, persons_in
from xlsreport.model.address import Address
from xlsreport.model.comparison import is_blank, same
from xlsreport.model.finding import Finding
from xlsreport.model.form import Role
from xlsreport.model.labels import SheetLayout
from xlsreport.model.review import UNTOLD
from xlsreport.model.workbook import Sheet, Value

_NAMED = 10  # sheets that a message names
_SHOWN = 5  # cells that a message names
_PERSON_WORDS = ("person_heads", "no_person_heads", "identity_heads", "telephone_heads")
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
        if is_contents(sheet):
            if version := unknown_version(sheet):
                yield case.sheet_finding(UNTOLD, None, sheets=name, version=version)
            continue
        layouts = [case.form.layouts[each] for each in _with_inputs(case)]
        layout = copied_layout(layouts, sheet) or copied_in_part(layouts, sheet)
        known = frozenset(_texts_of(case, structure)) if layout else frozenset()
        findings = (*_copied(case, structure, layout, sheet), *_persons(case, sheet, known))
        yield from findings
        rest += [] if findings or is_list_of_ours(sheet, case.language) else [name]
    if rest:
        names = case.language.text("comma").join(f"“{name}”" for name in rest[:_NAMED])
        yield case.sheet_finding("S116", None, sheets=names, count=len(rest))


def _texts_of(case: Case, structure: Structure) -> Iterator[str]:
    """Yield what the form's own sheets hold: a copy of one tells no more of persons than the one itself."""
    for name in case.form.layouts:
        sheet = structure.book.sheets.get(name) or case.book.sheets.get(name)
        yield from (shown(cell.value) for cell in sheet.cells.values()) if sheet else ()


def _copied(case: Case, structure: Structure, layout: SheetLayout | None, sheet: Sheet) -> Iterator[Finding]:
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
    for address, there in _places(case, layout, copy).items():
        theirs = copy.cell(*there).value
        ours = structure.book.at(address).value if layout.name in structure.sound else None
        if not is_blank(theirs) and not _says_the_same(case, ours, theirs):
            yield _Difference(address, ours, theirs)


def _places(case: Case, layout: SheetLayout, copy: Sheet) -> Mapping[Address, tuple[int, int]]:
    """Return where in a copy the form's inputs are: by all its labels, else where a label beside or above stands."""
    own = [each for each in case.form.fields.values() if each.address.sheet == layout.name]
    places = {each.address: (each.address.row, each.address.column) for each in own}
    found = find(layout, list(places.values()), copy)
    read = [each.address for each in own if each.role in _READ]
    if isinstance(found, SheetMatch):
        return {address: there for address in read if (there := found.there(places[address])) is not None}
    labels = standing(layout, copy)
    rows, columns = {row for row, _ in labels}, {column for _, column in labels}
    return {each: places[each] for each in read if each.row in rows or each.column in columns}


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


def _persons(case: Case, sheet: Sheet, known: Collection[str]) -> Iterator[Finding]:
    """Yield that a sheet names persons: how many of what, and nothing of it."""
    texts = {place: shown(cell.value) for place, cell in sheet.cells.items()}
    words = PersonWords(*(case.language.lists[key] for key in _PERSON_WORDS))
    found = persons_in(texts, words, known)
    counts = {"names": found.names, "identities": found.identities, "telephones": found.telephones}
    said = [case.language.text(f"own_sheet_{key}", count=count) for key, count in counts.items() if count]
    if said:
        yield case.sheet_finding("S118", None, name=sheet.name, persons=case.language.text("comma").join(said))
