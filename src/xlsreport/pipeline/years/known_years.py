"""The figures of archived years as an earlier run read them from a bag's tables, which takes long for many units.

They are kept in the workspace, for its owner alone, and can be deleted at any time. A year is used where its bag is the
same file by file, by size and time of writing, with the same form and program, where nothing of it is missing and where
all is sealed with a key that this user has; what is in any doubt is read anew.
"""

import hashlib
import hmac
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

import msgspec

from xlsreport.archive.store import StoredBag
from xlsreport.kept.texts import secret
from xlsreport.model.address import Address
from xlsreport.model.form import Form
from xlsreport.pipeline.review.cache_folder import cached_database
from xlsreport.pipeline.review.review_basis import form_and_program
from xlsreport.pipeline.review.stored_row import UnstorableError
from xlsreport.pipeline.years.fingerprint import bag_fingerprint
from xlsreport.pipeline.years.small_figures import FiguresAside, YearFigures

_FILE = "years.sqlite"
_TABLES = (
    "CREATE TABLE IF NOT EXISTS years (key BLOB PRIMARY KEY, told BLOB, seal BLOB)",
    "CREATE TABLE IF NOT EXISTS units (key BLOB, place INTEGER, row BLOB, seal BLOB, PRIMARY KEY (key, place))",
)


class _Told(msgspec.Struct):
    """What a year is beside its rows: `units` are their codes, in the order of the rows."""

    units: tuple[str, ...]
    names: dict[str, str]
    lost: tuple[str, ...]
    known: tuple[tuple[str, int, int], ...] | None
    cells: tuple[tuple[str, int, int], ...]


@contextmanager
def known_years(workspace: Path, form: Form) -> Iterator["KnownYears | None"]:
    """Give what is kept of archived years in `workspace`; None where nothing can be kept there for certain."""
    seal, basis = secret(), form_and_program(form.folder)
    file = cached_database(workspace, _FILE, _TABLES) if seal and basis else None
    if seal is None or basis is None or file is None:
        yield None
        return
    with closing(file):
        known = KnownYears(file, seal, basis)
        yield known
        known.forget_others()


class KnownYears:
    """The archived years that are kept in a workspace; what fails here costs time and nothing else."""

    def __init__(self, database: sqlite3.Connection, seal: bytes, basis: bytes) -> None:
        """`basis` stands for the form and the program that every year was read with."""
        self._database, self._seal, self._basis = database, seal, basis
        self._used: set[bytes] = set()

    def year(self, bag: StoredBag, asked: str) -> YearFigures | None:
        """Return what is kept of `bag`, as far as `asked`; None where that is not all, damaged or another's."""
        key = self._key(bag, asked)
        try:
            return self._read(key)
        except (sqlite3.Error, msgspec.MsgspecError, TypeError, ValueError):
            return None

    def keep(self, bag: StoredBag, asked: str, year: YearFigures) -> None:
        """Keep what was read of `bag`, as far as `asked`, for the next run."""
        key = self._key(bag, asked)
        cells = year.aside.cells if year.aside else ()
        told = msgspec.msgpack.encode(
            _Told(
                tuple(year.units),
                dict(year.names),
                year.lost,
                None if year.known is None else tuple(map(tuple, sorted(year.known))),  # type: ignore[arg-type]
                tuple(map(tuple, cells)),  # type: ignore[arg-type]
            )
        )
        with suppress(sqlite3.Error, UnstorableError), self._database:
            self._database.execute("DELETE FROM units WHERE key = ?", (key,))
            self._database.executemany("INSERT INTO units VALUES (?, ?, ?, ?)", self._rows(key, year))
            row = (key, told, self._sealed(key, told))
            self._database.execute("INSERT OR REPLACE INTO years VALUES (?, ?, ?)", row)

    def forget_others(self) -> None:
        """Forget the years that this run had no use for."""
        with suppress(sqlite3.Error), self._database:
            there = [key for (key,) in self._database.execute("SELECT key FROM years")]
            for key in there:
                if key not in self._used:
                    self._database.execute("DELETE FROM units WHERE key = ?", (key,))
                    self._database.execute("DELETE FROM years WHERE key = ?", (key,))

    def _read(self, key: bytes) -> YearFigures | None:
        found = self._database.execute("SELECT told, seal FROM years WHERE key = ?", (key,)).fetchone()
        if found is None or not hmac.compare_digest(found[1], self._sealed(key, found[0])):
            return None
        told = msgspec.msgpack.decode(found[0], type=_Told)
        aside = FiguresAside(Address(*cell) for cell in told.cells)
        units: dict[str, Any] = {}
        rows = self._database.execute("SELECT place, row, seal FROM units WHERE key = ? ORDER BY place", (key,))
        for code, (place, row, seal) in zip(told.units, rows, strict=True):
            if place != len(units) or not hmac.compare_digest(seal, self._sealed(key, _digits(place) + row)):
                return None
            units[code] = aside.kept_bytes(row)
        known = None if told.known is None else frozenset(Address(*cell) for cell in told.known)
        return YearFigures(units, told.names, known, told.lost, aside)

    def _rows(self, key: bytes, year: YearFigures) -> Iterator[tuple[bytes, int, bytes, bytes]]:
        for place, figures in enumerate(year.units.values()):
            row = FiguresAside.bytes_of(figures)
            yield key, place, row, self._sealed(key, _digits(place) + row)

    def _key(self, bag: StoredBag, asked: str) -> bytes:
        key = hashlib.sha256(self._basis + f"{asked} {bag_fingerprint(bag.folder)}".encode()).digest()
        self._used.add(key)
        return key

    def _sealed(self, key: bytes, content: bytes) -> bytes:
        return hmac.digest(self._seal, key + content, "sha256")


def _digits(place: int) -> bytes:
    return place.to_bytes(8, "big")
