"""Values of the model as JSON and back, by the types that their fields declare. Nothing is executed by reading them."""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import timedelta, timezone
from decimal import Decimal
from enum import Enum
from functools import cache, lru_cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from xlsreport.model.address import Address

Reader = Callable[[Any], Any]


def as_json(value: Any) -> Any:
    """Return `value` in lists, texts, numbers, truths and None; raises `TypeError` for what reading cannot give back.

    A mapping is a list of pairs, in its order; a set is sorted, so that equal values are written alike.
    """
    if value is None or type(value) in (str, int, float, bool):
        return value
    if isinstance(value, Decimal | Enum):
        return str(value.value if isinstance(value, Enum) else value)
    if isinstance(value, timezone):
        return value.utcoffset(None).total_seconds()
    if isinstance(value, Mapping):
        return [[as_json(key), as_json(each)] for key, each in value.items()]
    if isinstance(value, frozenset):
        return [as_json(each) for each in sorted(value)]
    if isinstance(value, tuple):
        return [as_json(each) for each in value]
    if is_dataclass(value):
        return [as_json(getattr(value, each.name)) for each in fields(value)]
    raise TypeError(type(value))


@lru_cache(maxsize=256)
def reader(hint: Any) -> Reader:
    """Return what turns JSON back into a value of the type `hint`; raises `TypeError` for a type that it cannot be."""
    if hint in (str, int, float, bool, Any):
        return _as_it_is
    if hint is Address:
        return _address
    if hint is timezone:
        return _timezone
    if isinstance(hint, type) and issubclass(hint, Decimal | Enum):
        return hint
    if is_dataclass(hint):
        return _dataclass(hint)
    return _compound(get_origin(hint), get_args(hint))


def _compound(origin: Any, parts: tuple[Any, ...]) -> Reader:
    if origin in (Union, UnionType) and len(parts) == 2 and (NoneType in parts or str in parts):
        plain = NoneType if NoneType in parts else str
        inner = reader(next(each for each in parts if each is not plain))
        return lambda data: data if isinstance(data, plain) else inner(data)
    if origin is Mapping:
        key, value = map(reader, parts)
        return lambda data: {key(each): value(of) for each, of in data}
    if origin is frozenset or (origin is tuple and parts[1:] == (...,)):
        each_of = reader(parts[0])
        return origin if each_of is _as_it_is else lambda data: origin(map(each_of, data))
    if origin is tuple:
        readers = tuple(map(reader, parts))
        return lambda data: tuple(read(each) for read, each in zip(readers, data, strict=True))
    raise TypeError(origin)


def _dataclass(kind: Any) -> Reader:
    @cache
    def readers() -> tuple[Reader, ...]:  # not before a value is met: a type may be among its own parts
        hints = get_type_hints(kind)
        return tuple(reader(hints[each.name]) for each in fields(kind))

    def read(data: Any) -> Any:
        own = readers()
        if len(data) != len(own):
            raise ValueError(kind.__name__)
        return kind(*[each if of is _as_it_is else of(each) for of, each in zip(own, data, strict=True)])

    return read


def _as_it_is(data: Any) -> Any:
    return data


def _timezone(data: Any) -> timezone:
    return timezone(timedelta(seconds=data))


def _address(data: Any) -> Address:
    return Address(*data)
