"""Texts in `tests/golden` that made things must equal; `GOLDEN=write pytest` writes them anew, for a person to read."""

import os
from pathlib import Path

GOLDEN = Path(__file__).parents[1] / "golden"


def held(name: str, text: str) -> tuple[list[str], list[str]]:
    """Return the lines of `text` and of the golden file called `name`, which are to be equal."""
    path = GOLDEN / name
    if os.environ.get("GOLDEN") == "write":
        path.write_text(text, encoding="utf-8", newline="\n")
    return text.splitlines(), path.read_text(encoding="utf-8").splitlines()
