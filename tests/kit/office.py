"""LibreOffice, where it is installed: skipped with a reason elsewhere, a failure where CI is set."""

import io
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from openpyxl import load_workbook

_STORED = re.compile(rb"(<f>[^<]*</f>)<v>[^<]*</v>")


def soffice() -> str:
    """Return where LibreOffice is."""
    found = shutil.which("soffice")
    if found is None and os.environ.get("CI"):
        pytest.fail("LibreOffice (soffice) is missing, and CI needs it")
    return found or pytest.skip("LibreOffice (soffice) is not installed")


def converted(file: Path, ending: str, folder: Path) -> Path:
    """Return `file` opened, recalculated and saved by LibreOffice as `ending` in `folder`."""
    return all_converted([file], ending, folder)[0]


def all_converted(files: Sequence[Path], ending: str, folder: Path) -> list[Path]:
    """Return `files` opened, recalculated and saved by LibreOffice as `ending` in `folder`, in one start of it."""
    program = soffice()
    folder.mkdir(parents=True, exist_ok=True)
    profile = (folder / "profile").resolve().as_uri()
    command = [program, f"-env:UserInstallation={profile}", "--headless", "--convert-to", ending]
    paths = [str(file) for file in files]
    subprocess.run([*command, "--outdir", str(folder), *paths], check=True, capture_output=True, timeout=180)
    return [folder / f"{file.stem}.{ending}" for file in files]


def recalculated(books: Mapping[str, bytes], folder: Path) -> dict[str, list[tuple[str, object, object]]]:
    """Return each formula of `books` that is written for one cell: where it stands, its result stored and computed.

    LibreOffice gets the workbooks without stored results, so it cannot repeat ours.
    """
    bare = folder / "bare"
    bare.mkdir(parents=True)
    files = [bare / f"{number}.xlsx" for number in range(len(books))]
    for file, data in zip(files, books.values(), strict=True):
        with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w") as new:
            for name in old.namelist():
                new.writestr(name, _STORED.sub(rb"\1", old.read(name)))
    made = all_converted(files, "xlsx", folder / "computed")
    return {name: _pairs(data, file) for (name, data), file in zip(books.items(), made, strict=True)}


def _pairs(data: bytes, file: Path) -> list[tuple[str, object, object]]:
    live, stored = load_workbook(io.BytesIO(data)), load_workbook(io.BytesIO(data), data_only=True)
    again = load_workbook(file, data_only=True)
    formulas = [cell for sheet in live for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    places = [(cell.parent.title, cell.coordinate) for cell in formulas]
    return [(f"{sheet}!{cell}", stored[sheet][cell].value, again[sheet][cell].value) for sheet, cell in places]
