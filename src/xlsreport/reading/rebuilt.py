"""A package of worksheets made anew for calamine: of parts that were judged, and of nothing else."""

from collections.abc import Iterable, Mapping, Sequence

from xlsreport.reading.ooxml import MAIN, RELATIONS, ROOT_LINKS, SHARED_STRINGS, SHEET, STYLES, links_of
from xlsreport.reading.repack import repacked

_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
_BOOK = "xl/workbook.xml"
_TABLE_PARTS = {SHARED_STRINGS: "sharedStrings.xml", STYLES: "styles.xml"}


def package_of(sheets: Sequence[bytes], tables: Mapping[str, bytes], *, since_1904: bool = False) -> bytes:
    """Return a package of the worksheets' XML `sheets`, in this order, with the `tables` that their cells need.

    The tables are the parts with the shared texts and with the styles, by the types of the links to them.
    """
    places = [f"worksheets/sheet{number}.xml" for number in range(1, len(sheets) + 1)]
    needed = [(kind, place) for kind, place in _TABLE_PARTS.items() if kind in tables]
    return repacked(
        {
            ROOT_LINKS: _links([("/officeDocument", _BOOK)]),
            _BOOK: _book(len(sheets), since_1904=since_1904),
            links_of(_BOOK): _links([*((SHEET, place) for place in places), *needed]),
            **{f"xl/{place}": content for place, content in zip(places, sheets, strict=True)},
            **{f"xl/{place}": tables[kind] for kind, place in needed},
        }
    )


def sheet_of(cells: Iterable[bytes]) -> bytes:
    """Return a sheet's XML with `cells` alone."""
    return b'<worksheet xmlns="%s"><sheetData><row>%s</row></sheetData></worksheet>' % (MAIN.encode(), b"".join(cells))


def _book(sheets: int, *, since_1904: bool) -> bytes:
    listed = "".join(f'<sheet name="{n}" sheetId="{n}" r:id="rId{n}"/>' for n in range(1, sheets + 1))
    settings = '<workbookPr date1904="1"/>' if since_1904 else "<workbookPr/>"
    book = f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">{settings}<sheets>{listed}</sheets></workbook>'
    return book.encode()


def _links(links: Sequence[tuple[str, str]]) -> bytes:
    body = "".join(
        f'<Relationship Id="rId{number}" Type="{RELATIONS}{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(links, 1)
    )
    return f'<Relationships xmlns="{_LINKS}">{body}</Relationships>'.encode()
