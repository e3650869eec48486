"""The cells of one workbook as a template and a draft see them: `{{ Data.J6 }}`, `{{ Data["J6:J9"] }}`."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from types import SimpleNamespace
from typing import overload

from xlsreport.language import language_named
from xlsreport.model.address import Address, cell_range, column_letters
from xlsreport.model.form import Form
from xlsreport.model.labels import Label
from xlsreport.model.lists import to_the_end
from xlsreport.model.number_formats import shown
from xlsreport.model.room import with_room_for
from xlsreport.model.template import DEPARTMENTS, tag_name
from xlsreport.model.workbook import Value
from xlsreport.model.years import Figures

Drafts = Mapping[Address, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class DepartmentFigures:
    """A department that the whole is joined from, with its own values."""

    name: str
    code: str
    values: Figures


@dataclass(frozen=True, slots=True)
class TemplateContext:
    """What a report tells: this year's values, last year's where they are known, and the paragraphs drafted.

    `before` is the period before, and `last_year` the same one of the year before, where that is another.

    `mark` stands on every page of what is not final; `departments` are those that the whole is joined from.
    """

    values: Figures
    before: Figures | None = None
    last_year: Figures | None = None
    drafts: Drafts = field(default_factory=dict)
    mark: str = ""
    departments: Sequence[DepartmentFigures] = ()


class CellText(str):
    """A cell in a template: what is printed; `.lines` are its paragraphs, `.number` its number if it has one.

    A total of nothing but blanks has no number, though it prints 0. `.code` is the number format that it is printed in.
    `.before` is the same cell last year, a blank one where that is not known; `.drafts` are the paragraphs that
    stand in where it is blank. `of_formula` says that nobody typed it.
    """

    number: Decimal | None
    of_formula: bool
    drafts: tuple[str, ...]
    _before: "CellText | None"
    code: str
    _last_year: "CellText | None"
    __slots__ = ("_before", "_last_year", "code", "drafts", "number", "of_formula")

    def __new__(cls, value: Value, before: "CellText | None" = None, code: str = "") -> "CellText":
        """Return `value` in the number format `code` without characters that a Word document cannot hold."""
        said = shown(value, code)
        sound = said if said.isprintable() else "".join(c for c in said if c.isprintable() or c in "\n\t")
        text = super().__new__(cls, sound)
        text.number = value if isinstance(value, Decimal) else None
        text.drafts, text._before, text._last_year = (), before, before
        text.code, text.of_formula = code, False
        return text

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines of the text that are not blank, each trimmed: a paragraph each."""
        return tuple(line.strip() for line in self.splitlines() if line.strip())

    @property
    def before(self) -> "CellText":
        """The same cell last year; blank where that is not known."""
        return self._before if self._before is not None else CellText(None)

    @property
    def last_year(self) -> "CellText":
        """The same cell in the same period of last year; blank where that is not known."""
        return self._last_year if self._last_year is not None else CellText(None)


class Area(tuple[tuple[str, CellText], ...]):
    """The cells of a range with their heads; `.rows` are its rows in which something stands."""

    rows: tuple[SimpleNamespace, ...]

    def __new__(cls, addresses: Sequence[Address], cells: Iterable[tuple[str, CellText]]) -> "Area":
        """Return the `cells` of `addresses`, row by row."""
        area = super().__new__(cls, cells)
        by_row: dict[int, dict[str, CellText]] = {}
        for address, (_, text) in zip(addresses, area, strict=True):
            by_row.setdefault(address.row, {})[column_letters(address.column)] = text
        filled = (row for row in by_row.values() if any(text.strip() and not text.of_formula for text in row.values()))
        area.rows = tuple(SimpleNamespace(**row) for row in filled)
        return area


class SheetTexts(SimpleNamespace):
    """A sheet in a template: its cells as attributes, and the cells of a range with their heads by its address."""

    def __init__(self, sheet: str, cells: Mapping[Address, CellText], form: Form) -> None:
        """Hold `cells`, which all stand on `sheet`."""
        super().__init__(**{address.cell: text for address, text in cells.items()})
        self._sheet, self._labels, self._lists = sheet, form.labels, form.lists

    def __getitem__(self, area: str) -> "Area":
        """Return the cells of `area`, each after its row's head, after its column's where `area` has several columns.

        One that ends with a list's prepared rows goes on to the list's end. Raises `KeyError` where it is no range of
        cells that a tag may name.
        """
        try:
            addresses = to_the_end(self._lists, cell_range(area, self._sheet))
        except ValueError:
            raise KeyError(area) from None
        beside = len({address.column for address in addresses}) > 1
        return Area(addresses, ((self._head(each, beside), vars(self)[each.cell]) for each in addresses))

    def _head(self, address: Address, beside: bool) -> str:
        label = self._labels.get(address, Label())
        heads = label.columns if beside else label.rows
        return heads[-1] if heads else ""


class DepartmentTexts(SimpleNamespace):
    """A department in a template: its name, its code, and its cells by sheet."""

    def __init__(self, form: Form, department: DepartmentFigures) -> None:
        """Hold what `department` gave."""
        super().__init__(**cells_of(form, TemplateContext(department.values)))
        self.name, self.code = CellText(department.name), CellText(department.code)


class AllDepartments(Sequence[DepartmentTexts]):
    """The departments in a template, each made when it is asked for: most templates ask for none of ten thousand."""

    def __init__(self, form: Form, departments: Sequence[DepartmentFigures]) -> None:
        """Hold `departments` as the template gives them out."""
        self._form, self._departments = form, departments

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._departments)

    @overload
    def __getitem__(self, index: int) -> DepartmentTexts: ...
    @overload
    def __getitem__(self, index: slice) -> "AllDepartments": ...
    def __getitem__(self, index: int | slice) -> "DepartmentTexts | AllDepartments":
        """Return a department, or several."""
        if isinstance(index, slice):
            return AllDepartments(self._form, self._departments[index])
        return DepartmentTexts(self._form, self._departments[index])


def names_of(form: Form, told: TemplateContext) -> dict[str, SheetTexts | AllDepartments]:
    """Return all that a tag may name: the cells by sheet, and the departments."""
    departments = AllDepartments(form, told.departments)
    own = language_named(form.language).text("template_departments")
    return {DEPARTMENTS: departments, own: departments, **cells_of(form, told)}


def cells_of(form: Form, told: TemplateContext) -> dict[str, SheetTexts]:
    """Return every cell that a tag may name, by sheet."""
    form = with_room_for(form, [told.values])
    sheets: dict[str, dict[Address, CellText]] = {name: {} for name in form.layouts}
    for address in (*form.fields, *form.formulas):
        sheets[address.sheet][address] = _cell(form, told, address)
    return {tag_name(name): SheetTexts(name, cells, form) for name, cells in sheets.items()}


def _cell(form: Form, told: TemplateContext, address: Address) -> CellText:
    leaves, last, now = form.leaves.get(address, ()), told.before or {}, told.values.get(address)
    then = None if _of_nothing(last, address, leaves) else last.get(address)
    before = CellText(then, code=form.number_format(address, then)) if told.before is not None else None
    text = CellText(now, before, form.number_format(address, now))
    text.number = None if _of_nothing(told.values, address, leaves) else text.number
    if told.last_year is not None:
        text._last_year = CellText(told.last_year.get(address), code=text.code)
    text.drafts, text.of_formula = told.drafts.get(address, ()), bool(leaves)
    return text


def _of_nothing(values: Figures, address: Address, leaves: Collection[Address]) -> bool:
    """Whether a total is 0 because nobody gave any of its figures: it prints as one, and nothing is said of it."""
    return bool(leaves) and values.get(address) == 0 and all(values.get(each) is None for each in leaves)
