"""TOML and JSON that anybody may have written, decoded into types; what does not fit is named by its key.

msgspec decodes. Its errors say what was expected in a sentence of its own and leave out the keys of mappings, so they
are taken apart here, and the rooms say them in the author's language.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from enum import StrEnum
from typing import TypeVar, get_args, get_origin, get_type_hints

import msgspec

_Decoded = TypeVar("_Decoded")
_SAID = re.compile(r"(.*?)(?: - at `\$([^`]*)`)?", re.DOTALL)
_KEY = re.compile(r"Object (missing required|contains unknown) field `(.*)`", re.DOTALL)
_EXPECTED = re.compile(r"Expected `(\w+)[^`]*`(.*)")
_STEP = re.compile(r"\.(\w+)|\[(\d+|\.\.\.)\]")
_TYPES: Mapping[str, tuple[type, ...]] = {
    "str": (str,),
    "int": (int,),
    "float": (int, float),
    "bool": (bool,),
    "array": (list,),
    "object": (dict,),
}


class Misfit(StrEnum):
    """What is wrong with a key: not there, not known, of the value of another, or not of the type named here."""

    MISSING = "missing"
    UNKNOWN = "unknown"
    TEXT = "str"
    WHOLE = "int"
    NUMBER = "float"
    FLAG = "bool"
    LIST = "array"
    TABLE = "object"
    OTHER = "other"
    ALIKE = "alike"


class MisfitError(Exception):
    """A document is not as its type says, at the key that `names` lead to; `nearest` is one like it."""

    def __init__(self, misfit: Misfit, names: Sequence[str], value: object = None, nearest: str = "") -> None:
        super().__init__(misfit, names)
        self.misfit, self.names, self.value, self.nearest = misfit, tuple(names), value, nearest

    def __str__(self) -> str:
        return self.key

    @property
    def text_key(self) -> str:
        """The key of the sentence that says it, which takes `words`."""
        return f"misfit_{self.misfit}" + ("_near" if self.nearest else "")

    @property
    def words(self) -> Mapping[str, object]:
        """What the sentence takes."""
        return {"key": self.key, "value": self.value, "nearest": self.nearest}

    @property
    def key(self) -> str:
        """The key as it is looked up in TOML, `[names] roster`; places in a list are counted from 1."""
        if len(self.names) < 2:
            return "".join(self.names)
        table, first, *rest = self.names
        return f"[{table}] {first}" + "".join(f"[{name}]" if name.isdecimal() else f".{name}" for name in rest)


def decoded(data: object, kind: type[_Decoded], at: Sequence[str] = ()) -> _Decoded:
    """Return what `json` or `tomllib` made of a document as `kind`; `at` are the names that lead to `data`.

    Raises `MisfitError` for the first key that is missing, of another type or, in a strict `Struct`, not known.
    """
    try:
        return msgspec.convert(data, kind)
    except msgspec.ValidationError as error:
        said = _SAID.fullmatch(str(error))
        text, path = said.groups("") if said else (str(error), "")
        steps = tuple(name or number for name, number in _STEP.findall(path))
        raise _misfit(text, steps, (data, kind), at) from None


def _misfit(text: str, steps: Sequence[str], document: tuple[object, object], at: Sequence[str]) -> MisfitError:
    data, kind = document
    if key := _KEY.fullmatch(text):
        unknown, name = key[1] == "contains unknown", key[2]
        names, _ = _place(data, steps, lambda value: isinstance(value, dict) and (name in value) is unknown)
        near = get_close_matches(name, _fields(kind, steps), n=1) if unknown else []
        return MisfitError(Misfit.UNKNOWN if unknown else Misfit.MISSING, (*at, *names, name), nearest="".join(near))
    expected = _EXPECTED.fullmatch(text)
    name, bound = expected.groups() if expected else ("", "")
    names, value = _place(data, steps, lambda value: not bound.startswith(",") or not _is(value, name))
    return MisfitError(Misfit(name) if name in _TYPES else Misfit.OTHER, (*at, *names), value)


def _is(value: object, name: str) -> bool:
    return type(value) in _TYPES.get(name, ())


def _place(data: object, steps: Sequence[str], wrong: Callable[[object], bool]) -> tuple[tuple[str, ...], object]:
    """Return the names on the way of `steps` and what is `wrong` there; `...` is the first key to it."""
    return next(_places(data, steps, wrong), ((), data))


def _places(
    data: object, steps: Sequence[str], wrong: Callable[[object], bool]
) -> Iterator[tuple[tuple[str, ...], object]]:
    if not steps:
        if wrong(data):
            yield (), data
        return
    for name, inner in _inside(data, steps[0]):
        for names, value in _places(inner, steps[1:], wrong):
            yield (name, *names), value


def _inside(data: object, step: str) -> Iterator[tuple[str, object]]:
    if isinstance(data, list):
        places = range(len(data)) if step == "..." else [int(step)]
        yield from ((str(place + 1), data[place]) for place in places)
    elif isinstance(data, dict):
        yield from data.items() if step == "..." else [(step, data[step])]


def _fields(kind: object, steps: Sequence[str]) -> tuple[str, ...]:
    """Return the keys that the `Struct` has to which `steps` lead in `kind`."""
    for step in steps:
        inner = get_args(kind)
        if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
            kind = get_type_hints(kind)[step]
        else:
            kind = inner[1] if get_origin(kind) is dict else inner[0]
    return getattr(kind, "__struct_encode_fields__", ())
