"""Moments chosen by lot at which a line is cut, or a process dies."""

import os
import select
import socket
import sys
import threading
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from random import Random
from types import FrameType
from typing import Any

from kit.dovecot import free_ports

_OURS = ("/xlsreport/mailing/", "/xlsreport/pipeline/post/")
KILLED = 137


def lot_of(seed: int) -> Random:
    """Return what draws the same lots in every run."""
    return Random(seed)  # noqa: S311 - lots, not secrets


@contextmanager
def cut_line(port: int, lengths: Sequence[int]) -> Iterator[int]:
    """Pass lines on to `port`; the nth is cut after as many bytes of answers as `lengths` says, later ones never."""
    (own,) = free_ports(1)
    left, done = list(lengths), threading.Event()
    listening = socket.create_server(("127.0.0.1", own))

    def accept() -> None:
        while not done.is_set():
            if select.select([listening], [], [], 0.02)[0]:
                line = (listening.accept()[0], port, left.pop(0) if left else None, done)
                threading.Thread(target=_pass_on, args=line, daemon=True).start()

    thread = threading.Thread(target=accept, daemon=True)
    thread.start()
    try:
        yield own
    finally:
        done.set()
        thread.join()
        listening.close()


def _pass_on(near: socket.socket, port: int, most: int | None, done: threading.Event) -> None:
    with near, socket.create_connection(("127.0.0.1", port)) as far, suppress(OSError):
        while not done.is_set():
            for each in select.select([near, far], [], [], 0.02)[0]:
                data = each.recv(4096)
                if each is near:
                    far.sendall(data)
                else:
                    near.sendall(data[:most])
                    most = None if most is None else most - len(data)
                if not data or (most is not None and most <= 0):
                    return


def in_child(work: Callable[[], int], dies_at: int | None = None) -> int:
    """Do `work` in a process of its own and return its exit code; it dies at its nth line of the mail rooms."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # the child starts no thread, and ends without Python
        child = os.fork()
    if child == 0:
        code = 99
        try:
            if dies_at is not None:
                sys.settrace(_counting(dies_at))
            code = work()
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _counting(dies_at: int) -> Callable[[FrameType, str, Any], Any]:
    seen = 0

    def counted(_frame: FrameType, event: str, _argument: object) -> Any:
        nonlocal seen
        if event == "line":
            seen += 1
            if seen >= dies_at:
                os._exit(KILLED)
        return counted

    def entered(frame: FrameType, _event: str, _argument: object) -> Any:
        return counted if any(each in frame.f_code.co_filename for each in _OURS) else None

    return entered
