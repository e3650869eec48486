"""Reviews on their way between processes, and small in memory: values in the form's order, without its addresses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from sys import intern

from xlsreport.forms import load_form
from xlsreport.model.address import Address
from xlsreport.model.contents import Contents
from xlsreport.model.finding import Finding
from xlsreport.model.indexed_values import IndexedValues
from xlsreport.model.packed_texts import PackedTexts
from xlsreport.model.review import Identity, Review
from xlsreport.model.sentences import Sentences
from xlsreport.model.small_row import SmallRow, WholeAside
from xlsreport.model.statement import Statement
from xlsreport.model.workbook import Value

_LONGEST_WHOLE = 18  # digits
_SMALL: Mapping[Value, int] = {Decimal(number): number for number in range(4096)}
_NONE: Mapping[Address, int] = {}  # one for all, so that a reader of many knows it again
NOWHERE: Mapping[Address, Value] = {}
_SHORT = 32  # characters: longer texts that somebody wrote are nobody else's


@dataclass(frozen=True, slots=True)
class PackedReview:
    """A review in transit: `values` follow the form's fields, `results` its formulas, None where nothing stands.

    What is tentative, was stated, stands in a row below a list's prepared ones or says who is in it is rare,
    and travels as it is.
    """

    identity: Identity
    values: SmallRow
    results: SmallRow
    findings: tuple[Finding, ...]
    tentative: Mapping[Address, Value]
    statements: tuple[Statement, ...]
    contents: Contents | None = None
    values_beyond: Mapping[Address, Value] = field(default_factory=dict)
    results_beyond: Mapping[Address, Value] = field(default_factory=dict)
    sentences: Sentences | None = None


def packed(review: Review, form: Path) -> PackedReview:
    """Return `review` as it travels; `form` is the folder of the form that it follows."""
    fields, formulas = _places(form)
    typed, computed = [*map(review.values.get, fields)], [*map(review.results.get, formulas)]
    return PackedReview(
        review.identity,
        SmallRow(_passed(typed), PackedTexts()),
        SmallRow(_passed(computed) if review.results else ()),
        review.findings,
        review.tentative,
        review.statements,
        review.contents,
        _beyond(review.values, fields, typed),
        _beyond(review.results, formulas, computed),
        review.sentences,
    )


def _beyond(
    values: Mapping[Address, Value], known: Mapping[Address, int], found: Sequence[Value]
) -> Mapping[Address, Value]:
    """Return those of `values` that stand nowhere in `known`, at whose places `found` stands."""
    if len(values) == len([each for each in found if each is not None]):  # nearly always: every one was found
        return NOWHERE
    return {address: value for address, value in values.items() if address not in known}


def unpacked(review: PackedReview, form: Path, aside: WholeAside | None = None) -> Review:
    """Return the review that travelled, its values equal to what they were; `aside` takes its longer texts."""
    fields, formulas = _places(form)
    typed, computed = review.values.kept(_name, aside), review.results
    values: Mapping[Address, Value] = IndexedValues(fields, typed)
    results: Mapping[Address, Value] = IndexedValues(formulas if len(computed) else _NONE, computed)
    if review.values_beyond or review.results_beyond:
        values, results = {**values, **review.values_beyond}, {**results, **review.results_beyond}
    more = (review.findings, review.tentative, review.statements, review.contents, review.sentences)
    return Review(review.identity, values, results, *more)


@lru_cache(maxsize=8)
def _places(form: Path) -> tuple[dict[Address, int], dict[Address, int]]:
    known = load_form(form)
    return {a: n for n, a in enumerate(known.fields)}, {a: n for n, a in enumerate(known.formulas)}


def _passed(values: Sequence[Value]) -> Sequence[Value | int]:
    """Return `values` as a row takes them with the least trouble: whole numbers as ints, however they are written."""
    small = [*map(_SMALL.get, values, values)]  # nearly all of them
    kinds = set(map(type, values))
    if bool in kinds:  # True is no 1
        small = list(values)
    return [_whole(each) if type(each) is Decimal else each for each in small] if Decimal in kinds else small


def _whole(value: Decimal) -> Decimal | int:
    if value.adjusted() >= _LONGEST_WHOLE or not value.is_finite():
        return value
    whole = int(value)
    return whole if whole == value else value


def _name(value: Value) -> Value:
    """Return a value as it is kept: a text that many reviews have is one object."""
    return intern(value) if type(value) is str and len(value) < _SHORT else value
