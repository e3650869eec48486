"""The folder of a workspace in which runs keep what only saves time; it may be deleted whenever nobody runs."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from xlsreport.kept.texts import is_private

FOLDER = ".xlsreport-cache"
_TAG = "Signature: 8a477f597d28d172789f06886806bc55\n# what xlsreport kept for its next run; it may be deleted\n"
_PATIENCE = 1.0  # seconds that another run may be writing


def cached_database(workspace: Path, name: str, tables: Sequence[str]) -> sqlite3.Connection | None:
    """Return the database `name` in that folder with its `tables`, a new one in place of what is none.

    None where there can be none, or another run is at it.
    """
    folder = cache_folder(workspace)
    try:
        return _opened(folder / name, tables) if folder else None
    except OSError:
        return None


def _opened(path: Path, tables: Sequence[str]) -> sqlite3.Connection | None:
    for _ in range(2):
        try:
            database = sqlite3.connect(path, timeout=_PATIENCE)
            with closing(database.execute("PRAGMA quick_check(1)")):
                for table in tables:
                    database.execute(table)
        except sqlite3.OperationalError:
            return None
        except sqlite3.DatabaseError:
            database.close()
            path.unlink(missing_ok=True)
        else:
            return database
    return None


def cache_folder(workspace: Path) -> Path | None:
    """Return that folder, made where it is not there; None where it is not the user's alone or cannot be made."""
    folder = workspace / FOLDER
    try:
        if not folder.is_dir():
            folder.mkdir(mode=0o700)
            (folder / "CACHEDIR.TAG").write_text(_TAG, encoding="utf-8", newline="\n")
        return folder if is_private(folder) else None
    except OSError:
        return None
