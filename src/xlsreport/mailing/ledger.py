"""A ledger: one line a happening, on the disk before what rests on it is done, and never rewritten.

A run that is killed leaves at most one line cut, which is passed over and ended before anything is added.
"""

import json
import os
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

Line = Mapping[str, object]


class Ledger:
    """The ledger at `path`, which is made with its first line."""

    def __init__(self, path: Path) -> None:
        """Name its place; nothing is read or written yet."""
        self.path = path

    def lines(self) -> Iterator[Line]:
        """Yield what it says, from the first line on; what is no line of a ledger is passed over."""
        try:
            text = self.path.read_text(encoding="utf-8", errors="replace")
        except FileNotFoundError:
            return
        for line in text.split("\n"):
            try:
                said = json.loads(line) if line.strip() else None
            except (ValueError, RecursionError):
                continue
            if isinstance(said, dict):
                yield said

    def add(self, *lines: Line) -> None:
        """Add lines with the time of now, and return when they are on the disk."""
        if not lines:
            return
        self.path.parent.mkdir(parents=True, exist_ok=True)
        text = "".join(f"{json.dumps({'at': _now(), **line}, ensure_ascii=False)}\n" for line in lines)
        with self.path.open("a+b") as file:
            file.write(f"{'' if _is_ended(file) else chr(10)}{text}".encode("utf-8", "backslashreplace"))
            file.flush()
            os.fsync(file.fileno())


def _is_ended(file: BinaryIO) -> bool:
    """Whether a file is empty or its last line is whole."""
    if file.seek(0, os.SEEK_END) == 0:
        return True
    file.seek(-1, os.SEEK_END)
    return file.read(1) == b"\n"


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
