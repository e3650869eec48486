"""A folder or document shown in the program that the system has for it."""

import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path


def opened_in_system(path: Path) -> bool:
    """Open `path` as a double-click would; return whether there was something to open it with."""
    if sys.platform == "win32":
        import os

        with suppress(OSError):
            os.startfile(path)  # noqa: S606 - a folder of the workspace, or a document that the program made
            return True
        return False
    program = shutil.which("open" if sys.platform == "darwin" else "xdg-open")
    if program is None:
        return False
    nowhere = subprocess.DEVNULL
    with suppress(OSError):
        subprocess.Popen([program, path], stdin=nowhere, stdout=nowhere, stderr=nowhere, start_new_session=True)  # noqa: S603
        return True
    return False
