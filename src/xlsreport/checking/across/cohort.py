"""The submissions that are compared, and what is read of each of them when it is asked for."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate, pairwise
from typing import Any, overload

from xlsreport.checking.across.shared_sentences import known_sentences
from xlsreport.language import Language
from xlsreport.model.address import Address
from xlsreport.model.coded_cells import CodedCells
from xlsreport.model.finding import Finding
from xlsreport.model.form import Form
from xlsreport.model.review import Review
from xlsreport.model.sentences import Sentences
from xlsreport.model.small_row import BLANK, OTHER
from xlsreport.model.workbook import Value

_FIGURES = 6  # figures other than 0 that make a table worth comparing
_DISTINCT = 4  # different ones among them
NAMED = 3  # others that a sentence names

Told = tuple[Value | int, ...]  # a table


@dataclass(frozen=True, slots=True)
class Submission:
    """One department's submission that counts; `known` says that its earlier years are known."""

    code: str
    name: str
    file: str
    review: Review
    known: bool = False


@dataclass(frozen=True, slots=True)
class Others:
    """Other submissions: the numbers of the first few, and how many they are."""

    numbers: tuple[int, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Cohort:
    """The submissions that are compared, in the order of their codes, and the form and language that they share."""

    form: Form
    language: Language
    submissions: tuple[Submission, ...]

    def finding(self, code: str, address: Address, words: Mapping[str, object], **more: Any) -> Finding:
        """Return the finding `code` at a cell of the form."""
        return self.language.finding(code, words, address=address, label=self.form.label(address) or None, **more)

    def named(self, others: Others) -> str:
        """Return the names and files of other departments, of many the first few and their number."""
        text, some = self.language.text, [self.submissions[number] for number in others.numbers[:NAMED]]
        shown = text("comma").join(text("department_file", name=each.name, file=each.file) for each in some)
        return shown if others.count <= NAMED else text("and_more_departments", names=shown, count=others.count)


class SameTexts(Sequence[tuple[str, ...]]):
    """The texts of all submissions, each put together whenever it is asked for: all of them fit no memory."""

    def __init__(self, among: Cohort) -> None:
        self._among = among

    def __len__(self) -> int:
        return len(self._among.submissions)

    @overload
    def __getitem__(self, index: int) -> tuple[str, ...]: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[tuple[str, ...]]: ...
    def __getitem__(self, index: int | slice) -> tuple[str, ...] | Sequence[tuple[str, ...]]:
        if isinstance(index, slice):
            return [self[number] for number in range(len(self))[index]]
        return tuple(self._of(index).values())

    def sentences(self) -> Iterator[Sentences]:
        """Yield what the sentences of each are known by, as its review says; where it does not, the text is read."""
        for number, each in enumerate(self._among.submissions):
            known = each.review.sentences
            yield known if known is not None else known_sentences(self[number])

    def cells(self, number: int) -> Sequence[Address]:
        """Return where the texts of one submission stand."""
        return list(self._of(number))

    def _of(self, number: int) -> dict[Address, str]:
        return prose_of(self._among.form, self._among.submissions[number].review.values)


def prose_of(form: Form, values: Mapping[Address, Value]) -> dict[Address, str]:
    """Return the texts of a submission by their cells, in the form's order."""
    texts = ((field.address, values.get(field.address)) for field in form.prose)
    return {address: text for address, text in texts if isinstance(text, str)}


class SameTables:
    """The tables of all submissions, a sheet each, read when they are asked for."""

    def __init__(self, among: Cohort) -> None:
        sheets: dict[str, list[Address]] = {}
        for field in among.form.figures:
            sheets.setdefault(field.address.sheet, []).append(field.address)
        self._among, self.sheets = among, tuple(sheets.values())
        self._cells = CodedCells([cell for cells in self.sheets for cell in cells])
        self._by_sheet = [CodedCells(cells) for cells in self.sheets]
        self._spans = tuple(pairwise(accumulate(map(len, self.sheets), initial=0)))

    def of(self, number: int) -> Sequence[Told]:
        """Return each table of one submission."""
        told = _told(self._among.submissions[number].review.values, self._cells)
        return [told[start:end] for start, end in self._spans]

    def alone(self, place: int, number: int) -> Told:
        """Return the table at `place` of one submission."""
        return _told(self._among.submissions[number].review.values, self._by_sheet[place])

    def first(self, number: int, place: int) -> Address:
        """Return the first cell that says something in the table at `place`."""
        values = self._among.submissions[number].review.values
        return next(cell for cell in self.sheets[place] if values.get(cell))


def _told(values: Mapping[Address, Value], cells: CodedCells) -> Told:
    """Return what stands in `cells`: whole numbers, `BLANK` for nothing, all else as it is."""
    codes = cells.of(values)
    if OTHER not in codes:
        return codes
    told: list[Value | int] = list(codes)
    for place in (n for n, code in enumerate(codes) if code == OTHER):
        told[place] = _apart(values[cells.cells[place]])
    return tuple(told)


def _apart(value: Value) -> Value:
    return str(value) if value == BLANK else value  # a figure of just that number


def is_telling(table: Told) -> bool:
    """Whether a table has enough figures to be anybody's own."""
    different = set(table)
    if len(different) < _DISTINCT:
        return False
    if set(map(type, table)) == {int}:  # nearly all tables
        few = len(different - {BLANK, 0}) < _DISTINCT
        return not few and len(table) - table.count(0) - table.count(BLANK) >= _FIGURES
    figures = [value for value in table if type(value) in (int, Decimal) and value not in (BLANK, 0)]
    return len(figures) >= _FIGURES and len(set(figures)) >= _DISTINCT
