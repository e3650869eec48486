"""Two folders that change their names in one step, where the system can: at no moment is either of them not there."""

import ctypes
import ctypes.util
import os
import sys
from functools import cache
from pathlib import Path
from typing import Any

_HERE = -100 if sys.platform.startswith("linux") else -2  # AT_FDCWD: names are what they are from here
_EXCHANGE = 2  # RENAME_EXCHANGE of Linux, RENAME_SWAP of macOS
_CALLS = {"linux": "renameat2", "darwin": "renameatx_np"}


def exchanged(one: Path, other: Path) -> bool:
    """Return whether `one` and `other` have changed their names; where this cannot be done, nothing has happened."""
    call = _call()
    names = (os.fsencode(one.absolute()), os.fsencode(other.absolute()))
    return call is not None and call(_HERE, names[0], _HERE, names[1], _EXCHANGE) == 0


@cache
def _call() -> Any:
    name = _CALLS.get(sys.platform)
    try:
        call = getattr(ctypes.CDLL(None), name) if name else None
    except (OSError, AttributeError, TypeError):  # an older system, or another C library
        return None
    if call is not None:
        call.argtypes = (ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint)
    return call
