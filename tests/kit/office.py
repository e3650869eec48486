"""LibreOffice, where it is installed: skipped with a reason elsewhere, a failure where CI is set."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest


def converted(file: Path, ending: str, folder: Path) -> Path:
    """Return `file` opened, recalculated and saved by LibreOffice as `ending` in `folder`."""
    soffice = shutil.which("soffice")
    if soffice is None:
        if os.environ.get("CI"):
            pytest.fail("LibreOffice (soffice) is missing, and CI needs it")
        pytest.skip("LibreOffice (soffice) is not installed")
    folder.mkdir(parents=True, exist_ok=True)
    profile = (folder / "profile").resolve().as_uri()
    command = [soffice, f"-env:UserInstallation={profile}", "--headless", "--convert-to", ending]
    subprocess.run([*command, "--outdir", str(folder), str(file)], check=True, capture_output=True, timeout=180)
    return folder / f"{file.stem}.{ending}"
