"""The rows of many lists as one: those with one key joined column by column, the others one after the other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from xlsreport.consolidation.figures import Joined, Values, joined
from xlsreport.model.address import Address
from xlsreport.model.consolidation import Hole
from xlsreport.model.form import Field
from xlsreport.model.form_parts import Range
from xlsreport.model.lists import FormList
from xlsreport.model.workbook import Value

Row = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class JoinedList:
    """What stands in the list of the whole, why a cell of it is not known, and how many rows have no room."""

    values: Mapping[Address, Value]
    holes: Mapping[Address, Hole] = field(default_factory=dict)
    between: Mapping[Address, Range] = field(default_factory=dict)
    without_room: int = 0


def joined_list(form_list: FormList, fields: Mapping[Address, Field], parts: Sequence[Values]) -> JoinedList:
    """Return the list of the whole: with a key in the order of its keys, else in the order of the parts.

    Rows with one key are one row, in whatever order and grouping they come. Where there are more rows than the form has
    room for, nothing of the list is known: a total of a part of it would be taken for one of all.
    """
    rows = [tuple(part.get(cell) for cell in row) for part in parts for row in form_list.filled(part)]
    groups: dict[object, list[Row]] = {}
    for number, row in enumerate(rows):
        key = form_list.key_of(row) if form_list.keys else number
        groups.setdefault(key, []).append(row)
    ordered = sorted(groups.items()) if form_list.keys else groups.items()
    if len(groups) > len(form_list.rows):
        holes = {cell: Hole.NO_ROOM for cell in form_list.cells if cell in fields and fields[cell].kind.numeric}
        return JoinedList({}, holes, {}, len(groups) - len(form_list.rows))
    return _rows_of(form_list, fields, [some for _, some in ordered])


def _rows_of(form_list: FormList, fields: Mapping[Address, Field], groups: Sequence[Sequence[Row]]) -> JoinedList:
    values: dict[Address, Value] = {}
    holes: dict[Address, Hole] = {}
    between: dict[Address, Range] = {}
    for cells, rows in zip(form_list.rows, groups, strict=False):
        for number, cell in enumerate(cells):
            if cell not in fields:
                continue  # a formula of the row: worked out again
            found = _cell(form_list, number, fields[cell], [row[number] for row in rows if row[number] is not None])
            if found.value is not None:
                values[cell] = found.value
            if found.hole is not None:
                holes[cell] = found.hole
            if found.between is not None:
                between[cell] = found.between
    return JoinedList(values, holes, between)


def _cell(form_list: FormList, number: int, column: Field, given: Sequence[Value]) -> Joined:
    """Return what the values of one column come to in one row of the whole."""
    if not given:
        return Joined()
    if number in form_list.keys:
        return Joined(min(given, key=str))  # type: ignore[arg-type]
    if not column.kind.numeric:
        return Joined(_texts(given))
    return joined(replace(column, joining=form_list.ways[number]), [{column.address: value} for value in given])


def _texts(given: Sequence[Value]) -> str:
    """Return the different lines of several texts, each once and in one order."""
    return "\n".join(sorted({line.strip() for text in given for line in str(text).splitlines() if line.strip()}))
