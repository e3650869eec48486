"""LibreOffice, where it is installed: skipped with a reason elsewhere, a failure where CI is set."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest


def converted(file: Path, ending: str, folder: Path) -> Path:
    """Return `file` opened, recalculated and saved by LibreOffice as `ending` in `folder`."""
    return all_converted([file], ending, folder)[0]


def all_converted(files: Sequence[Path], ending: str, folder: Path) -> list[Path]:
    """Return `files` opened, recalculated and saved by LibreOffice as `ending` in `folder`, in one start of it."""
    soffice = needs_office()
    folder.mkdir(parents=True, exist_ok=True)
    profile = (folder / "profile").resolve().as_uri()
    command = [soffice, f"-env:UserInstallation={profile}", "--headless", "--convert-to", ending]
    paths = [str(file) for file in files]
    subprocess.run([*command, "--outdir", str(folder), *paths], check=True, capture_output=True, timeout=180)
    return [folder / f"{file.stem}.{ending}" for file in files]


def needs_office() -> str:
    """Return where LibreOffice is; the test is skipped where it is missing, and fails where CI is set."""
    soffice = shutil.which("soffice")
    if soffice is not None:
        return soffice
    if os.environ.get("CI"):
        pytest.fail("LibreOffice (soffice) is missing, and CI needs it")
    pytest.skip("LibreOffice (soffice) is not installed")
