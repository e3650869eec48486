"""Ctrl-C at a moment when it can be heard.

An exception that is raised where nobody can catch it is lost, or becomes another one: in a finaliser, in the import
of a module (whose extension may turn it into an `ImportError`), in a callback of the import system. There the
interrupt waits until what cannot be interrupted is over, which is soon.
"""

import signal
import threading
from types import FrameType

_AGAIN = 0.02  # seconds
_DEAF = frozenset({"__del__", "<frozen importlib._bootstrap>", "<frozen importlib._bootstrap_external>"})


def interruptible() -> None:
    """Let Ctrl-C raise `KeyboardInterrupt` in the main thread, later where it would be lost.

    A process whose parent had it ignore Ctrl-C goes on ignoring it.
    """
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _interrupted)


def uninterruptible() -> None:
    """Ignore Ctrl-C from now on: all is done and said."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _interrupted(number: int, frame: FrameType | None) -> None:
    if not _is_deaf(frame):
        raise KeyboardInterrupt
    again = threading.Timer(_AGAIN, signal.raise_signal, (number,))
    again.daemon = True
    again.start()


def _is_deaf(frame: FrameType | None) -> bool:
    """Whether `frame`, or one that called it, is none that an exception comes out of as what it was."""
    while frame is not None:
        if frame.f_code.co_name in _DEAF or frame.f_code.co_filename in _DEAF:
            return True
        frame = frame.f_back
    return False
