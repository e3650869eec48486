"""What is asked of whoever sits at the terminal, and what is done where nobody does."""

import sys
from collections.abc import Callable
from getpass import getpass

from xlsreport.cli.console import Screen
from xlsreport.cli.wrapping import printable


def asks_secret(question: str) -> str | None:
    """Return what is typed unseen in answer to `question`; None where nobody sits at a terminal."""
    return getpass(f"{printable(question)} ") if _is_somebody_there() else None


def asks(screen: Screen) -> Callable[[str], str | None]:
    """Return what asks a question on `screen` and returns the line that is typed; None where nobody is there."""

    def asked(question: str) -> str | None:
        if not _is_somebody_there():
            return None
        screen.refuse(question)
        return sys.stdin.readline().strip()

    return asked


def _is_somebody_there() -> bool:
    return sys.stdin is not None and sys.stdin.isatty()
