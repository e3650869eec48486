"""A line to a server from its greeting to the farewell, whatever protocol is spoken on it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TypeVar

from xlsreport.mailing.access import Access, in_sentences

_Client = TypeVar("_Client")
_Opened = TypeVar("_Opened")
Farewell = Callable[[], object]


@contextmanager
def open_line(
    access: Access,
    connected: Callable[[Access], _Client],
    opened: Callable[[_Client, Access], _Opened],
    farewells: Callable[[_Client], tuple[Farewell, ...]],
) -> Iterator[_Opened]:
    """Open what `opened` makes of a client that is `connected`, and say the `farewells` in the end, come what may.

    Raises `MailError` in a sentence where anything stands against it.
    """
    with in_sentences(access):
        client = connected(access)
    try:
        with in_sentences(access):
            made = opened(client, access)
        yield made
    finally:
        for farewell in farewells(client):
            with suppress(Exception):  # whatever a server says to it
                farewell()
