"""What containers held in an earlier run: a mail that was opened once need not be opened to know whose workbook it has.

Only what is said of the files is kept, not their bytes: who needs these has them taken out again.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path

import msgspec

from xlsreport.content import Content
from xlsreport.model.source import SourceFile
from xlsreport.model.workbook import Unreadable
from xlsreport.pipeline.review.review_basis import program
from xlsreport.pipeline.review.sealed_entries import AT_ONCE, SealedEntries, sealed_entries

_UNSTEADY = ("F143", "F146")  # it could not be read, or changed meanwhile: another run may find it otherwise

Held = tuple[SourceFile, ...]


@contextmanager
def known_containers(workspace: Path, name: str, language: str) -> Iterator["KnownContainers | None"]:
    """Give what is kept as `name` in the folder `workspace`; None where nothing can be kept there for certain."""
    code = program()
    if code is None:
        yield None
        return
    with sealed_entries(workspace, f"{name}.held") as entries:
        yield None if entries is None else KnownContainers(entries, code + language.encode())


def is_steady(held: Held) -> bool:
    """Whether a container was read, so that another run finds the same in it."""
    return not any(each.problem and each.problem.code in _UNSTEADY for each in held)


class KnownContainers:
    """What is kept of containers; what fails here costs time and nothing else."""

    def __init__(self, entries: SealedEntries, basis: bytes) -> None:
        """`basis` stands for the program, and the language in which it writes out mails."""
        self._entries, self._basis = entries, basis

    def held(self, containers: Mapping[Path, SourceFile]) -> Iterator[Held | None]:
        """Yield what each of `containers` held, its bytes to lie in the folder under which it is given, if known."""
        every = list(containers.items())
        for start in range(0, len(every), AT_ONCE):
            keyed = [(self._key(each), into, each) for into, each in every[start : start + AT_ONCE]]
            there = self._entries.of([key for key, _, _ in keyed])
            yield from (self._told(key, there.get(key), into, each) for key, into, each in keyed)

    def _told(self, key: bytes, entry: bytes | None, into: Path, container: SourceFile) -> Held | None:
        if entry is None:
            return None
        self._entries.used(key)
        return tuple(_held(each, into, container) for each in msgspec.msgpack.decode(entry))

    def keep(self, container: SourceFile, held: Held, into: Path) -> None:
        """Keep what `container` held, the bytes of which were taken out into the folder `into`."""
        if not is_steady(held):
            return
        try:
            entry = msgspec.msgpack.encode([_plain(each, into) for each in held])
        except (TypeError, UnicodeEncodeError):
            return
        self._entries.keep(self._key(container), entry)

    def _key(self, container: SourceFile) -> bytes:
        told = [getattr(container, name) for name in _NAMES if name != "path"]
        return hashlib.sha256(self._basis + repr(told).encode("utf-8", "surrogatepass")).digest()


_NAMES = tuple(each.name for each in fields(SourceFile))


def _plain(each: SourceFile, into: Path) -> Mapping[str, object]:
    told = {name: getattr(each, name) for name in _NAMES}
    problem = each.problem and (each.problem.code, each.problem.reason)
    inside = each.path.name if each.path.parent == into else ""
    return {**told, "path": inside, "content": each.content.value, "problem": problem}


def _held(told: Mapping[str, object], into: Path, container: SourceFile) -> SourceFile:
    more = {name: tuple(value) if isinstance(value, list) else value for name, value in told.items()}
    path = into / str(told["path"]) if told["path"] else container.path
    problem = Unreadable(*told["problem"]) if isinstance(told["problem"], Sequence) else None
    known = {**more, "path": path, "content": Content(str(told["content"])), "problem": problem}
    return SourceFile(**known)  # type: ignore[arg-type]
