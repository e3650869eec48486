"""The worksheets of a spreadsheet package, and the tables that their cells refer to.

Whatever else a sender's workbook carries (charts, drawings, thumbnails, names, links to nowhere) is left out, sound or
not: it cannot cost a figure, and calamine never sees it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from xlsreport.reading.guard import Package
from xlsreport.reading.ooxml import (
    CELLLESS,
    MAIN,
    RELATIONS,
    ROOT_LINKS,
    SHEET,
    Link,
    is_table,
    links_in,
    links_of,
    present,
)
from xlsreport.reading.refusal import RefusedError
from xlsreport.reading.short_memory import remembering
from xlsreport.reading.xml_normalise import parsed

_STRICT = re.compile(
    rb"""((?:xmlns(?::[\w.-]+)?|Type)\s*=\s*["'])http://purl\.oclc\.org/ooxml/"""
    rb"""(spreadsheetml/main|officeDocument/relationships)(?=["'/])"""
)
_TRANSITIONAL = {  # what a Strict namespace is called in the transitional form that every reader knows
    b"spreadsheetml/main": MAIN.encode(),
    b"officeDocument/relationships": RELATIONS.encode(),
}
_BOOK = "xl/workbook.xml"


@dataclass(frozen=True, slots=True)
class Spreadsheet:
    """What is read: the worksheets' XML by name, in order (None for a sheet without cells).

    `tables` are the parts with the shared texts and the styles, by the types of the links to them; `cellless` are the
    names of sheets that are charts, dialogs or macros; `since_1904`: whether days are counted from that year.
    """

    sheets: Mapping[str, bytes | None]
    tables: Mapping[str, bytes]
    cellless: tuple[str, ...]
    since_1904: bool


def spreadsheet(package: Package) -> Spreadsheet:
    """Return the worksheets of `package`, and what their cells refer to.

    Raises `RefusedError` (F101) where a part that cells need is missing or damaged, or two sheets have one name.
    """
    by_folded = package.named()
    book = present(_main_part(package), by_folded)
    names, since_1904 = _listed(_transitional(package.part(book)), book)
    links = {each.id: each for each in links_in(package, links_of(book))}
    listed = [(name, links.get(link)) for name, link in names]
    sheets = {name: _worksheet(package, link, by_folded) for name, link in listed if not _is_cellless(link)}
    tables = {
        each.type: _transitional(package.part(by_folded[each.target.casefold()]))
        for each in links.values()
        if is_table(each, by_folded)
    }
    cellless = tuple(name for name, link in listed if _is_cellless(link))
    return Spreadsheet(sheets, tables, cellless, since_1904)


def _main_part(package: Package) -> str:
    try:
        links = links_in(package, ROOT_LINKS)
    except RefusedError:
        return _BOOK  # a program that lists its parts badly still calls this one as all do
    return next((each.target for each in links if each.type == "/officeDocument"), _BOOK)


@remembering(64, 64 * 1024)
def _listed(content: bytes, book: str) -> tuple[tuple[tuple[str, str], ...], bool]:
    """Return the name of each sheet in the workbook's order with its link's id, and whether days count from 1904."""
    root = parsed(book, content)
    names = tuple((each.get("name", ""), each.get(f"{{{RELATIONS}}}id", "")) for each in root.iter(f"{{{MAIN}}}sheet"))
    if len({name.casefold() for name, _ in names}) < len(names):
        raise RefusedError("F101", f"{book}: × 2")
    return names, _counts_from_1904(root)


def _is_cellless(link: Link | None) -> bool:
    return link is not None and link.type in CELLLESS


def _worksheet(package: Package, link: Link | None, by_folded: Mapping[str, str]) -> bytes | None:
    if link is None or link.type != SHEET:
        return None
    return _transitional(package.part(present(link.target, by_folded)))


def _counts_from_1904(root: etree._Element) -> bool:
    settings = root.find(f"{{{MAIN}}}workbookPr")
    return settings is not None and settings.get("date1904", "") in ("1", "true", "on")


def _transitional(content: bytes) -> bytes:
    if b"purl.oclc.org/ooxml" not in content:
        return content
    return _STRICT.sub(lambda match: match[1] + _TRANSITIONAL[match[2]], content)
