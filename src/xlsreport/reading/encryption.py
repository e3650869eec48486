"""Office files with a password: Excel's own default one is tried, for it is no secret."""

import io
import re

import msoffcrypto
from msoffcrypto.exceptions import FileFormatError

from xlsreport.reading.refusal import RefusedError

_DEFAULT_PASSWORD = "VelvetSweatshop"  # noqa: S105 - what Excel uses for workbooks that are locked for writing alone
_SPINS = re.compile(rb'spinCount="(\d+)"')
_MOST_SPINS = 1_000_000  # ten times what Excel uses; more is meant to take time


def decrypted(data: bytes) -> bytes:
    """Return the workbook inside `data`; raises `RefusedError`: F103 for another password, F101 for damage."""
    if any(len(spins) > 8 or int(spins) > _MOST_SPINS for spins in _SPINS.findall(data)):
        raise RefusedError("F103")
    out = io.BytesIO()
    try:
        file = msoffcrypto.OfficeFile(io.BytesIO(data))
        file.load_key(password=_DEFAULT_PASSWORD)
        file.decrypt(out)
    except FileFormatError:
        raise RefusedError("F101", "OLE") from None
    except Exception:  # whatever its parsers stumble over: nothing was decrypted
        raise RefusedError("F103") from None
    return out.getvalue()
