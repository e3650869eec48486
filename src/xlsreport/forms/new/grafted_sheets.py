"""What a sheet of a new form says of all its cells, taken into the author's XML: protection, paper, validations."""

from copy import deepcopy
from typing import TYPE_CHECKING

from xlsreport.forms.copying.parts import Element, in_order, main, needed
from xlsreport.forms.copying.sheet_order import SHEET

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_NEWER = "{http://schemas.microsoft.com/office/spreadsheetml/2009/9/main}"
_TEXT = "{http://schemas.microsoft.com/office/excel/2006/main}"
_SHEET_PROPERTIES = ("tabColor", "outlinePr", "pageSetUpPr")


def set_protection(own: Element, theirs: Element) -> None:
    """Protect a sheet as `theirs` is, unless its author has protected it."""
    if own.find(main("sheetProtection")) is None and (said := theirs.find(main("sheetProtection"))) is not None:
        in_order(own, deepcopy(said), SHEET)


def set_paper(own: Element, old: "Worksheet", new: "Worksheet") -> None:
    """Have a sheet be as wide as the page where the new one is and the old one was not."""
    was, now = old.sheet_properties.pageSetUpPr, new.sheet_properties.pageSetUpPr
    if now is None or not now.fitToPage or (was is not None and was.fitToPage):
        return
    properties = needed(own, "sheetPr", SHEET)
    needed(properties, "pageSetUpPr", _SHEET_PROPERTIES).set("fitToPage", "1")
    setup = needed(own, "pageSetup", SHEET)
    setup.attrib.update({"paperSize": "9", "fitToWidth": "1", "fitToHeight": "0"})
    if new.page_setup.orientation:
        setup.set("orientation", new.page_setup.orientation)


def set_validations(own: Element, theirs: Element) -> None:
    """Have a sheet check what `theirs` checks; what its author wrote in the newer form stays in it."""
    wanted = list(theirs.iter(main("dataValidation")))
    asked, kept = {_what(each.get("sqref"), each) for each in wanted}, set()
    for newer in list(own.iter(f"{_NEWER}dataValidation")):
        if (what := _what(newer.findtext(f"{_TEXT}sqref"), newer)) in asked:
            kept.add(what)
        else:
            _take_away(newer)
    for old in own.findall(main("dataValidations")):
        own.remove(old)
    plain = [deepcopy(each) for each in wanted if _what(each.get("sqref"), each) not in kept]
    if plain:
        holder = needed(own, "dataValidations", SHEET)
        holder.set("count", str(len(plain)))
        holder.extend(plain)


def _what(areas: str | None, validation: Element) -> tuple[frozenset[str], str | None]:
    return frozenset((areas or "").split()), validation.get("type")


def _take_away(newer: Element) -> None:
    holder = newer.getparent()
    if holder is None:
        return
    holder.remove(newer)
    holder.set("count", str(len(holder)))
    extension = holder.getparent()
    if len(holder) == 0 and extension is not None and (listed := extension.getparent()) is not None:
        listed.remove(extension)
        if len(listed) == 0 and (sheet := listed.getparent()) is not None:
            sheet.remove(listed)
