"""Texts that this user's runs of the program keep for one another, in a folder that is the user's alone.

What is in any doubt (another's folder, a link, a damaged file) is as if it were not there. `XLSREPORT_CACHE` names
another folder; where it is empty, nothing is kept.
"""

import hashlib
import os
import secrets
import stat
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from platformdirs import user_cache_path

_SETTING = "XLSREPORT_CACHE"
_KEY = "key"
_MOST_FILES = 32
_MOST_BYTES = 64 * 1024 * 1024
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def kept(key: str) -> str | None:
    """Return the text that was kept as `key`, None where there is none that can be relied on."""
    folder = _folder()
    if folder is None or not _is_ours(folder):
        return None
    try:
        with open(folder / key, "rb", opener=_no_link) as file:
            sound = _alone_ours(os.fstat(file.fileno()), stat.S_ISREG)
            digest, _, data = (file.read(_MOST_BYTES) if sound else b"").partition(b"\n")
            return data.decode() if digest == _digest(data) else None
    except (OSError, UnicodeDecodeError):
        return None


def keep(key: str, text: str) -> None:
    """Keep `text` as `key`, where a folder of the user's own can be had."""
    folder, data = _folder(), text.encode()
    if folder is None:
        return
    with suppress(OSError):
        folder.mkdir(mode=stat.S_IRWXU, parents=True, exist_ok=True)
        if not _is_ours(folder):
            return
        _drop_oldest(folder)
        handle, name = tempfile.mkstemp(dir=folder)  # readable by this user alone, as mkstemp makes it
        with open(handle, "wb") as file:  # noqa: PTH123 - an open file, no path
            file.write(_digest(data) + b"\n" + data)
        Path(name).replace(folder / key)


def secret() -> bytes | None:
    """Return a key that this user has and nobody else, made when it is first asked for; None where none can be kept."""
    found = kept(_KEY)
    if found is None:
        keep(_KEY, secrets.token_hex(32))
        found = kept(_KEY)
    return None if found is None else found.encode()


def is_private(folder: Path) -> bool:
    """Whether `folder` is one of this user's that nobody else can read or write."""
    return _is_ours(folder)


def _folder() -> Path | None:
    told = os.environ.get(_SETTING)
    if told is None:
        return user_cache_path("xlsreport", appauthor=False) / "forms"
    return Path(told) if told else None


def _is_ours(folder: Path) -> bool:
    try:
        return _alone_ours(folder.lstat(), stat.S_ISDIR)
    except OSError:
        return False


def _alone_ours(status: os.stat_result, is_kind: Callable[[int], bool]) -> bool:
    """Whether it is of that kind, this user's, and no other's to read or write; Windows keeps a user's folders so."""
    if not is_kind(status.st_mode):
        return False
    return not hasattr(os, "getuid") or (status.st_uid == os.getuid() and not status.st_mode & _OTHERS)


def _no_link(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0))


def _digest(data: bytes) -> bytes:
    return hashlib.sha256(data).hexdigest().encode()


def _drop_oldest(folder: Path) -> None:
    """Leave room for one more; what a killed run left behind goes in its turn."""
    texts = (path for path in folder.iterdir() if path.name != _KEY)
    files = sorted(texts, key=lambda path: path.lstat().st_mtime_ns, reverse=True)
    for path in files[_MOST_FILES - 1 :]:
        path.unlink(missing_ok=True)
