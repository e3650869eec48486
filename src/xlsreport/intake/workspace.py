"""A workspace folder: its settings, and where things lie in it."""

import json
import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from xlsreport.errors import WorkspaceError
from xlsreport.model.limits import Limits

SETTINGS = "xlsreport.toml"
_PERIOD = re.compile(r"[12]\d{3}")


@dataclass(frozen=True, slots=True)
class Workspace:
    """A workspace's folder, the name or path of the form that it uses, and what one file may take."""

    folder: Path
    form: str
    limits: Limits = field(default_factory=Limits)

    def inbox(self, period: int) -> Path:
        """Return where the files of `period` arrive."""
        return self.folder / str(period) / "inbox"

    def outbox(self, period: int) -> Path:
        """Return where the files to be sent for `period` are laid."""
        return self.folder / str(period) / "outbox"

    def output(self, period: int) -> Path:
        """Return where the outputs of `period` are written."""
        return self.folder / str(period) / "output"

    def periods(self) -> tuple[int, ...]:
        """Return the periods that have a folder, oldest first."""
        names = [path.name for path in self.folder.iterdir() if path.is_dir()]
        return tuple(sorted(int(name) for name in names if _PERIOD.fullmatch(name)))


def open_workspace(folder: Path) -> Workspace:
    """Return the workspace in `folder`; raises `WorkspaceError` where its settings are missing or unusable."""
    path = folder / SETTINGS
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (FileNotFoundError, NotADirectoryError):
        raise WorkspaceError(
            f"“{folder}”不是工作区：没有 {SETTINGS}。请换到工作区文件夹，或用 -C 指定，或用 xlsreport init 新建。"
            f" Not a workspace: {SETTINGS} is missing; name one with -C or make one with xlsreport init."
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WorkspaceError(f"{path}：不是有效的 TOML（{error}）。Not valid TOML.") from None
    form = data.get("form")
    if not isinstance(form, str) or not form:
        raise WorkspaceError(f'{path}：缺少 form = "…"（用哪个表样）。The key form is missing.')
    return Workspace(folder, form, _limits(data.get("limits", {}), path))


def _limits(table: Any, path: Path) -> Limits:
    given = dict(table) if isinstance(table, dict) else {"limits": table}
    for name, value in given.items():
        if name not in ("seconds", "memory_mib") or not _is_positive(value):
            raise WorkspaceError(
                f"{path}：[limits] 中只能写 seconds（秒）和 memory_mib（MiB），都是正数；“{name}”不对。"
                f" [limits] takes seconds and memory_mib, both positive numbers; {name!r} is wrong."
            )
    return Limits(**given)


def _is_positive(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < float("inf")


def settings_text(form: str) -> str:
    """Return the text of the settings file of a new workspace that uses `form`, a name or a path."""
    quoted = json.dumps(form, ensure_ascii=False)  # a JSON string is a TOML string too
    return f"# 本工作区使用的表样 · the form that this workspace uses\nform = {quoted}\n"
