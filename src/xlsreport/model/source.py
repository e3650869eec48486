"""Source files: what came, before anybody knows what it is."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that came. `name` is its path relative to the inbox with `/`; `path` is where its bytes lie."""

    name: str
    path: Path
    sha256: str
    received_at: str | None = None
    source: str | None = None
