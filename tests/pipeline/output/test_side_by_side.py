"""A document made by a copy of this process is the document; where the copy fails, it is made here."""

import os
import sys
import threading
from collections.abc import Callable

import pytest

from xlsreport.pipeline.output import side_by_side
from xlsreport.pipeline.output.documents import Made
from xlsreport.pipeline.output.side_by_side import FEWEST, MOST, can_copy, with_a_copy

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="only Linux copies a process safely"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),  # of a copy with threads: here it meets none of them
]
HERE = os.getpid()


def made(first: Callable[[], Made]) -> dict[str, bytes]:
    documents = with_a_copy(
        "first", {"first": first, "other": lambda: b"other", "third": lambda: iter([b"th", b"ird"])}
    )
    return {name: content if isinstance(content, bytes) else b"".join(content) for name, content in documents}


def test_it_is_made_by_another_process_and_comes_last() -> None:
    found = made(lambda: iter([b"by ", str(os.getpid() == HERE).encode()]))
    assert found == {"other": b"other", "third": b"third", "first": b"by False"}
    assert list(found)[-1] == "first"


def fails_elsewhere() -> bytes:
    if os.getpid() != HERE:
        raise MemoryError
    return b"made here"


def dies_elsewhere() -> bytes:
    if os.getpid() != HERE:
        os.kill(os.getpid(), 9)
    return b"made here"


@pytest.mark.parametrize("first", [fails_elsewhere, dies_elsewhere])
def test_where_the_copy_fails_it_is_made_here(first: Callable[[], bytes]) -> None:
    assert made(first)["first"] == b"made here"


def test_who_gives_up_ends_the_copy(monkeypatch: pytest.MonkeyPatch) -> None:
    copies: list[int] = []

    def copying(fork: Callable[[], int] = os.fork) -> int:
        copies.append(fork())
        return copies[-1]

    monkeypatch.setattr(os, "fork", copying)
    documents = with_a_copy("first", {"first": threading.Event().wait, "other": lambda: b""})  # type: ignore[dict-item]
    next(documents)
    documents.close()  # type: ignore[attr-defined]
    with pytest.raises(ChildProcessError):
        os.waitpid(copies[0], os.WNOHANG)


def test_of_few_or_very_many_or_with_threads_or_one_job_nothing_is_copied(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(side_by_side, "_is_alone", lambda: True)
    assert can_copy(FEWEST, 2)
    assert not any([can_copy(FEWEST - 1, 2), can_copy(MOST + 1, 2), can_copy(FEWEST, 1)])
    monkeypatch.undo()
    thread = threading.Thread(target=(done := threading.Event()).wait)
    thread.start()
    assert not can_copy(FEWEST, 2)
    done.set()
    thread.join()
