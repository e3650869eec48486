"""The example workspace, laid out to be worked on."""

import shutil
from pathlib import Path

from xlsreport.forms import example_workspace


def laid_out(folder: Path) -> Path:
    """Copy the example workspace to `folder` and return it."""
    shutil.copytree(example_workspace(), folder, dirs_exist_ok=True)
    return folder
