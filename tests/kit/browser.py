"""Chromium, where it is installed: skipped with a reason elsewhere, a failure where CI is set."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def browser() -> str:
    """Return the program."""
    found = next((found for name in _NAMES if (found := shutil.which(name))), None)
    if found is None:
        if os.environ.get("CI"):
            pytest.fail("Chromium is missing, and CI needs it")
        pytest.skip("Chromium is not installed")
    return found


def shown(page: Path, width: int, *wanted: str) -> str:
    """Return what Chromium prints of `page`, opened `width` pixels wide, where `wanted` are further options."""
    alone = (
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--hide-scrollbars",
        f"--user-data-dir={page.parent / 'own'}",
    )
    command = [browser(), *alone, f"--window-size={width},4000", *wanted, page.as_uri()]
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8", timeout=120).stdout


def picture(page: Path, width: int) -> bytes:
    """Return the picture of `page` as a PNG."""
    target = page.with_suffix(".png")
    shown(page, width, f"--screenshot={target}")
    return target.read_bytes()
