"""A workspace with a mail account, and what is run in it."""

from collections.abc import Mapping
from pathlib import Path

from kit.district import ROSTER
from kit.dovecot import USER
from kit.workspace import PERIOD, roster, workspace


def mailroom(folder: Path, receive: str, more: Mapping[str, object] | None = None) -> Path:
    """Make a workspace whose account is collected from `receive`; `more` are further keys of its settings."""
    place = workspace(folder, None, roster(ROSTER))
    keys = {"user": USER, "receive": receive, "timeout": 5, **(more or {})}
    lines = [f"{key} = {_written(said)}\n" for key, said in keys.items()]
    with (place / "xlsreport.toml").open("a", encoding="utf-8") as settings:
        settings.writelines(["[mail]\n", *lines])
    return place


def inbox_of(place: Path) -> dict[str, bytes]:
    """Return what lies in the inbox, by name."""
    inbox = place / str(PERIOD) / "inbox"
    return {path.name: path.read_bytes() for path in sorted(inbox.iterdir())} if inbox.is_dir() else {}


def ledger_of(place: Path, name: str = "collected.jsonl") -> Path:
    return place / str(PERIOD) / "mail" / name


def _written(said: object) -> str:
    if isinstance(said, Path):
        return f"'{said}'"
    return repr(said) if not isinstance(said, str) else f"'{said}'"
