"""Packages are made on a computer whose clock stands before 1980 too, where no file in a package can have its date."""

import time
import zipfile
from types import SimpleNamespace

_FIRST, _LAST = 1980, 2107  # the years that a package can tell
_DATE = time.struct_time((_FIRST, 1, 1, 0, 0, 0, 1, 1, 0))


def packages_at_any_date() -> None:
    """Have `zipfile` date files on a day that it can write, where the clock's it cannot; ours are dated anew anyway."""
    if not _FIRST <= time.localtime().tm_year <= _LAST:
        zipfile.time = SimpleNamespace(time=time.time, localtime=_localtime)  # type: ignore[attr-defined]


def _localtime(seconds: float | None = None) -> time.struct_time:
    found = time.localtime(seconds)
    return found if _FIRST <= found.tm_year <= _LAST else _DATE
