"""The formulas of an ordinary workbook: which a form can keep, which cells they take for numbers, and which must go."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from xlsreport.errors import FormError
from xlsreport.forms.formula_lint import check_repeatable, reckoned
from xlsreport.forms.formulas import cells_of, parsed, read_by
from xlsreport.forms.lint import check_formulas
from xlsreport.model.address import Address


@dataclass(frozen=True, slots=True)
class Formulas:
    """The formulas that a form keeps; those that it cannot, each with why; and the cells reckoned with."""

    kept: Mapping[Address, str]
    dropped: Mapping[Address, str]
    reckoned: frozenset[Address]


def formulas_of(found: Mapping[Address, str], sheets: set[str]) -> Formulas:
    """Return what of the formulas `found` a form with these sheets can keep."""
    kept, dropped = dict[Address, str](), dict[Address, str]()
    for address, formula in found.items():
        reason = _trouble({address: formula}, sheets)
        if reason:
            dropped[address] = reason
        else:
            kept[address] = formula
    while (reason := _trouble(kept, sheets)) and (circle := _on_circle(kept)):
        dropped[circle] = reason
        del kept[circle]
    return Formulas(kept, dropped, frozenset(_numbers(kept)))


def _trouble(formulas: Mapping[Address, str], sheets: set[str]) -> str:
    """Return why one of the formulas cannot be used; "" where all can."""
    if any("[" in formula for formula in formulas.values()):
        return next(formula for formula in formulas.values() if "[" in formula)
    try:
        check_formulas(formulas, sheets)
        check_repeatable(formulas)
    except FormError as error:
        return str(error).partition("：")[2]
    return ""


def _on_circle(formulas: Mapping[Address, str]) -> Address | None:
    """Return a formula that rests on itself."""
    for start in formulas:
        seen, waiting = set[Address](), [start]
        while waiting:
            cell = waiting.pop()
            for below in read_by(formulas[cell], cell.sheet) & formulas.keys():
                if below == start:
                    return start
                if below not in seen:
                    seen.add(below)
                    waiting.append(below)
    return None


def _numbers(formulas: Mapping[Address, str]) -> Iterator[Address]:
    for address, formula in formulas.items():
        tree = parsed(formula)
        for text in reckoned(tree) if tree else ():
            yield from cells_of(text, address.sheet)
