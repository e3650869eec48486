"""What stops a command and is no fault of the program: what cannot be carried out, and what the system says."""

import errno
import sys

from xlsreport.errors import XlsreportError
from xlsreport.language import bilingual

_OF_THE_SYSTEM = {
    *(errno.EACCES, errno.EPERM, errno.EROFS, errno.EIO, errno.ENAMETOOLONG, errno.ELOOP, errno.ENOTDIR),
    *(getattr(errno, "ESTALE", errno.EIO), getattr(errno, "EHOSTDOWN", errno.EIO)),
}


def refusal_of(error: Exception) -> str | None:
    """Return the sentence in which `error` refuses a command; None where it is a fault of ours."""
    if isinstance(error, XlsreportError):
        return f"{error}{_of_names()}"
    if isinstance(error, OSError) and error.filename is not None and error.errno in _OF_THE_SYSTEM:
        return bilingual("system_says", path=error.filename, reason=error.strerror)
    if isinstance(error, UnicodeEncodeError) and not _names_are_utf8():
        return bilingual("names_encoding", encoding=sys.getfilesystemencoding())
    return None


def _of_names() -> str:
    """Return what to set where file names may not have been found for the system's encoding of names."""
    return "" if _names_are_utf8() else " " + bilingual("names_encoding", encoding=sys.getfilesystemencoding())


def _names_are_utf8() -> bool:
    return sys.getfilesystemencoding().lower().replace("-", "") == "utf8"
