"""A: what submissions of different departments have in common. Pure, on reviews; nothing depends on their order."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from xlsreport.checking.across.peers import Peers, far_from_peers, stands_out
from xlsreport.checking.across.similar_texts import SimilarTexts, alike_texts
from xlsreport.checking.cells.typed_numbers import visible
from xlsreport.checking.cells.units import in_smaller_unit
from xlsreport.checking.history.repeated_text import percent, shortened
from xlsreport.language import Language
from xlsreport.model.address import Address
from xlsreport.model.coded_cells import CodedCells, coded_columns
from xlsreport.model.finding import Finding, Severity
from xlsreport.model.form import Form
from xlsreport.model.review import Review
from xlsreport.model.small_row import BLANK, OTHER
from xlsreport.model.workbook import Value

_FIGURES = 6  # figures other than 0 that make a table worth comparing
_DISTINCT = 4  # different ones among them
_CONTACT = 5  # characters: what is shorter is no address and no telephone
_NAMED = 3  # others that a sentence names


@dataclass(frozen=True, slots=True)
class Submission:
    """One department's submission that counts; `known` says that its earlier years are known."""

    code: str
    name: str
    file: str
    review: Review
    known: bool = False


@dataclass(frozen=True, slots=True)
class _Others:
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

    def named(self, others: "_Others") -> str:
        """Return the names and files of other departments, of many the first few and their number."""
        text, some = self.language.text, [self.submissions[number] for number in others.numbers[:_NAMED]]
        shown = text("comma").join(text("department_file", name=each.name, file=each.file) for each in some)
        return shown if others.count <= _NAMED else text("and_more_departments", names=shown, count=others.count)


def check_across(
    form: Form, language: Language, submissions: Iterable[Submission]
) -> Mapping[str, tuple[Finding, ...]]:
    """Return by department code what is to be asked about submissions that are alike, or far from their peers."""
    among = Cohort(form, language, tuple(sorted(submissions, key=lambda each: each.code)))
    found: dict[str, list[Finding]] = {}
    for check in _CHECKS:
        for code, finding in check(among):
            found.setdefault(code, []).append(finding)
    return {code: tuple(findings) for code, findings in found.items()}


def _same_prose(among: Cohort) -> Iterator[tuple[str, Finding]]:
    texts = [_prose(among.form, each.review.values) for each in among.submissions]
    for number, alike in enumerate(alike_texts([tuple(each.values()) for each in texts])):
        if alike:
            yield among.submissions[number].code, _same_text(among, list(texts[number]), alike)


def _same_text(among: Cohort, cells: Sequence[Address], alike: Sequence[SimilarTexts]) -> Finding:
    most = alike[0]
    words = {
        "share": percent(most.share),
        "others": among.named(_Others(tuple(each.other for each in alike), len(alike))),
        "quote": shortened(most.quote),
    }
    return among.finding("A601", cells[most.section], words)


def _prose(form: Form, values: Mapping[Address, Value]) -> dict[Address, str]:
    texts = {field.address: values.get(field.address) for field in form.prose}
    return {address: text for address, text in texts.items() if isinstance(text, str)}


def _same_table(among: Cohort) -> Iterator[tuple[str, Finding]]:
    """Yield one query for all the tables that a department has in common with the same others."""
    together: dict[tuple[int, _Others], list[Address]] = {}
    for cells in _tables(among.form):
        table = CodedCells(cells)
        tables = [_told(table, submission.review.values) for submission in among.submissions]
        for number, others in _shared(tables, _is_telling):
            first = next(cell for cell in cells if among.submissions[number].review.values.get(cell))
            together.setdefault((number, others), []).append(first)
    for (number, others), places in together.items():
        sheets = among.language.text("comma").join(place.sheet for place in places)
        words = {"others": among.named(others), "sheets": sheets}
        yield among.submissions[number].code, among.finding("A602", places[0], words)


def _tables(form: Form) -> Iterable[Sequence[Address]]:
    """Return the cells of figures by sheet."""
    sheets: dict[str, list[Address]] = {}
    for field in form.figures:
        sheets.setdefault(field.address.sheet, []).append(field.address)
    return sheets.values()


def _told(table: CodedCells, values: Mapping[Address, Value]) -> tuple[Value | int, ...]:
    """Return what stands in a table: whole numbers, `BLANK` for nothing, all else as it is."""
    codes = table.of(values)
    if OTHER not in codes:
        return codes
    return tuple(_apart(values[cell]) if code == OTHER else code for cell, code in zip(table.cells, codes, strict=True))


def _apart(value: Value) -> Value:
    return str(value) if value == BLANK else value  # a figure of just that number


def _is_telling(table: tuple[Value | int, ...]) -> bool:
    figures = [value for value in table if type(value) in (int, Decimal) and value not in (BLANK, 0)]
    return len(figures) >= _FIGURES and len(set(figures)) >= _DISTINCT


def _same_contact(among: Cohort) -> Iterator[tuple[str, Finding]]:
    for cell in among.form.identity.contact:
        contacts = [_contact(each.review.values.get(cell)) for each in among.submissions]
        for number, others in _shared(contacts, lambda text: len(text) >= _CONTACT):
            found = among.submissions[number].review.values[cell]
            words = {"found": found, "others": among.named(others)}
            yield among.submissions[number].code, among.finding("A603", cell, words, found=found)


def _contact(value: Value) -> str:
    return "".join(sign for sign in visible(str(value or "")) if sign.isalnum()).casefold()


def _shared(values: Sequence[Hashable], counts: Callable[[Any], bool]) -> Iterator[tuple[int, "_Others"]]:
    """Yield (number, the others) of each value that others have too, of those that count."""
    same: dict[Hashable, list[int]] = {}
    for number, value in enumerate(values):
        if counts(value):
            same.setdefault(value, []).append(number)
    for numbers in same.values():
        if len(numbers) > 1:
            yield from ((number, _besides(number, numbers)) for number in numbers)


def _besides(number: int, numbers: Sequence[int]) -> _Others:
    return _Others(tuple(each for each in numbers[: _NAMED + 1] if each != number), len(numbers) - 1)


def _peers(among: Cohort) -> Iterator[tuple[str, Finding]]:
    unknown = [each for each in among.submissions if not each.known]
    cells = [field.address for field in among.form.figures] if unknown else []
    asked = {
        (submission.code, finding.address)
        for submission in unknown
        for finding in submission.review.findings
        if _asks(finding)
    }
    reviews = [each.review.values for each in among.submissions]
    for cell, column in zip(cells, coded_columns(cells, reviews), strict=True):
        if OTHER not in column and not stands_out(column):
            continue
        figures = {e.code: v for e in among.submissions if isinstance(v := e.review.values.get(cell), Decimal)}
        for code, peers in far_from_peers(figures, {each.code for each in unknown}):
            if (code, cell) not in asked:  # one cause is one finding
                yield code, _far(among, cell, figures[code], peers)


def _asks(finding: Finding) -> bool:
    return finding.severity is not Severity.NOTE and finding.address is not None


def _far(among: Cohort, cell: Address, found: Decimal, peers: Peers) -> Finding:
    slip = in_smaller_unit(among.language, among.form.fields[cell].measure, found, peers.largest)
    words = {"found": found, "middle": peers.middle, "largest": peers.largest, "count": peers.count, "slip": slip}
    return among.finding("H404", cell, words, found=found)


_CHECKS: tuple[Callable[[Cohort], Iterator[tuple[str, Finding]]], ...] = (
    _same_prose,
    _same_table,
    _same_contact,
    _peers,
)
