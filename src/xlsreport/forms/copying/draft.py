"""What is not final says so on every sheet: in the banner, beside the title, and on every printed page."""

import re

from lxml import etree

from xlsreport.forms.copying.cells import Cells, clean, corners, formula_in, merged_areas, type_text
from xlsreport.forms.copying.looks import Look, Looks
from xlsreport.forms.copying.parts import Book, Element, main, needed
from xlsreport.forms.copying.sheet_order import CHART_SHEET, SHEET
from xlsreport.model.address import column_number
from xlsreport.model.form_parts import CAPTION_ROW
from xlsreport.model.marks import DraftMark

_AMBER, _INK, _RED = "FFC000", "7F3F00", "C00000"
_BESIDE = (("horizontal", "left"), ("vertical", "center"), ("indent", "1"))
_HEADER = ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter")
_CENTRE = re.compile(r"&C(?P<said>(?:&[^LR]|[^&])*)", re.DOTALL)
_RIGHT = re.compile(r"&R", re.DOTALL)
_COLUMN = re.compile(r"[!:]\$([A-Z]{1,3})(?=[$:,]|$)")
_MOST = 255  # characters that Excel allows a header


def mark_draft(book: Book, styles: Looks, said: DraftMark) -> None:
    """Write `said` onto every sheet of `book`, and leave its formulas and its results as they are."""
    for title in book.pages:
        root = book.sheet(title)
        if root.tag in (main("worksheet"), main("chartsheet")):
            _on_pages(root, said.sentence)
        if root.tag == main("worksheet"):
            _on_sheet(root, styles, said, _printed(book, title))


def _on_sheet(root: Element, styles: Looks, said: DraftMark, printed: int) -> None:
    cells = Cells(root)
    last = max(cells.last_column, printed, *(area[3] for area in merged_areas(root)), 1)
    _beside_title(cells, last + 1, styles, said.sentence)
    wide = _wide_captions(root)
    banners = [(column, cell) for column, cell in cells.in_row(CAPTION_ROW) if formula_in(cell) is not None]
    if banners:
        _drop_colours(root)
    for column, cell in banners:
        words = said.sentence if column in wide else said.word
        shown = f';;;"{words.replace(chr(34), "")}"'
        styles.put_on(cell, Look(number_format=shown, fill=_AMBER, ink=_INK, bold=True))


def _printed(book: Book, title: str) -> int:
    """Return the last column of what the author has printed of a sheet; 0 where the author does not say."""
    number = str(list(book.pages).index(title))
    for each in book.root.iter(main("definedName")):
        if each.get("name") == "_xlnm.Print_Area" and each.get("localSheetId") == number:
            return max((column_number(letters) for letters in _COLUMN.findall(each.text or "")), default=0)
    return 0


def _beside_title(cells: Cells, column: int, styles: Looks, sentence: str) -> None:
    """Write the sentence to the right of the form, where nothing is printed: the next one reads it there."""
    cell = cells.at(1, column)
    type_text(cell, clean(sentence))
    styles.put_on(cell, Look(ink=_RED, bold=True, align=_BESIDE))


def _on_pages(root: Element, sentence: str) -> None:
    """Head every page with the sentence, above what its author has in the middle there."""
    holder = needed(root, "headerFooter", SHEET if root.tag == main("worksheet") else CHART_SHEET)
    kinds = {"oddHeader": None, "evenHeader": "differentOddEven", "firstHeader": "differentFirst"}
    for name, where in kinds.items():
        if where is not None and holder.get(where) not in ("1", "true"):
            continue
        header = needed(holder, name, _HEADER)
        header.text = _headed(header.text or "", f"&B{clean(sentence).replace('&', '&&')}")


def _headed(old: str, words: str) -> str:
    """Return a header with `words` first in its middle, alone there where both would be longer than one may be."""
    section = _CENTRE.search(old)
    kept = f"&B\n{section['said']}" if section and section["said"] else ""
    bare = old[: section.start()] + old[section.end() :] if section else old
    place = section.start() if section else min([each.start() for each in _RIGHT.finditer(bare)], default=len(bare))
    for middle in (f"&C{words}{kept}", f"&C{words}"):
        if len(header := bare[:place] + middle + bare[place:]) <= _MOST:
            return header
    return f"&C{words}"


def _wide_captions(root: Element) -> set[int]:
    """Return the columns of the merged cells that are several columns wide and reach the row of the verdict."""
    areas = [area for area in merged_areas(root) if area[0] <= CAPTION_ROW <= area[2] and area[1] < area[3]]
    return {column for area in areas for column in range(area[1], area[3] + 1)}


def _drop_colours(root: Element) -> None:
    """Take the conditional colours of the row of the verdict away: green would say that all is settled.

    Those of Excel's newer form, which stand elsewhere in the sheet, go with them.
    """
    for each in [each for each in root.iter() if _named(each) == "conditionalFormatting"]:
        areas = (each.get("sqref") or "".join(child.text or "" for child in each if _named(child) == "sqref")).split()
        if areas and all(map(_is_caption, areas)):
            _remove(each)


def _remove(element: Element) -> None:
    """Take `element` away, and what held nothing else."""
    if (parent := element.getparent()) is None:
        return
    parent.remove(element)
    if not len(parent) and _named(parent) in ("conditionalFormattings", "ext", "extLst"):
        _remove(parent)


def _named(element: Element) -> str:
    """Return the name of an element without its language; empty for a comment."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _is_caption(area: str) -> bool:
    first, _, last, _ = corners(area)
    return first == last == CAPTION_ROW
