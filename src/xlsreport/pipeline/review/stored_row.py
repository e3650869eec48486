"""A row of values as plain data and back, exactly: numbers as they lie in memory, its longer texts in one piece."""

from array import array
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from sys import intern
from typing import Any

import msgspec

from xlsreport.model.packed_texts import PackedTexts
from xlsreport.model.small_row import SIZES, SmallRow
from xlsreport.model.workbook import ErrorValue, Value

_KINDS: Mapping[int, tuple[type, Callable[[Any], str], Callable[[str], object]]] = {
    1: (Decimal, str, Decimal),
    2: (datetime, datetime.isoformat, datetime.fromisoformat),  # before date, which it is one of
    3: (date, date.isoformat, date.fromisoformat),
    4: (time, time.isoformat, time.fromisoformat),
    5: (ErrorValue, str, ErrorValue),
}
_MOST_DISTINCT = 256  # texts that one byte tells apart


class UnstorableError(Exception):
    """What has no form as bytes here."""


def row_bytes(row: SmallRow) -> bytes:
    """Return `row` as bytes; raises `UnstorableError` where something in it would not come back as it is."""
    try:
        return msgspec.msgpack.encode(told_row(row))
    except (TypeError, OverflowError, UnicodeEncodeError) as error:
        raise UnstorableError from error


def row_from(data: bytes) -> SmallRow:
    """Return the row that `row_bytes` made `data` of."""
    return row_of(_DECODER.decode(data))


def told_row(row: SmallRow) -> tuple[object, ...]:
    """Return `row` as plain data; raises `UnstorableError` where something in it would not come back as it is."""
    codes, places, others, texts = row.taken_apart()
    where = (places.typecode, places.tobytes(), *_distinct(others))
    return codes.typecode, codes.tobytes(), *where, texts and texts.data


def row_of(data: Sequence[Any]) -> SmallRow:
    """Return the row that was told; raises `ValueError` for other data."""
    size, codes, places_size, places, distinct, order, texts = data
    others = tuple(distinct if order is None else map([*map(intern, distinct)].__getitem__, order))
    where = _places(places_size, places)
    return SmallRow.of_codes(_numbers(size, codes), where, others, None if texts is None else PackedTexts(texts))


def _distinct(others: Sequence[Value | int]) -> tuple[tuple[object, ...], bytes | None]:
    """Return the texts among which `others` are, and which of them each is: formulas say the same of many cells."""
    if not all(type(each) is str for each in others):
        return tuple(map(plain, others)), None
    places = {text: place for place, text in enumerate(dict.fromkeys(others))}
    if len(places) > _MOST_DISTINCT:
        return tuple(others), None
    return tuple(places), bytes(map(places.__getitem__, others))


def _numbers(size: str, data: bytes) -> "array[int]":
    if size not in SIZES:
        raise ValueError(size)
    return array(size, data)


_places = lru_cache(maxsize=1024)(_numbers)  # nearly all workbooks of a form have texts in the same places


def plain(value: object) -> object:
    """Return `value` as msgpack has it; raises `UnstorableError` where it has no such."""
    if value is None or type(value) in (int, str, bool):
        return value
    for kind, (type_, told, _) in _KINDS.items():
        if type(value) is type_:
            return msgspec.msgpack.Ext(kind, told(value).encode())
    raise UnstorableError(type(value).__name__)


def special_value(kind: int, data: memoryview) -> object:
    """Return the value that msgpack has none of its own for; raises `ValueError` for another kind."""
    if kind not in _KINDS:
        raise ValueError(kind)
    return _KINDS[kind][2](str(data, "utf-8"))


_DECODER = msgspec.msgpack.Decoder(ext_hook=special_value)
