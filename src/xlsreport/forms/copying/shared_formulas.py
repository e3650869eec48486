"""Formulas that several cells share, written out where the cell that holds them is typed over."""

from openpyxl.formula.translate import Translator

from xlsreport.forms.copying.parts import Element, main, without


def unshared(sheet: Element, holder: Element) -> None:
    """Write out in every other cell of `sheet` the formula that `holder` lends them, if it lends any."""
    formula = holder.find(main("f"))
    if formula is None or formula.get("t") != "shared" or not formula.text:
        return
    translator = Translator(f"={formula.text}", origin=holder.get("r"))
    for cell in sheet.iter(main("c")):
        own = cell.find(main("f"))
        if own is None or own is formula or own.get("t") != "shared" or own.get("si") != formula.get("si"):
            continue
        own.text = own.text or translator.translate_formula(cell.get("r"))[1:]
        without(own, "t", "si", "ref")
