""".xlsb: the parts that cells need are scanned, and packed anew, before calamine reads them."""

from xlsreport.model.workbook import Workbook
from xlsreport.reading.biff12 import scanned_part, sheet_links
from xlsreport.reading.calamine import opened
from xlsreport.reading.guard import Package
from xlsreport.reading.ooxml import CELLLESS, ROOT_LINKS, SHEET, is_table, links_in, links_of, present, remarks
from xlsreport.reading.repack import repacked
from xlsreport.reading.values import sheets_alone

_BOOK = "xl/workbook.bin"


def read_xlsb(package: Package) -> Workbook:
    """Return the workbook in `package`; raises `RefusedError`: F101 for damage, F129 for too many cells."""
    by_folded = package.named()
    book = package.part(present(_BOOK, by_folded))
    links = {each.id: each for each in links_in(package, links_of(_BOOK))}
    listed = [links.get(each) for each in sheet_links(_BOOK, book)]
    sheets = [present(each.target, by_folded) if each and each.type == SHEET else "" for each in listed]
    tables = [by_folded[each.target.casefold()] for each in links.values() if is_table(each, by_folded)]
    kept = {name: package.part(name) for name in dict.fromkeys((*filter(None, sheets), *tables))}
    scanned = {name: scanned_part(name, content) for name, content in kept.items()}
    frame = {name: package.part(by_folded[name.casefold()]) for name in (_BOOK, links_of(_BOOK))}
    frame |= {name: package.parts[name] for name in (ROOT_LINKS,) if name in package.parts}
    charts = {number for number, each in enumerate(listed) if each and each.type in CELLLESS}
    errors = {number: scanned.get(name, {}) for number, name in enumerate(sheets)}
    with opened(repacked(frame | kept)) as values:
        cellless = [name for number, name in enumerate(values.sheet_names) if number in charts]
        read = sheets_alone(values, errors, charts)
    return Workbook(read, formulas_visible=False, remarks=remarks(package, cellless))
