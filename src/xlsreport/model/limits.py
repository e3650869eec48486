"""How long one file may take, and how much memory it may need."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds of a processor per file, and MiB of memory beyond what a worker needs at rest."""

    seconds: float = 10.0
    memory_mib: int = 1024
