"""How many rows the lists of a form need, and the form that has room for them."""

from collections.abc import Mapping, Sequence
from typing import Protocol, runtime_checkable

from xlsreport.model.address import Address
from xlsreport.model.form import Form
from xlsreport.model.lists import FormList
from xlsreport.model.workbook import Value

Values = Mapping[Address, Value]


@runtime_checkable
class Grower(Protocol):
    """An engine that can make its form's lists longer; `forms` supplies it."""

    def grown(self, form: Form, lists: tuple[FormList, ...]) -> Form:
        """Return `form`, whose workbook this is, with `lists` in the place of its own, of which they are longer."""


def with_room(form: Form, rows: Mapping[str, int]) -> Form:
    """Return the form with at least so many `rows` in its lists, by their names; itself where it has them."""
    longer = tuple(each.with_rows(rows.get(each.name, 0)) for each in form.lists)
    if longer == form.lists or not isinstance(form.engine, Grower):
        return form
    return form.engine.grown(form, longer)


def with_room_for(form: Form, parts: Sequence[Values]) -> Form:
    """Return the form with room for the lists of `parts`, each as it stands and all of them joined."""
    return with_room(form, {each.name: _rows(each, parts) for each in form.lists if each.growing})


def _rows(form_list: FormList, parts: Sequence[Values]) -> int:
    longest = form_list.with_rows(max(map(form_list.rows_in, parts), default=0))
    joined: set[object] = set()
    for number, part in enumerate(parts):
        for row in longest.filled(part):
            joined.add(longest.key_of([part.get(cell) for cell in row]) if longest.keys else (number, row))
    return max(len(joined), len(longest.rows))
