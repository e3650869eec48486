"""Formulas written into cells; those that several cells share are written out where their holder is typed over."""

from xlsreport.forms.copying.cells import Cells, formula_in
from xlsreport.forms.copying.parts import Element, made, main, without
from xlsreport.model.address import Address


def unshared(sheet: Element, holder: Element) -> None:
    """Write out in every other cell of `sheet` the formula that `holder` lends them, if it lends any."""
    formula = holder.find(main("f"))
    if formula is None or formula.get("t") != "shared" or not formula.text:
        return
    from openpyxl.formula.translate import Translator  # noqa: PLC0415 - loads all of openpyxl, and few cells lend one

    translator = Translator(f"={formula.text}", origin=holder.get("r"))
    for cell in sheet.iter(main("c")):
        own = cell.find(main("f"))
        if own is None or own is formula or own.get("t") != "shared" or own.get("si") != formula.get("si"):
            continue
        own.text = own.text or translator.translate_formula(cell.get("r"))[1:]
        without(own, "t", "si", "ref")


def write_formula(cells: Cells, address: Address, formula: str) -> None:
    """Write `formula` into a cell, in the place of whatever stands there; its result is to be stored."""
    cell = cells.at(address.row, address.column)
    unshared(cells.sheet, cell)
    found = formula_in(cell)
    if found is None:
        for child in list(cell):
            cell.remove(child)
        without(cell, "t")
        found = made(cell, "f")
    found.text = formula.removeprefix("=")
    without(found, "t", "si", "ref")
