"""A form whose lists have more rows than its author prepared: all else stays, formulas over them reach further."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar

from openpyxl.formula.translate import Translator

from xlsreport.forms.copying.longer_lists import Longer, lengthened
from xlsreport.forms.formulas import renamed
from xlsreport.forms.leaves import leaves_of
from xlsreport.model.address import Address, cell_range
from xlsreport.model.engine import Engine
from xlsreport.model.form import Form
from xlsreport.model.labels import SheetLayout
from xlsreport.model.lists import FormList
from xlsreport.model.reference import Corner, quoted, sheet_and_cells, with_corners

Made = Callable[[], bytes]
Kept = TypeVar("Kept")


def grown(form: Form, lists: tuple[FormList, ...], workbook: Made, over: Callable[[Form, Made], Engine]) -> Form:
    """Return `form` with `lists` in the place of its own, of which they are longer.

    `workbook` gives the form's workbook, and `over` an engine over the cells of another form and its workbook.
    """
    growths = [_Growth(old, new) for old, new in zip(form.lists, lists, strict=True) if new != old]
    further = _Further(growths)
    fields = _with_twins(form.fields, growths, lambda field, _, cell: replace(field, address=cell))
    reaching = {cell: renamed(formula, further.on(cell.sheet)) for cell, formula in form.formulas.items()}
    longer = replace(
        form,
        lists=lists,
        fields=fields,
        formulas=_with_twins(reaching, growths, further.filled_down),
        labels=_with_twins(form.labels, growths, lambda label, _, _cell: label),
        formats=_with_twins(form.formats, growths, lambda code, _, _cell: code),
        ranges={name: further.reference(cells, "") for name, cells in form.ranges.items()},
        layouts={name: _with_places(layout, growths) for name, layout in form.layouts.items()},
    )
    changed = {cell: text for cell, text in longer.formulas.items() if form.formulas.get(cell) != text}
    rows = [Longer(each.old.rows[-1], each.more) for each in growths]
    own = over(longer, lambda: lengthened(workbook(), rows, changed, further.reference))
    return replace(longer, engine=own, leaves=leaves_of(own, longer.formulas, longer.fields))


@dataclass(frozen=True, slots=True)
class _Growth:
    """A list as it was, and as it is with more rows."""

    old: FormList
    new: FormList

    @property
    def more(self) -> int:
        """How many rows it has more."""
        return len(self.new.rows) - len(self.old.rows)

    @property
    def twins(self) -> Iterator[tuple[Address, Address]]:
        """The cells of its new rows, each with that of the last row before that it is made like."""
        for row in self.new.rows[len(self.old.rows) :]:
            yield from zip(row, self.old.rows[-1], strict=True)


class _Further:
    """References that reach to the last row of a list, made to reach to its new last row."""

    def __init__(self, growths: list[_Growth]) -> None:
        self._growths = growths

    def on(self, sheet: str) -> Callable[[str], str]:
        """Return what is done to the references of a formula on `sheet`."""
        return lambda reference: self.reference(reference, sheet)

    def reference(self, reference: str, sheet: str) -> str:
        """Return a reference on `sheet` as it is with longer lists."""
        named, cells = sheet_and_cells(reference)
        for each in self._growths:
            if each.old.sheet == (named or sheet):
                cells = with_corners(cells, partial(_corners, each))
        return f"{quoted(named)}!{cells}" if named else cells

    def filled_down(self, formula: str, pattern: Address, cell: Address) -> str:
        """Return the formula of `pattern` as it is filled down to `cell`; what is the whole list stays so."""
        rows = cell.row - pattern.row

        def moved(reference: str) -> str:
            if self._is_whole(reference, cell.sheet):
                return reference
            return str(Translator.translate_range(reference, rows, 0))  # type: ignore[no-untyped-call]

        return renamed(formula, moved)

    def _is_whole(self, reference: str, sheet: str) -> bool:
        named, cells = sheet_and_cells(reference)
        lists = [each.new for each in self._growths if each.new.sheet == (named or sheet)]
        ends = [(each.rows[0][0].row, each.rows[-1][0].row) for each in lists]
        try:
            rows = [cell.row for cell in cell_range(cells, sheet)]
        except ValueError:  # a name, whole columns
            return False
        return any(rows[0] <= first and rows[-1] == last for first, last in ends)


def _corners(growth: _Growth, first: Corner, last: Corner) -> tuple[Corner, Corner]:
    """Return the corners of an area: of one that ends with a list it goes on to the list's new end."""
    begins, ends = growth.old.rows[0][0], growth.old.rows[-1][-1]
    within = first[1] <= ends.column and last[1] >= begins.column
    if within and last[0] == ends.row and (first[0] < last[0] or first[0] <= begins.row) and first != last:
        return first, (last[0] + growth.more, last[1])
    return first, last


def _with_twins(
    known: Mapping[Address, Kept],
    growths: list[_Growth],
    like: Callable[[Kept, Address, Address], Kept],
) -> dict[Address, Kept]:
    """Return `known` with what the cells of new rows have, just after what the last rows before have.

    `like` says what that is: of what stands in a cell of the last row, of this cell and of the new one.
    """
    after: dict[Address, list[tuple[Address, Kept]]] = {}
    for growth in growths:
        there = [cell for cell in growth.old.rows[-1] if cell in known]
        twins = [(cell, pattern) for cell, pattern in growth.twins if pattern in known]
        for cell, pattern in twins:
            after.setdefault(there[-1], []).append((cell, like(known[pattern], pattern, cell)))
    found: dict[Address, Kept] = {}
    for address, value in known.items():
        found[address] = value
        found.update(after.get(address, ()))
    return found


def _with_places(layout: SheetLayout, growths: list[_Growth]) -> SheetLayout:
    twins = [twin for growth in growths for twin in growth.twins if twin[0].sheet == layout.name]
    more = frozenset((cell.row, cell.column) for cell, like in twins if (like.row, like.column) in layout.places)
    return replace(layout, places=layout.places | more) if more else layout
