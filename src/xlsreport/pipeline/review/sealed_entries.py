"""What a run keeps for the next under keys, each entry sealed; what is in any doubt is as if it were not there.

Whoever can write into the folder could otherwise put figures into a report: an entry is used where it is sealed with a
key that this user has.
"""

import hmac
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from xlsreport.kept.texts import secret
from xlsreport.pipeline.review.cache_folder import cached_database

AT_ONCE = 256  # entries
_TABLE = "CREATE TABLE IF NOT EXISTS entries (key BLOB PRIMARY KEY, entry BLOB, seal BLOB)"
_ASKED = f"SELECT key, entry, seal FROM entries WHERE key IN ({','.join('?' * AT_ONCE)})"  # noqa: S608


@contextmanager
def sealed_entries(workspace: Path, name: str) -> Iterator["SealedEntries | None"]:
    """Give what is kept as `name` in the folder `workspace`; None where nothing can be kept there for certain."""
    seal = secret()
    file = cached_database(workspace, f"{name}.sqlite", (_TABLE,)) if seal else None
    if seal is None or file is None:
        yield None
        return
    with closing(file):
        entries = SealedEntries(file, seal)
        yield entries
        entries.close()


class SealedEntries:
    """The entries of one name; what fails here costs time and nothing else."""

    def __init__(self, database: sqlite3.Connection, seal: bytes) -> None:
        """`seal` is the secret of this user."""
        self._database, self._seal = database, seal
        self._used: set[bytes] = set()
        self._new: list[tuple[bytes, bytes, bytes]] = []

    def of(self, keys: Sequence[bytes]) -> Mapping[bytes, bytes]:
        """Return what is kept under up to `AT_ONCE` keys; those are left out whose entries are another's or damaged."""
        try:
            found = self._database.execute(_ASKED, (*keys, *[b""] * (AT_ONCE - len(keys)))).fetchall()
        except sqlite3.Error:
            return {}
        sound = (row for row in found if all(isinstance(part, bytes) for part in row))
        return {key: entry for key, entry, seal in sound if hmac.compare_digest(seal, self._sealed(key, entry))}

    def used(self, key: bytes) -> None:
        """Know that this run had a use for what is kept under `key`."""
        self._used.add(key)

    def keep(self, key: bytes, entry: bytes) -> None:
        """Keep `entry` for the next run."""
        self._used.add(key)
        self._new.append((key, entry, self._sealed(key, entry)))
        if len(self._new) >= AT_ONCE:
            self._write()

    def close(self) -> None:
        """Write what is new, and forget what this run had no use for."""
        self._write()
        with suppress(sqlite3.Error), self._database:
            ((there,),) = self._database.execute("SELECT count(*) FROM entries")
            if there > len(self._used):
                self._database.execute("CREATE TEMP TABLE used (key BLOB PRIMARY KEY)")
                self._database.executemany("INSERT INTO used VALUES (?)", ((key,) for key in self._used))
                self._database.execute("DELETE FROM entries WHERE key NOT IN (SELECT key FROM used)")

    def _write(self) -> None:
        with suppress(sqlite3.Error), self._database:
            self._database.executemany("INSERT OR REPLACE INTO entries VALUES (?, ?, ?)", self._new)
        self._new.clear()

    def _sealed(self, key: bytes, entry: bytes) -> bytes:
        return hmac.digest(self._seal, key + entry, "sha256")
