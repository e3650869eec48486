"""The file names that some system keeps for a device of its own, in one list."""

import re

_DEVICE = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³]) *(?:[.:].*)?", re.IGNORECASE)


def is_device(name: str) -> bool:
    """Return whether Windows takes `name`, with any ending, for a device and not for a file."""
    return _DEVICE.fullmatch(name) is not None
