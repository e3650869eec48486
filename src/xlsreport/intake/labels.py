"""Names that senders gave: labels for people, which never lead to a place on disk."""

import re
import unicodedata

_SEPARATORS = re.compile(r"[/\\]+")
_LONGEST = 200  # characters of one part of a name: a longer one is no name
_LITTER = {"thumbs.db", "ehthumbs.db", "desktop.ini", ".ds_store"}


def label(name: str) -> str:
    """Return `name` with `/` between its parts, and without `.` and `..`, drives, control and direction characters."""
    shown = "".join(char for char in name if unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Zl", "Zp"))
    parts = [part.strip()[:_LONGEST] for part in _SEPARATORS.split(shown)]
    return "/".join(part for part in parts if part.strip(". ") and not re.fullmatch("[A-Za-z]:", part))


def is_litter(name: str) -> bool:
    """Whether a file is nobody's: the lock file of an open workbook, a thumbnail, what a system leaves in folders."""
    parts = [part for part in _SEPARATORS.split(name) if part not in ("", ".")]
    last = parts[-1].lower() if parts else ""
    return "__MACOSX" in parts or last in _LITTER or last.startswith((".", "~$"))


def decoded(raw: bytes) -> str:
    """Return text whose encoding nobody says: strictly UTF-8, else GB18030, else as it can be shown."""
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("latin-1")
