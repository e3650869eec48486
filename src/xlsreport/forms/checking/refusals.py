"""What loading refuses, told as findings: its code, its place, and what is done so that reading goes on."""

from collections.abc import Mapping
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from xlsreport.errors import FormError
from xlsreport.forms.checking import tables
from xlsreport.forms.checking.collected import WORKBOOK, Collected, in_workbook, on_sheet
from xlsreport.forms.checking.mending import mended_cell
from xlsreport.forms.checking.refusal_codes import CODES
from xlsreport.forms.checking.settings_reading import ReadSettings
from xlsreport.forms.checking.toml_text import ranges_in
from xlsreport.forms.schema import FILE
from xlsreport.forms.settings import Settings, settings_of
from xlsreport.language.catalogue import Said
from xlsreport.model.address import Address
from xlsreport.model.form_finding import FormPlace, Saying

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook

_SECTIONS = {  # in which the entry stands, where it can stand in one alone
    "L116": "values",
    "L117": "values",
    "L118": "summary",
    "L119": "consolidate",
    "L124": "lists",
    "L125": "consolidate",
}


def settings_after(
    error: FormError, book: "Workbook", written: ReadSettings, settings: Settings, found: Collected
) -> Settings | None:
    """Tell a refusal and mend what it is about; return the settings to go on with, None where there is no going on."""
    told = error.args[0]
    if not isinstance(told, Said):
        found.add("L100", FormPlace(WORKBOOK), {"said": str(told)})
        return None
    code = CODES.get(told.key, "L100")
    words = {**told.words, "said": Saying(told.key, told.words)}
    if (at := _cell_at(told)) is not None:
        return _cell(code, (at, told), words, (book, settings), found)
    address = told.words.get("address", told.words.get("first"))
    if told.key == "form_prose_locked" and isinstance(address, Address):
        found.once(code, written.where.naming(address, "roles"), words)
        found.spoiled.add(address)
        mended_cell(book, told.key, address, address, settings)
        return settings
    if isinstance(address, Address):
        return _entry(code, address, words, written, settings, found)
    if told.key == "form_no_rules_sheet":
        return _other_sheet(code, words, book, written, settings, found)
    if told.key == "form_rule_no_trial":
        return _dropped(code, ("rules", "trial"), words, written, settings, found)
    found.add(code, _place(told), words)
    return None


def _other_sheet(
    code: str,
    words: Mapping[str, object],
    book: "Workbook",
    written: ReadSettings,
    settings: Settings,
    found: Collected,
) -> Settings | None:
    """Tell that there is no rules sheet of that name, and go on with the one that is called most like it."""
    found.add(code, written.where.place(("roles", "rules")), words)
    near = get_close_matches(settings.rules_sheet, book.sheetnames, n=1)
    if not near:
        return None
    tables.put(written.tables, ("roles", "rules"), near[0])
    return settings_of(written.tables, settings.id)


def _place(told: Said) -> FormPlace:
    sheet = told.words.get("sheet", "")
    return on_sheet(str(told.at)) if told.at is not None and "!" not in str(told.at) else on_sheet(str(sheet))


def _cell_at(told: Said) -> Address | None:
    """Return the cell of the workbook that a refusal is about, None where it is about something else."""
    if isinstance(told.at, Address):
        return told.at
    try:
        return Address.parse(str(told.at)) if "[" not in str(told.at) and str(told.at) != FILE else None
    except ValueError:
        return None


def _cell(
    code: str,
    about: tuple[Address, Said],
    words: Mapping[str, object],
    mended: "tuple[Workbook, Settings]",
    found: Collected,
) -> Settings | None:
    (address, told), (book, settings) = about, mended
    reader = told.words.get("address")
    spoiled = reader if isinstance(reader, Address) else address
    if not found.spoiled & {address, spoiled}:
        found.once(code, in_workbook(address), words)
    found.spoiled |= {address, spoiled}
    mended_cell(book, told.key, address, spoiled, settings)
    return settings


def _entry(
    code: str,
    address: Address,
    words: Mapping[str, object],
    written: ReadSettings,
    settings: Settings,
    found: Collected,
) -> Settings | None:
    """Tell an entry of form.toml that names a cell which cannot be what it should, and leave the entry out."""
    section = _SECTIONS.get(code, "")
    names = _names(written.tables, address, section)
    if not names:
        found.once(code, written.where.naming(address, section), words)
        return None
    place = written.where.naming(address, section) if section else None
    return _dropped(code, names, words, written, settings, found, place)


def _dropped(
    code: str,
    names: tuple[str, ...],
    words: Mapping[str, object],
    written: ReadSettings,
    settings: Settings,
    found: Collected,
    place: FormPlace | None = None,
) -> Settings | None:
    found.once(code, place or written.where.place(names), words)
    if not tables.dropped(written.tables, names):
        return None
    found.spoiled |= {cell for name in names for cells in ranges_in(f'"{name}"') for cell in cells}
    try:
        return settings_of(written.tables, settings.id)
    except Exception:
        return None


def _names(data: dict[str, Any], address: Address, section: str) -> tuple[str, ...]:
    """Return the names of the entry that names `address`, in its key or its value, or in a range."""
    for names, value in tables.leaves(data):
        if section and names[0] != section:
            continue
        parts = [*names, *(value if isinstance(value, list) else [value])]
        if any(address in cells for part in parts for cells in ranges_in(f'"{part}"')):
            return _owner(names)
    return ()


def _owner(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names of the whole entry that a leaf is of: of a main figure, not of its cell alone."""
    depth = {"summary": 3, "values": 2}.get(names[0], len(names))
    return names[:depth]
