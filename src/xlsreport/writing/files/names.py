"""File names that are safe on every system."""

import re
import unicodedata

from xlsreport.file_names import is_device

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_LONGEST = 100


def safe_name(text: str) -> str:
    """Return `text` as a file name without its ending: no separator, no reserved name, not hidden, not endless."""
    visible = "".join(c for c in text if unicodedata.category(c) not in ("Cf", "Cc", "Cs"))
    name = _FORBIDDEN.sub("_", visible).strip(" .")[:_LONGEST].strip(" .") or "_"
    return f"_{name}" if is_device(name) else name
