"""Ctrl-C is heard where it can be, and waits where it would be lost."""

import signal
import time
from collections.abc import Iterator
from importlib.util import spec_from_loader
from types import ModuleType

import pytest

from xlsreport.interruption import interruptible


@pytest.fixture(autouse=True)
def listening() -> Iterator[None]:
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    interruptible()
    yield
    signal.signal(signal.SIGINT, before)


def interrupted_soon() -> bool:
    """Return whether Ctrl-C that was pressed is heard within a second."""
    try:
        time.sleep(1)
    except KeyboardInterrupt:
        return True
    return False


def test_it_is_heard_at_once() -> None:
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)


def test_it_waits_until_a_finaliser_is_done() -> None:
    done: list[bool] = []

    class Held:
        def __del__(self) -> None:
            signal.raise_signal(signal.SIGINT)
            done.append(True)

    Held()

    assert done == [True]
    assert interrupted_soon()


def test_it_waits_until_a_module_is_imported() -> None:
    class Loader:
        @staticmethod
        def exec_module(module: ModuleType) -> None:
            signal.raise_signal(signal.SIGINT)
            module.done = True  # type: ignore[attr-defined]

        @staticmethod
        def create_module(spec: object) -> None:
            return None

    spec = spec_from_loader("interrupted", Loader())  # type: ignore[arg-type]
    assert spec is not None
    import importlib._bootstrap as machinery  # noqa: PLC0415

    module = machinery._load(spec)

    assert module.done
    assert interrupted_soon()


def test_who_ignores_it_goes_on_ignoring_it() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    interruptible()

    assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
