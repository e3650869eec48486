"""python-calamine behind one border: whatever it raises becomes a `RefusedError`, its panics too."""

import io
from collections.abc import Iterator
from contextlib import contextmanager

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from xlsreport.reading.refusal import RefusedError

_DAMAGED = "XLS ✗"


@contextmanager
def opened(data: bytes) -> Iterator[CalamineWorkbook]:
    """Open `data`, of any format that calamine knows; raises `RefusedError`: F103 for a password, F101 for all else.

    What it says is for programmers, and may be a sheet's name alone: it is nobody's reason.
    """
    try:
        yield CalamineWorkbook.from_filelike(io.BytesIO(data))
    except PasswordError:
        raise RefusedError("F103") from None
    except (CalamineError, ValueError, OSError, OverflowError):
        raise RefusedError("F101", _DAMAGED) from None
    except (RefusedError, KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:  # a panic is no Exception, and cannot be pickled
        if isinstance(error, Exception):
            raise
        raise RefusedError("F101", _DAMAGED) from None
