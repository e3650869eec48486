"""python-calamine behind one border: whatever it raises becomes a `RefusedError`, its panics too."""

import io
from collections.abc import Iterator
from contextlib import contextmanager

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from xlsreport.reading.refusal import RefusedError


@contextmanager
def opened(data: bytes) -> Iterator[CalamineWorkbook]:
    """Open `data`, of any format that calamine knows; raises `RefusedError`: F103 for a password, F101 for all else."""
    try:
        yield CalamineWorkbook.from_filelike(io.BytesIO(data))
    except PasswordError:
        raise RefusedError("F103") from None
    except (CalamineError, ValueError, OSError, OverflowError) as error:
        raise RefusedError("F101", _first_line(error)) from None
    except (RefusedError, KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:  # a panic is no Exception, and cannot be pickled
        if isinstance(error, Exception):
            raise
        raise RefusedError("F101", f"calamine: {type(error).__name__}") from None


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [""])[0][:200] or type(error).__name__
