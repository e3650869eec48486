"""A: what submissions of different departments have in common. Pure, on reviews; nothing depends on their order."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial

from xlsreport.checking.across.cohort import NAMED, Cohort, Others, SameTables, SameTexts, Submission, is_telling
from xlsreport.checking.across.equal_values import equal_values
from xlsreport.checking.across.peers import Peers, far_from_peers, stands_out
from xlsreport.checking.across.similar_texts import SimilarTexts, alike_texts
from xlsreport.checking.cells.typed_numbers import visible
from xlsreport.checking.cells.units import in_smaller_unit
from xlsreport.checking.history.repeated_text import percent, shortened
from xlsreport.language import Language
from xlsreport.model.address import Address
from xlsreport.model.coded_cells import coded_columns
from xlsreport.model.finding import Finding, Severity
from xlsreport.model.form import Form
from xlsreport.model.small_row import OTHER
from xlsreport.model.workbook import Value

_CONTACT = 5  # characters: what is shorter is no address and no telephone


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
    texts = SameTexts(among)
    for number, alike in alike_texts(texts, texts.sentences()).items():
        yield among.submissions[number].code, _same_text(among, texts.cells(number), alike)


def _same_text(among: Cohort, cells: Sequence[Address], alike: Sequence[SimilarTexts]) -> Finding:
    most = alike[0]
    words = {
        "share": percent(most.share),
        "others": among.named(Others(tuple(each.other for each in alike), len(alike))),
        "quote": shortened(most.quote),
    }
    return among.finding("A601", cells[most.section], words)


def _same_table(among: Cohort) -> Iterator[tuple[str, Finding]]:
    """Yield one query for all the tables that a department has in common with the same others."""
    tables = SameTables(among)
    equal = equal_values(len(among.submissions), tables.of, len(tables.sheets), is_telling, tables.alone)
    together: dict[tuple[int, Others], list[Address]] = {}
    for place, same in enumerate(equal):
        for number, others in _with_others(same):
            together.setdefault((number, others), []).append(tables.first(number, place))
    for (number, others), places in together.items():
        sheets = among.language.text("comma").join(place.sheet for place in places)
        words = {"others": among.named(others), "sheets": sheets}
        yield among.submissions[number].code, among.finding("A602", places[0], words)


def _same_contact(among: Cohort) -> Iterator[tuple[str, Finding]]:
    cells = among.form.identity.contact
    equal = equal_values(len(among.submissions), partial(_contacts, among), len(cells))
    for cell, same in zip(cells, equal, strict=True):
        for number, others in _with_others(same):
            found = among.submissions[number].review.values[cell]
            words = {"found": found, "others": among.named(others)}
            yield among.submissions[number].code, among.finding("A603", cell, words, found=found)


def _contacts(among: Cohort, number: int) -> Sequence[str | None]:
    """Return the words of each contact of one submission; None where they are too short to be one."""
    values = among.submissions[number].review.values
    return [_contact(values.get(cell)) for cell in among.form.identity.contact]


def _contact(value: Value) -> str | None:
    words = "".join(sign for sign in visible(str(value or "")) if sign.isalnum()).casefold()
    return words if len(words) >= _CONTACT else None


def _with_others(same: Sequence[Sequence[int]]) -> Iterator[tuple[int, Others]]:
    """Yield each number of those that have the same, with the others."""
    return ((number, _besides(number, numbers)) for numbers in same for number in numbers)


def _besides(number: int, numbers: Sequence[int]) -> Others:
    return Others(tuple(each for each in numbers[: NAMED + 1] if each != number), len(numbers) - 1)


def _peers(among: Cohort) -> Iterator[tuple[str, Finding]]:
    unknown = [each for each in among.submissions if not each.known]
    cells, codes = [field.address for field in among.form.figures] if unknown else [], {each.code for each in unknown}
    asked = {
        (submission.code, finding.address)
        for submission in unknown
        for finding in submission.review.findings
        if _asks(finding)
    }
    reviews = [each.review.values for each in among.submissions]
    for cell, column in zip(cells, coded_columns(cells, reviews), strict=True):
        told = column if OTHER not in column else _numbers(cell, column, reviews)
        if not stands_out(told):
            continue
        figures = {each.code: figure for each, figure in zip(among.submissions, told, strict=True) if figure > 0}
        for code, peers in far_from_peers(figures, codes):
            if (code, cell) not in asked:  # one cause is one finding
                yield code, _far(among, cell, Decimal(figures[code]), peers)


def _numbers(cell: Address, column: Sequence[int], many: Sequence[Mapping[Address, Value]]) -> Sequence[int | Decimal]:
    """Return `column` with the number for each `OTHER`; 0, which stands out nowhere, for what is none."""
    told = (values.get(cell) if code == OTHER else code for code, values in zip(column, many, strict=True))
    return [value if type(value) in (int, Decimal) else 0 for value in told]  # type: ignore[misc]


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
