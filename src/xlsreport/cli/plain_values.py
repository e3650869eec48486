"""Words of a command line that are what they are: for any word typer loads pydantic, a quarter of a short command.

What is not a plain text or path, or not one that every command takes, is typer's to turn into something or to refuse.
"""

import os
from enum import Enum
from pathlib import Path
from typing import Any, get_args, get_origin

_UNKNOWN = object()


def take_plainly(parameters: list[Any]) -> list[Any]:
    """Return typer's `parameters`, which take plain words as they are from now on."""
    for each in parameters:
        if getattr(each, "_runtime_param", _UNKNOWN) is None:  # typer makes its own when it is first asked for
            each._runtime_param = _Plain()
    return parameters


class _Plain:
    """Stands where typer's own has not been made yet."""

    def coerce(self, value: object, param: Any, ctx: object) -> object:
        """Return what the program is given for `value`."""
        told = param.type_descriptor
        taken = _none(param) if value is None else _taken(value, told.annotation, told.parameter_info)
        if taken is not _UNKNOWN:
            return taken
        param._runtime_param = None
        return param.get_runtime_param().coerce(value, param=param, ctx=ctx)


def _none(param: Any) -> object:
    return () if param.multiple or param.nargs == -1 else None


def _taken(value: object, kind: Any, info: Any) -> object:
    if info.parser is not None:
        return _UNKNOWN
    if get_origin(kind) is list and isinstance(value, tuple):
        items = [_taken(each, get_args(kind)[0], info) for each in value]
        return _UNKNOWN if _UNKNOWN in items else items
    if kind is str and type(value) is str:
        return value
    if isinstance(kind, type) and issubclass(kind, Enum):
        return next((each for each in kind if value in (each, each.value)), _UNKNOWN)
    if kind is Path and isinstance(value, str | Path):
        return _path(Path(value), info)
    return _UNKNOWN


def _path(path: Path, info: Any) -> object:
    """Return a path that may be anything: what must be there, or must not be a folder, is looked at by typer."""
    if info.exists or info.resolve_path or info.writable or info.path_type or not (info.file_okay and info.dir_okay):
        return _UNKNOWN
    try:
        path.stat()
    except OSError:
        return path
    except ValueError:  # no name of a file
        return _UNKNOWN
    return path if not info.readable or os.access(path, os.R_OK) else _UNKNOWN
