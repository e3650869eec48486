"""What runs that were killed left beside the folders that they wrote: put back, or cleared away."""

import re
import shutil
from pathlib import Path

from xlsreport.writing.files.one_by_one import as_it_was

_WRITTEN = re.compile(r"\.(output|reports)-(before|new|half)(-[0-9]+)?")
_ASIDE = ".new-*"  # where `written_together` makes files before they are moved
_PERIOD = "[12][0-9][0-9][0-9]"


def put_back(folder: Path) -> bool:
    """Give `folder` its name again where a killed run moved it aside and put nothing in its place; return whether.

    A folder of which it had replaced some of the files has all of them back.
    """
    if folder.exists():
        halves = sorted(folder.parent.glob(f".{folder.name}-half*"))
        return any(tuple(as_it_was(folder, half) for half in halves))  # each of them, not only the first
    aside = sorted(folder.parent.glob(f".{folder.name}-before*"), key=lambda each: (len(each.name), each.name))
    if not aside:
        return False
    aside[-1].replace(folder)  # the last one: those before it are what nobody could remove
    return True


def clear_beside(folder: Path) -> None:
    """Remove what is left of earlier writing of `folder`, as far as it can be removed."""
    for what in ("before", "new"):
        for left in folder.parent.glob(f".{folder.name}-{what}*"):
            shutil.rmtree(left, ignore_errors=True)


def forget_halves(folder: Path) -> None:
    """Remove what could not be put back into `folder`: all in it is newer now."""
    for left in folder.parent.glob(f".{folder.name}-half*"):
        shutil.rmtree(left, ignore_errors=True)


def restored(workspace: Path) -> tuple[Path, ...]:
    """Return the folders of outputs in `workspace` that lost their names and have them again."""
    lost = sorted({of for _, of in _beside(workspace)})
    return tuple(folder for folder in lost if _is_put_back(folder))


def clear_remains(workspace: Path) -> None:
    """Remove what killed runs left half-written in `workspace`; call it where no other run is at work."""
    for pattern in (f"{_PERIOD}/{_ASIDE}", f"{_PERIOD}/outbox/{_ASIDE}", f"{_PERIOD}/outbox/*/{_ASIDE}"):
        for left in workspace.glob(pattern):
            shutil.rmtree(left, ignore_errors=True)
    for each, of in _beside(workspace):
        if of.exists() and "-half" not in each.name:  # what could not be put back yet
            shutil.rmtree(each, ignore_errors=True)


def _beside(workspace: Path) -> list[tuple[Path, Path]]:
    """Return what lies beside folders of outputs under a name of ours, each with the folder that it is of."""
    hidden = ((each, _WRITTEN.fullmatch(each.name)) for each in workspace.glob(f"{_PERIOD}/.*"))
    return [(each, each.parent / found[1]) for each, found in hidden if found]


def _is_put_back(folder: Path) -> bool:
    try:
        return put_back(folder)
    except OSError:  # the command that writes there will say so
        return False
