"""What the settings have at a key, told from their schema: one text, several, or whatever is written."""

from collections.abc import Sequence
from enum import StrEnum
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from msgspec import Struct

from xlsreport.forms.schema import FormFile

_ONE_TEXT = {"names": ("",), "prose": ("rows", "also", "columns", "superseded"), "consolidate": ("",)}
_MANY = ("prose",)  # whose sections have a reader of their own


class Shape(StrEnum):
    """How the cells beside a key are read."""

    TEXT = "text"
    TEXTS = "texts"
    ANY = "any"


def shape_of(names: Sequence[str]) -> Shape:
    """Return what the settings have at the key that `names` lead to."""
    section = names[0]
    if section in _ONE_TEXT and ((len(names) == 2 and "" in _ONE_TEXT[section]) or names[1] in _ONE_TEXT[section]):
        return Shape.TEXT
    if section in _MANY:
        return Shape.TEXTS
    if section == "editions":
        return Shape.TEXT
    kind = _kind(names)
    if kind is str:
        return Shape.TEXT
    is_list = get_origin(kind) is tuple and _plain(get_args(kind)[0]) is str
    return Shape.TEXTS if is_list else Shape.ANY


def _kind(names: Sequence[str]) -> Any:
    kind: Any = FormFile
    for name in names:
        kind = _inner(kind, name)
        if kind is None:
            return None
    return _plain(kind)


def _inner(kind: Any, name: str) -> Any:
    kind = _plain(kind)
    if isinstance(kind, type) and issubclass(kind, Struct):
        return get_type_hints(kind, include_extras=True).get(name)
    return get_args(kind)[1] if get_origin(kind) is dict else None


def _plain(kind: Any) -> Any:
    """Return a type without its bounds, and without None."""
    if get_origin(kind) is Annotated:
        return get_args(kind)[0]
    if get_origin(kind) in (Union, UnionType):
        rest = [each for each in get_args(kind) if each is not NoneType]
        return _plain(rest[0]) if len(rest) == 1 else kind
    return kind
