"""The worksheets of a spreadsheet package, and a package made anew that holds them alone.

Whatever else a sender's workbook carries (charts, drawings, thumbnails, names, links to nowhere) is left out, sound or
not: it cannot cost a figure, and calamine never sees it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
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
from xlsreport.reading.repack import repacked
from xlsreport.reading.xml_normalise import parsed

_STRICT = re.compile(
    rb"""((?:xmlns(?::[\w.-]+)?|Type)\s*=\s*["'])http://purl\.oclc\.org/ooxml/"""
    rb"""(spreadsheetml/main|officeDocument/relationships)(?=["'/])"""
)
_TRANSITIONAL = {  # what a Strict namespace is called in the transitional form that every reader knows
    b"spreadsheetml/main": MAIN.encode(),
    b"officeDocument/relationships": RELATIONS.encode(),
}
_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
_BOOK = "xl/workbook.xml"
_TABLE_PARTS = {"/sharedStrings": "sharedStrings.xml", "/styles": "styles.xml"}


@dataclass(frozen=True, slots=True)
class Spreadsheet:
    """What is read: the worksheets' XML by name, in order (None for a sheet without cells), and `data` for calamine.

    `cellless` are the names of sheets that are charts, dialogs or macros.
    """

    sheets: Mapping[str, bytes | None]
    data: bytes
    cellless: tuple[str, ...] = ()


def spreadsheet(package: Package) -> Spreadsheet:
    """Return the worksheets of `package`, and a package of the parts that are read alone.

    Raises `RefusedError` (F101) where a part that cells need is missing or damaged, or two sheets have one name.
    """
    by_folded = package.named()
    book = present(_main_part(package), by_folded)
    root = parsed(book, _transitional(package.part(book)))
    links = {each.id: each for each in links_in(package, links_of(book))}
    listed = list(_listed(book, root, links))
    sheets = {name: _worksheet(package, link, by_folded) for name, link in listed if not _is_cellless(link)}
    tables = {
        _TABLE_PARTS[each.type]: _transitional(package.part(by_folded[each.target.casefold()]))
        for each in links.values()
        if is_table(each, by_folded)
    }
    cellless = tuple(name for name, link in listed if _is_cellless(link))
    return Spreadsheet(sheets, _alone(sheets, tables, _counts_from_1904(root)), cellless)


def _main_part(package: Package) -> str:
    try:
        links = list(links_in(package, ROOT_LINKS))
    except RefusedError:
        return _BOOK  # a program that lists its parts badly still calls this one as all do
    return next((each.target for each in links if each.type == "/officeDocument"), _BOOK)


def _listed(book: str, root: etree._Element, links: Mapping[str, Link]) -> Iterator[tuple[str, Link | None]]:
    """Yield the name of each sheet in the workbook's order, and its link."""
    seen: set[str] = set()
    for each in root.iter(f"{{{MAIN}}}sheet"):
        name = each.get("name", "")
        if name.casefold() in seen:
            raise RefusedError("F101", f"{book}: × 2")
        seen.add(name.casefold())
        yield name, links.get(each.get(f"{{{RELATIONS}}}id", ""))


def _is_cellless(link: Link | None) -> bool:
    return link is not None and link.type in CELLLESS


def _worksheet(package: Package, link: Link | None, by_folded: Mapping[str, str]) -> bytes | None:
    if link is None or link.type != SHEET:
        return None
    return _transitional(package.part(present(link.target, by_folded)))


def _counts_from_1904(root: etree._Element) -> bool:
    settings = root.find(f"{{{MAIN}}}workbookPr")
    return settings is not None and settings.get("date1904", "") in ("1", "true", "on")


def _alone(sheets: Mapping[str, bytes | None], tables: Mapping[str, bytes], since_1904: bool) -> bytes:
    """Return a package of the `sheets` that have cells, under its own names, with the texts and formats they need."""
    told = {name: content for name, content in sheets.items() if content is not None}
    places = {f"worksheets/sheet{number}.xml": content for number, content in enumerate(told.values(), 1)}
    book = etree.Element(f"{{{MAIN}}}workbook", nsmap={"r": RELATIONS, None: MAIN})  # type: ignore[dict-item]
    etree.SubElement(book, f"{{{MAIN}}}workbookPr", {"date1904": "1"} if since_1904 else {})
    listed = etree.SubElement(book, f"{{{MAIN}}}sheets")
    for number, name in enumerate(told, 1):
        one = {"name": name, "sheetId": str(number), f"{{{RELATIONS}}}id": f"rId{number}"}
        etree.SubElement(listed, f"{{{MAIN}}}sheet", one)
    kinds = [
        *((SHEET, place) for place in places),
        *((kind, place) for kind, place in _TABLE_PARTS.items() if place in tables),
    ]
    return repacked(
        {
            ROOT_LINKS: _links([("/officeDocument", _BOOK)]),
            _BOOK: etree.tostring(book),
            links_of(_BOOK): _links(kinds),
            **{f"xl/{place}": content for place, content in (places | dict(tables)).items()},
        }
    )


def _links(links: Sequence[tuple[str, str]]) -> bytes:
    body = "".join(
        f'<Relationship Id="rId{number}" Type="{RELATIONS}{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(links, 1)
    )
    return f'<Relationships xmlns="{_LINKS}">{body}</Relationships>'.encode()


def _transitional(content: bytes) -> bytes:
    if b"purl.oclc.org/ooxml" not in content:
        return content
    return _STRICT.sub(lambda match: match[1] + _TRANSITIONAL[match[2]], content)
