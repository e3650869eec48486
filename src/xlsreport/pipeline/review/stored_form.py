"""What a worker says of a file as bytes and back, exactly: so it travels, and so it is kept for the next run.

What is read is built from plain data, and no code of a file's is run.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import msgspec

from xlsreport.model.address import Address
from xlsreport.model.contents import Contents, JoinedUnit, Membership
from xlsreport.model.finding import CellChange, Finding, Operand, Severity
from xlsreport.model.review import Identity
from xlsreport.model.sentences import Sentences
from xlsreport.model.small_row import SmallRow
from xlsreport.model.statement import Statement
from xlsreport.model.workbook import Value
from xlsreport.pipeline.review.stored_row import UnstorableError, plain, row_of, special_value, told_row
from xlsreport.pipeline.review.transfer import NOWHERE, PackedReview


@dataclass(frozen=True, slots=True)
class Answer:
    """What a worker says of a file: the department's code, and the review without the form's addresses.

    `entry` are the bytes that it was restored from, if it was.
    """

    department: str | None
    review: PackedReview
    readable: bool
    untouched: bool
    entry: bytes = field(default=b"", compare=False, repr=False)

    def __reduce__(self) -> tuple[Callable[..., "Answer"], tuple[object, ...]]:
        """Travel as bytes where there are such: the parent makes one after the other, and keeps them as they came."""
        if self.readable:
            with suppress(UnstorableError):
                return restored, (stored(self),)
        return Answer, (self.department, self.review, self.readable, self.untouched)


NO_REPORT = Answer(None, PackedReview(Identity(), SmallRow(()), SmallRow(()), (), {}, ()), False, False)
"""What is said of a document that is no report of the form and the period."""


def stored(answer: Answer) -> bytes:
    """Return what a worker said of a file that it could read, as bytes.

    Raises `UnstorableError` where something in it would not come back as it is.
    """
    try:
        return msgspec.msgpack.encode(_told(answer))
    except (TypeError, OverflowError, UnicodeEncodeError) as error:
        raise UnstorableError from error


def restored(data: bytes) -> Answer:
    """Return what was stored; raises `ValueError` for other bytes."""
    try:
        code, untouched, identity, values, results, findings, tentative, statements, *more = _DECODER.decode(data)
        contents, values_beyond, results_beyond, sentences = more
        review = PackedReview(
            Identity(*identity),
            row_of(values),
            row_of(results),
            tuple(map(_finding_of, findings)),
            _cells_of(tentative),
            tuple(Statement(*each) for each in statements),
            _contents_of(contents),
            _cells_of(values_beyond),
            _cells_of(results_beyond),
            _sentences_of(sentences),
        )
    except (msgspec.MsgspecError, TypeError, ArithmeticError) as error:
        raise ValueError(str(error)) from error
    return Answer(code, review, readable=True, untouched=untouched, entry=data)


def _told(answer: Answer) -> tuple[object, ...]:
    review = answer.review
    return (
        answer.department,
        answer.untouched,
        (review.identity.code, review.identity.name, review.identity.period),
        told_row(review.values),
        told_row(review.results),
        tuple(map(_finding, review.findings)),
        _cells(review.tentative),
        tuple((each.code, each.place, each.problem, each.answer) for each in review.statements),
        _contents(review.contents),
        _cells(review.values_beyond),
        _cells(review.results_beyond),
        (each.words, each.known_by, each.sizes) if (each := review.sentences) else None,
    )


def _sentences_of(data: list[Any] | None) -> Sentences | None:
    if data is None:
        return None
    words, known_by, sizes = data
    return Sentences(words, known_by, tuple(sizes))


def _cells(values: Mapping[Address, Value]) -> tuple[object, ...]:
    return tuple((tuple(cell), plain(value)) for cell, value in values.items())


def _cells_of(data: list[Any]) -> Mapping[Address, Value]:
    return {Address(*cell): value for cell, value in data} if data else NOWHERE


_DECODER = msgspec.msgpack.Decoder(ext_hook=special_value)


def _contents(each: Contents | None) -> tuple[object, ...] | None:
    if each is None:
        return None
    units = tuple((u.code, u.name, u.parent, u.period, u.sha256, u.part.value) for u in each.units)
    return each.code, each.name, each.form, each.edition, each.period, each.final, units


def _contents_of(data: list[Any] | None) -> Contents | None:
    if data is None:
        return None
    code, name, form, edition, period, final, units = data
    told = tuple(JoinedUnit(each[0], each[1], each[2], each[3], each[4], Membership(each[5])) for each in units)
    return Contents(code, name, form, edition, period, final, told)


def _finding(each: Finding) -> tuple[object, ...]:
    return (
        each.code,
        each.severity.value,
        each.message,
        each.sheet,
        _cell(each.address),
        each.label,
        *map(plain, (each.found, each.expected, each.difference)),
        tuple((tuple(operand.address), plain(operand.value)) for operand in each.operands),
        tuple(
            tuple((tuple(cell.address), plain(cell.before), plain(cell.after)) for cell in changes)
            for changes in each.suggestions
        ),
        each.explanation,
        each.accepted_by,
        each.file,
        each.letter,
        each.said,
    )


def _finding_of(data: list[Any]) -> Finding:
    code, severity, message, sheet, cell, label, found, expected, difference, operands, suggestions, *more = data
    return Finding(
        code,
        Severity(severity),
        message,
        sheet,
        None if cell is None else Address(*cell),
        label,
        found,
        expected,
        difference,
        tuple(Operand(Address(*at), value) for at, value in operands),
        tuple(
            tuple(CellChange(Address(*at), before, after) for at, before, after in changes) for changes in suggestions
        ),
        *more,
    )


def _cell(address: Address | None) -> tuple[str, int, int] | None:
    return None if address is None else (address.sheet, address.row, address.column)
