"""Reviews that an earlier run made, for a run in which the same file meets the same rules.

They are kept in the workspace, for its owner alone, and can be deleted at any time. An entry is used where it was made
from the same bytes, under the same name and sender, with the same form, program, libraries, years before, corrections
and evidence, and the same roster as far as a review asks it, and where it is sealed with a key that this user has; what
is in any doubt is made anew.
"""

import hashlib
import hmac
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from xlsreport.intake.match import sender_of
from xlsreport.kept.texts import secret
from xlsreport.model.source import SourceFile
from xlsreport.pipeline.review.cache_folder import cached_database
from xlsreport.pipeline.review.review_basis import basis_of
from xlsreport.pipeline.review.review_inputs import ReviewInputs
from xlsreport.pipeline.review.stored_form import Answer, restored, stored
from xlsreport.pipeline.review.stored_row import UnstorableError

_TABLE = "CREATE TABLE IF NOT EXISTS reviews (key BLOB PRIMARY KEY, made_with BLOB, entry BLOB, seal BLOB)"
_AT_ONCE = 256  # entries
_ASKED = f"SELECT key, made_with, entry, seal FROM reviews WHERE key IN ({','.join('?' * _AT_ONCE)})"  # noqa: S608

_WITH_NOTHING = bytes(32)  # stands for no correction and no evidence: nearly all

_Row = tuple[bytes, bytes, bytes]  # what an entry was made with, the entry, its seal


@contextmanager
def known_reviews(workspace: Path, name: str, shared: ReviewInputs) -> Iterator["KnownReviews | None"]:
    """Give what is kept as `name` in the folder `workspace`; None where nothing can be kept there for certain."""
    seal, basis = secret(), basis_of(shared)
    file = cached_database(workspace, f"{name}.sqlite", (_TABLE,)) if seal and basis else None
    if seal is None or basis is None or file is None:
        yield None
        return
    with closing(file):
        known = KnownReviews(file, seal, shared, basis)
        yield known
        known.close()


class KnownReviews:
    """The reviews that are kept under one name in a workspace; what fails here costs time and nothing else."""

    def __init__(self, database: sqlite3.Connection, seal: bytes, shared: ReviewInputs, basis: bytes) -> None:
        """`basis` stands for all that every review was made with."""
        self._database, self._seal, self._shared, self._basis = database, seal, shared, basis
        self._used: set[bytes] = set()
        self._new: list[tuple[bytes, bytes, bytes, bytes]] = []

    def answers(self, files: Sequence[SourceFile]) -> Iterator[Answer | None]:
        """Yield what was said of each of `files`, in their order; None where that is not known."""
        for start in range(0, len(files), _AT_ONCE):
            keys = [b"" if each.problem else self._key(each) for each in files[start : start + _AT_ONCE]]
            rows = self._rows(keys)
            yield from (self._answer(key, rows[key]) if key in rows else None for key in keys)

    def _answer(self, key: bytes, row: _Row) -> Answer | None:
        """Return what `row` says under `key`; None where it is damaged, another's, or was made with something else."""
        made_with, entry, seal = row
        if not hmac.compare_digest(seal, self._sealed(key, made_with, entry)):
            return None
        try:
            found = restored(entry)
        except ValueError:
            return None
        if made_with != self._made_with(found.department):
            return None
        self._used.add(key)
        return found

    def keep(self, file: SourceFile, answer: Answer) -> None:
        """Keep what is said of `file` for the next run."""
        try:
            entry = answer.entry or stored(answer)
        except UnstorableError:
            return
        key, made_with = self._key(file), self._made_with(answer.department)
        self._used.add(key)
        self._new.append((key, made_with, entry, self._sealed(key, made_with, entry)))
        if len(self._new) >= _AT_ONCE:
            self._write()

    def close(self) -> None:
        """Write what is new, and forget what this run had no use for."""
        self._write()
        with suppress(sqlite3.Error), self._database:
            ((there,),) = self._database.execute("SELECT count(*) FROM reviews")
            if there > len(self._used):
                self._database.execute("CREATE TEMP TABLE used (key BLOB PRIMARY KEY)")
                self._database.executemany("INSERT INTO used VALUES (?)", ((key,) for key in self._used))
                self._database.execute("DELETE FROM reviews WHERE key NOT IN (SELECT key FROM used)")

    def _rows(self, keys: Sequence[bytes]) -> Mapping[bytes, _Row]:
        """Return what is kept under `keys`, as many as are asked for at once or fewer."""
        try:
            found = self._database.execute(_ASKED, (*keys, *[b""] * (_AT_ONCE - len(keys)))).fetchall()
        except sqlite3.Error:
            return {}
        return {key: tuple(row) for key, *row in found if all(isinstance(part, bytes) for part in row)}

    def _write(self) -> None:
        with suppress(sqlite3.Error), self._database:
            self._database.executemany("INSERT OR REPLACE INTO reviews VALUES (?, ?, ?, ?)", self._new)
        self._new.clear()

    def _key(self, file: SourceFile) -> bytes:
        sender = sender_of(file, self._shared.roster) if file.senders else None
        told = (file.sha256, file.name, file.content.value, file.senders, file.source, sender and sender.code)
        return hashlib.sha256(self._basis + repr(told).encode("utf-8", "surrogatepass")).digest()

    def _made_with(self, department: str | None) -> bytes:
        code = department or ""
        corrections, evidence = self._shared.corrections.get(code, ()), self._shared.evidence.get(code, {})
        if not (corrections or evidence):
            return _WITH_NOTHING
        return hashlib.sha256(repr((corrections, sorted(evidence.items()))).encode()).digest()

    def _sealed(self, key: bytes, made_with: bytes, entry: bytes) -> bytes:
        return hmac.digest(self._seal, key + made_with + entry, "sha256")
