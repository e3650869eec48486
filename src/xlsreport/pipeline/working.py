"""Where a command works, and that it is the only one there: the workspace around a folder, its lock, what was left."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from functools import update_wrapper
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from xlsreport.archive.lock import exclusive_lock
from xlsreport.errors import BusyError
from xlsreport.intake.workspace import SETTINGS
from xlsreport.pipeline.workspace import PeriodWorkspace
from xlsreport.temporary import clear_dead
from xlsreport.writing.files.remains import clear_remains, restored

P = ParamSpec("P")
R = TypeVar("R")

_HELD = ContextVar[frozenset[Path]]("_HELD", default=frozenset())  # workspaces that this run has to itself


def workspace_around(folder: Path) -> Path | None:
    """Return the nearest workspace upward from `folder`, `folder` itself where it is one; None where there is none."""
    if (folder / SETTINGS).is_file() or not folder.is_dir():
        return folder
    whole = folder.resolve()
    return next((each for each in whole.parents if (each / SETTINGS).is_file()), None)


@contextmanager
def working_in(folder: Path, work: str) -> Iterator[None]:
    """Have the workspace `folder` to this run alone; `work` is said to who is refused meanwhile.

    Raises `BusyError` at once where another run writes there. What killed runs left half-written is cleared first.
    What one run does inside another of its works needs no second lock.
    """
    place, held = folder.resolve(), _HELD.get()
    if place in held:
        yield
        return
    with ExitStack() as until_done:
        certain = _locked(until_done, place, work)
        if certain:
            _tidy(place)
        token = _HELD.set(held | {place})
        try:
            yield
        finally:
            _HELD.reset(token)


def writes_alone(
    work: str,
) -> Callable[[Callable[Concatenate[PeriodWorkspace, P], R]], Callable[Concatenate[PeriodWorkspace, P], R]]:
    """Have a function that writes in a workspace do so while no other run does; `work` is what it is called."""

    def alone(function: Callable[Concatenate[PeriodWorkspace, P], R]) -> Callable[Concatenate[PeriodWorkspace, P], R]:
        def locked(workspace: PeriodWorkspace, /, *args: P.args, **kwargs: P.kwargs) -> R:
            with working_in(workspace.root.folder, f"{work} {workspace.period}"):
                return function(workspace, *args, **kwargs)

        update_wrapper(locked, function)
        return locked

    return alone


def put_back(folder: Path) -> tuple[Path, ...]:
    """Return the folders of outputs in `folder` that a killed run left without a name or half replaced, now put back.

    Nothing is touched while another run is at work, which may be between its two moves.
    """
    if not any(found for left in ("before", "half") for found in folder.glob(f"*/.*-{left}*")):
        return ()
    try:
        with ExitStack() as until_done:
            return restored(folder) if _locked(until_done, folder.resolve(), None) else ()
    except BusyError:
        return ()


def _locked(until_done: ExitStack, place: Path, work: str | None) -> bool:
    """Lock `place` until the end; return whether that is certain, which it is not where the system locks nothing."""
    try:
        return until_done.enter_context(exclusive_lock(place, work))
    except OSError:  # a folder that is not there or cannot be opened is for what follows to tell
        return False


def _tidy(place: Path) -> None:
    clear_dead()
    restored(place)
    clear_remains(place)
