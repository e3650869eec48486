"""Lists of a workbook made longer in its own XML: rows that look and check as the last one before, and reach as far."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from xlsreport.forms.copying.cells import Cells, corners
from xlsreport.forms.copying.parts import Book, Element, main
from xlsreport.forms.copying.shared_formulas import write_formula
from xlsreport.model.address import Address

_CHECKED = "{http://schemas.microsoft.com/office/excel/2006/main}sqref"  # of the newer kind
_AREAS = ("dataValidation", "conditionalFormatting")
_HEIGHT = ("ht", "customHeight")


@dataclass(frozen=True, slots=True)
class Longer:
    """The last row of a list, and how many rows more it has below."""

    last: tuple[Address, ...]
    more: int

    def reaching(self, area: str) -> str:
        """Return `A5:D124` going on to the new last row where it ends with the list; as it is elsewhere."""
        try:
            top, left, bottom, right = corners(area)
        except ValueError:  # whole columns
            return area
        first, last = self.last[0], self.last[-1]
        if bottom != first.row or left > last.column or right < first.column:
            return area
        return f"{Address('', top, left).cell}:{Address('', bottom + self.more, right).cell}"


def lengthened(
    workbook: bytes,
    lists: Sequence[Longer],
    formulas: Mapping[Address, str],
    reference: Callable[[str, str], str],
) -> bytes:
    """Return `workbook` with longer `lists` and `formulas` as they are then.

    `reference` says how a name's reference reads then, of which nothing says its sheet but itself.
    """
    book = Book(workbook)
    cells: dict[str, Cells] = {}
    for each in lists:
        sheet = each.last[0].sheet
        cells.setdefault(sheet, Cells(book.sheet(sheet)))
        _add_rows(cells[sheet], each)
        reach(book, sheet, each)
    for address, formula in formulas.items():
        if address.sheet not in cells:
            cells[address.sheet] = Cells(book.sheet(address.sheet))
        write_formula(cells[address.sheet], address, formula)
    for name in book.root.iter(main("definedName")):
        name.text = ",".join(reference(each, "") for each in (name.text or "").split(","))
    book.forget_order()
    return book.parts.packed()


def _add_rows(cells: Cells, longer: Longer) -> None:
    pattern = cells.row(longer.last[0].row)
    for number in range(1, longer.more + 1):
        row = cells.row(longer.last[0].row + number)
        for name in _HEIGHT:
            if name in pattern.attrib and name not in row.attrib:
                row.set(name, pattern.get(name, ""))
        for address in longer.last:
            like, cell = cells.get(address.row, address.column), cells.at(address.row + number, address.column)
            if like is not None and (style := like.get("s")):
                cell.set("s", style)


def reach(book: Book, sheet: str, longer: Longer) -> None:
    """Have validations, conditional formats and tables that end with the list end with its new last row."""
    root = book.sheet(sheet)
    for name in _AREAS:
        for each in root.iter(main(name)):
            each.set("sqref", _reaching(each.get("sqref", ""), longer))
    for newer in root.iter(_CHECKED):
        newer.text = _reaching(newer.text or "", longer)
    for _, kind, target in book.parts.relations(book.pages[sheet]):
        if kind == "table":
            table: Element = book.parts.tree(target)
            for each in (table, *table.iter(main("autoFilter"))):
                each.set("ref", _reaching(each.get("ref", ""), longer))


def _reaching(areas: str, longer: Longer) -> str:
    return " ".join(longer.reaching(each) for each in areas.split())
