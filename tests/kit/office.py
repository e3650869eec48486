"""LibreOffice, where it is installed: skipped with a reason elsewhere, a failure where CI is set."""

import io
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

_STORED = re.compile(rb"(<f>[^<]*</f>)<v>[^<]*</v>")


def converted(file: Path, ending: str, folder: Path) -> Path:
    """Return `file` opened, recalculated and saved by LibreOffice as `ending` in `folder`."""
    return all_converted([file], ending, folder)[0]


def recomputed(data: bytes, folder: Path) -> Workbook:
    """Return the workbook `data` as LibreOffice computes it: without stored results it cannot repeat ours."""
    folder.mkdir(parents=True, exist_ok=True)
    bare = folder / "bare.xlsx"
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(bare, "w") as new:
        for name in old.namelist():
            new.writestr(name, _STORED.sub(rb"\1", old.read(name)))
    return load_workbook(converted(bare, "xlsx", folder / "out"), data_only=True)


def all_converted(files: Sequence[Path], ending: str, folder: Path) -> list[Path]:
    """Return `files` opened, recalculated and saved by LibreOffice as `ending` in `folder`, in one start of it."""
    soffice = shutil.which("soffice")
    if soffice is None:
        if os.environ.get("CI"):
            pytest.fail("LibreOffice (soffice) is missing, and CI needs it")
        pytest.skip("LibreOffice (soffice) is not installed")
    folder.mkdir(parents=True, exist_ok=True)
    profile = (folder / "profile").resolve().as_uri()
    command = [soffice, f"-env:UserInstallation={profile}", "--headless", "--convert-to", ending]
    paths = [str(file) for file in files]
    subprocess.run([*command, "--outdir", str(folder), *paths], check=True, capture_output=True, timeout=180)
    return [folder / f"{file.stem}.{ending}" for file in files]
