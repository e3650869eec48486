"""File names that are safe on every system."""

import re
import unicodedata

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
_LONGEST = 100


def safe_name(text: str) -> str:
    """Return `text` as a file name without its ending: no separator, no reserved name, not hidden, not endless."""
    visible = "".join(c for c in text if unicodedata.category(c) not in ("Cf", "Cc", "Cs"))
    name = _FORBIDDEN.sub("_", visible).strip(" .")[:_LONGEST].strip(" .") or "_"
    return f"_{name}" if name.split(".")[0].lower() in _RESERVED else name
