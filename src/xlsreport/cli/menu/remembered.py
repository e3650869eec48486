"""The workspaces that this user worked in last, kept in the user's own settings folder, newest first.

`XLSREPORT_CONFIG` names another folder; where it is empty, nothing is kept.
"""

import json
import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from platformdirs import user_config_path

_SETTING = "XLSREPORT_CONFIG"
_NAME = "workspaces.json"
_MOST = 9


def remembered() -> tuple[Path, ...]:
    """Return the workspaces that are still there; what cannot be read is as if it were not there."""
    file = _file()
    if file is None:
        return ()
    try:
        read = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return ()
    named = [each for each in read if isinstance(each, str)] if isinstance(read, list) else []
    return tuple(path for path in map(Path, named) if _is_there(path))[:_MOST]


def remember(workspace: Path) -> None:
    """Put `workspace` first; where it cannot be written down, it is forgotten."""
    file = _file()
    if file is None:
        return
    kept = with_first(remembered(), workspace.resolve())
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        aside = file.with_name(f"{_NAME}.{os.getpid()}")
        aside.write_text(json.dumps([str(each) for each in kept], ensure_ascii=False), encoding="utf-8", newline="\n")
        aside.replace(file)


def with_first(kept: Sequence[Path], workspace: Path) -> tuple[Path, ...]:
    """Return `kept` with `workspace` before the others, each once, and no more than a digit can choose."""
    return (workspace, *(each for each in kept if each != workspace))[:_MOST]


def _file() -> Path | None:
    named = os.environ.get(_SETTING)
    folder = user_config_path("xlsreport", appauthor=False) if named is None else Path(named)
    return folder / _NAME if named != "" else None


def _is_there(path: Path) -> bool:
    try:
        return path.is_absolute() and path.is_dir()
    except (OSError, ValueError):
        return False
