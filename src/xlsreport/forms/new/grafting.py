"""What a new form has beyond its author's workbook, written into the author's own XML: all else stays as it was."""

import io
from collections.abc import Iterator
from copy import deepcopy
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from openpyxl import load_workbook
from openpyxl.cell.cell import MergedCell

from xlsreport.forms.copying.cells import Cells, store_result, type_text, type_value
from xlsreport.forms.copying.foreign_looks import ForeignLooks
from xlsreport.forms.copying.looks import Look, Looks
from xlsreport.forms.copying.new_sheet import add_sheet, unselect_all
from xlsreport.forms.copying.parts import Book, Element, main
from xlsreport.forms.copying.shared_formulas import write_formula
from xlsreport.forms.copying.widths import Widths
from xlsreport.forms.new.grafted_sheets import set_paper, set_protection, set_validations
from xlsreport.forms.sheets import formula_text
from xlsreport.forms.workbook_file import opened_workbook
from xlsreport.model.address import Address
from xlsreport.model.workbook import ErrorValue, Value
from xlsreport.package import settled

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet


def grafted(workbook: bytes, made: bytes) -> bytes:
    """Return the author's `workbook` with all that `made`, which openpyxl wrote from it, has otherwise or more.

    What openpyxl cannot keep (pictures, newer validations, parts of other programs) is not otherwise: it stays.
    """
    return settled(_Graft(workbook, made).done())


class _Graft:
    def __init__(self, workbook: bytes, made: bytes) -> None:
        self.before, self.after = opened_workbook("", workbook), opened_workbook("", made)
        self.book, self.made = Book(workbook), Book(made)
        self.looks = Looks(self.book)
        self.results = {each.title: each for each in load_workbook(io.BytesIO(made), data_only=True).worksheets}

    def done(self) -> bytes:
        kept = {each.title: each for each in self.before.worksheets}
        for sheet in self.after.worksheets:
            if sheet.title in kept:
                self._change(kept[sheet.title], sheet)
        for title in [each for each in self.after.sheetnames if each not in self.before.sheetnames]:
            self._add(title)
        self.book.forget_order()
        return self.book.parts.packed()

    def _change(self, old: "Worksheet", new: "Worksheet") -> None:
        cells = Cells(self.book.sheet(new.title))
        for place, then, now in _pairs(old, new):
            address = Address(new.title, *place)
            self._write(cells, address, then, now)
            if (look := _look(then, now)) is not None:
                self.looks.put_on(cells.at(*place), look)
        self._store(cells, new.title)
        widths = Widths(cells, self.looks)
        for letters, column in new.column_dimensions.items():
            if column.width > old.column_dimensions[letters].width:
                widths.widen(column.min or 1, column.width)
        theirs = self.made.sheet(new.title)
        set_protection(cells.sheet, theirs)
        set_paper(cells.sheet, old, new)
        set_validations(cells.sheet, theirs)

    def _write(self, cells: Cells, address: Address, then: "Cell | MergedCell", now: "Cell | MergedCell") -> None:
        said, was = _content(now), _content(then)
        if said == was:
            return
        if now.data_type == "f":
            write_formula(cells, address, str(said))
        else:
            type_value(cells.at(address.row, address.column), _value(said), address)

    def _store(self, cells: Cells, title: str) -> None:
        for row, column, cell in list(cells.with_formulas()):
            result = self.results[title].cell(row, column)
            store_result(cell, ErrorValue(str(result.value)) if result.data_type == "e" else _value(result.value))

    def _add(self, title: str) -> None:
        root = deepcopy(self.made.sheet(title))
        looks = ForeignLooks(self.looks, self.made.parts.tree(self.made.parts.related(self.made.name, "styles") or ""))
        for each in root.iter(main("c"), main("row")):
            if style := each.get("s"):
                each.set("s", str(looks.style(int(style))))
        for each in root.iter(main("cfRule")):
            if number := each.get("dxfId"):
                each.set("dxfId", str(looks.colours(int(number))))
        self._own_texts(root, self.after[title])
        if self.after.sheetnames[0] == title:
            unselect_all(self.book)
            for view in self.book.root.iter(main("workbookView")):
                view.set("activeTab", "0")
        add_sheet(self.book, title, root, first=self.after.sheetnames[0] == title)

    def _own_texts(self, root: Element, sheet: "Worksheet") -> None:
        """Have the texts of a new sheet stand in its cells: those that workbooks share are the author's."""
        for cell in root.iter(main("c")):
            if cell.get("t") == "s":
                place = Address.parse(cell.get("r", ""), "")
                type_text(cell, str(sheet.cell(place.row, place.column).value))


def _pairs(old: "Worksheet", new: "Worksheet") -> Iterator[tuple[tuple[int, int], Any, Any]]:
    rows, columns = max(old.max_row, new.max_row), max(old.max_column, new.max_column)
    for row in range(1, rows + 1):
        for column in range(1, columns + 1):
            yield (row, column), old.cell(row, column), new.cell(row, column)


def _content(cell: "Cell | MergedCell") -> object:
    return formula_text(cell) if cell.data_type == "f" and not isinstance(cell, MergedCell) else cell.value


def _value(said: Any) -> Value:
    number = isinstance(said, int | float) and not isinstance(said, bool)
    return Decimal(repr(said)) if number else said


def _look(then: "Cell | MergedCell", now: "Cell | MergedCell") -> Look | None:
    """Return how a cell looks otherwise than it did; None where it does not."""
    locked = now.protection.locked if now.protection.locked != then.protection.locked else None
    filled = now.fill.fill_type == "solid" and then.fill.fill_type is None
    fill = str(now.fill.fgColor.rgb)[2:] if filled else None
    is_title = bool(now.font.b) and not then.font.b
    if locked is None and fill is None and not is_title:
        return None
    size = f"{now.font.sz:g}" if is_title and now.font.sz else None
    return Look(locked=locked, fill=fill, bold=True if is_title else None, size=size)
