"""One document made by a copy of this process while it makes the others: half the time, where there are two processors.

A copy knows all that the document is made of, however much that is, and is the quickest to have. Only Linux copies a
process safely, and only one without threads; elsewhere, and of few departments or very many, one document is made after
the other. The bytes are the same: a document says nothing of who made it.
"""

import os
import signal
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from xlsreport.pipeline.output.documents import Made
from xlsreport.temporary import temporary_prefix

FEWEST, MOST = 300, 20_000  # files that came: of fewer a copy is not worth it, of more it takes memory
_PIECE = 1 << 20
_TASKS = Path("/proc/self/task")


def can_copy(files: int, jobs: int | None) -> bool:
    """Whether a copy of this process is to make a document, of so many `files` that came and with so many `jobs`."""
    return FEWEST <= files <= MOST and (jobs or os.cpu_count() or 1) > 1 and sys.platform == "linux" and _is_alone()


def _is_alone() -> bool:
    """Whether this process has no thread but this one: what another holds would be held for ever in a copy."""
    try:
        return threading.active_count() == 1 and len(list(_TASKS.iterdir())) == 1
    except OSError:
        return False


def with_a_copy(first: str, makers: Mapping[str, Callable[[], Made]]) -> Iterator[tuple[str, Made]]:
    """Yield each document with its name, that called `first` last: a copy of this process makes it meanwhile.

    Where the copy does not end well, it is made here.
    """
    with tempfile.TemporaryDirectory(prefix=temporary_prefix("summary")) as aside:
        path = Path(aside) / "document"
        with _copy(lambda: _write(path, makers[first]())) as ended_well:
            yield from ((name, make()) for name, make in makers.items() if name != first)
            made = _pieces(path) if ended_well() else makers[first]()
            yield first, made


def _write(path: Path, made: Made) -> None:
    with path.open("wb") as file:
        file.writelines([made] if isinstance(made, bytes) else made)


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            yield piece


@contextmanager
def _copy(work: Callable[[], None]) -> Iterator[Callable[[], bool]]:
    """Have a copy of this process do `work`; give what waits for its end and says whether it ended well."""
    number = os.fork()
    if number == 0:
        _work_and_end(work)
    waiting = [number]

    def ended_well() -> bool:
        return os.waitpid(waiting.pop(), 0)[1] == 0

    try:
        yield ended_well
    finally:
        for each in waiting:  # whoever asked for the documents gave up
            with suppress(ProcessLookupError):
                os.kill(each, signal.SIGKILL)
            os.waitpid(each, 0)


def _work_and_end(work: Callable[[], None]) -> None:
    """Do `work` and end the copy at once: nothing that its original opened is closed or written by it."""
    code = 1
    try:
        work()
        code = 0
    finally:
        os._exit(code)
