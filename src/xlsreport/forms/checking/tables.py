"""The tables of form.toml as plain dictionaries, walked and changed by the names that lead to an entry."""

from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import Any


def leaves(data: object, names: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], object]]:
    """Yield each entry that is no table, with the names that lead to it; places in a list count from 1."""
    if isinstance(data, dict) and data:
        for key, value in data.items():
            yield from leaves(value, (*names, str(key)))
    elif isinstance(data, list) and any(isinstance(each, dict | list) for each in data):
        for number, value in enumerate(data, 1):
            yield from leaves(value, (*names, str(number)))
    else:
        yield names, data


def dropped(data: dict[str, Any], names: Sequence[str]) -> bool:
    """Take an entry out of `data`; whether it was there."""
    holder = _holder(data, names)
    if isinstance(holder, dict) and names[-1] in holder:
        del holder[names[-1]]
    elif isinstance(holder, list) and names[-1].isdecimal() and int(names[-1]) <= len(holder):
        del holder[int(names[-1]) - 1]
    else:
        return False
    return True


def renamed(data: dict[str, Any], names: Sequence[str], name: str) -> bool:
    """Give an entry the name that was meant; one that already bears it stays, and the other goes."""
    holder = _holder(data, names)
    if not isinstance(holder, dict) or names[-1] not in holder:
        return False
    value = holder.pop(names[-1])
    if isinstance(value, dict) and isinstance(holder.get(name), dict):
        holder[name] = value | holder[name]
    else:
        holder.setdefault(name, value)
    return True


def put(data: dict[str, Any], names: Sequence[str], value: object) -> bool:
    """Put an entry where one is missed."""
    for name in names[:-1]:
        data = data.setdefault(name, {})
    data[names[-1]] = value
    return True


def without(data: dict[str, Any], names: Sequence[str]) -> dict[str, Any]:
    """Return a copy of `data` without one entry."""
    copied = deepcopy(data)
    dropped(copied, names)
    return copied


def _holder(data: Any, names: Sequence[str]) -> Any:
    for name in names[:-1]:
        if isinstance(data, dict) and name in data:
            data = data[name]
        elif isinstance(data, list) and name.isdecimal() and int(name) <= len(data):
            data = data[int(name) - 1]
        else:
            return None
    return data
