"""Files moved into a folder that cannot be moved itself: each whole, and all as they were where one cannot be."""

import json
import shutil
from collections.abc import Collection, Sequence
from contextlib import suppress
from filecmp import cmp
from pathlib import Path

from xlsreport.errors import XlsreportError
from xlsreport.language import bilingual

_WAS, _NEW = "was", "new.json"  # in what is kept meanwhile: the files as they were, and the names that came to them


def replaced_one_by_one(folder: Path, aside: Path, spare: tuple[Path, Path], ours: Collection[str]) -> None:
    """Move the files of `aside` into `folder` and take those of `ours` away that `aside` has not.

    What is new there comes first: that is where edited documents are kept. `spare` are names that are free: copies are
    made under the first and have the second from the first move to the last, so that a killed run is known by it. From
    them everything is put back where a file cannot be replaced, which raises `XlsreportError`.
    """
    there = {each.name for each in folder.iterdir()}
    new = sorted(each.name for each in aside.iterdir() if each.name not in there)
    changed, gone = sorted(there & _names(aside, ours)), sorted((there & set(ours)) - _names(aside, ours))
    making, half = spare
    _keep(folder, making, (*changed, *gone), new)
    making.replace(half)
    try:
        for name in (*new, *changed):
            moved(aside / name, folder / name)
        for name in gone:
            _taken_away(folder / name)
    except BaseException:
        as_it_was(folder, half)
        raise
    half.replace(making)  # from here on nothing is put back from it
    shutil.rmtree(making, ignore_errors=True)


def _keep(folder: Path, spare: Path, names: Sequence[str], new: Sequence[str]) -> None:
    (spare / _WAS).mkdir(parents=True)
    for name in names:
        _copied(folder / name, spare / _WAS / name)
    (spare / _NEW).write_text(json.dumps(new), encoding="utf-8")


def as_it_was(folder: Path, half: Path) -> bool:
    """Put everything in `folder` back as `half` has it and return whether nothing is left to do."""
    for each in (half / _WAS).iterdir():
        with suppress(OSError, XlsreportError):
            there = folder / each.name
            if each.is_dir():
                moved(each, there)
            elif there.exists() and cmp(each, there, shallow=False):  # it could not be replaced, and is as it was
                each.unlink()
            else:
                each.replace(there)
    with suppress(OSError, ValueError):
        for name in json.loads((half / _NEW).read_text(encoding="utf-8")):
            _taken_away(folder / Path(str(name)).name)
    if any((half / _WAS).iterdir()):  # what could not be put back stays in it
        return False
    shutil.rmtree(half, ignore_errors=True)
    return True


def _copied(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target)
    else:
        shutil.copy2(source, target)


def _taken_away(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def moved(source: Path, target: Path) -> None:
    """Move `source` to `target`; raises `XlsreportError` where it cannot be, which is often open elsewhere."""
    try:
        if target.is_dir() and source.is_dir():
            shutil.rmtree(target)
        source.replace(target)
    except OSError as error:
        raise XlsreportError(bilingual("unwritable_open", place=target, reason=error.strerror)) from None


def _names(aside: Path, ours: Collection[str]) -> set[str]:
    return {each.name for each in aside.iterdir() if each.name in ours}
