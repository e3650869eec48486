"""Circular garbage, looked for seldom: a run makes millions of objects that stay, and hardly any such garbage."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_OBJECTS = 50_000  # new ones, after which Python looks among them; its own 700 cost a tenth of a run


def seldom_collected() -> None:
    """Have Python look for circular garbage less often in this process from now on."""
    gc.set_threshold(_OBJECTS, 20, 50)


def never_looked_at() -> None:
    """Have it never again look through what there is now, which is to stay until the process ends."""
    gc.freeze()


@contextmanager
def not_collected() -> Iterator[None]:
    """Have Python not look for it while much is made that stays and little of that garbage, nor through it later."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()  # else all of it is looked through at once
        if was:
            gc.enable()
