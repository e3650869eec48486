"""Files moved into a folder that cannot be moved itself: each whole, and all as they were where one cannot be."""

import shutil
from collections.abc import Collection
from contextlib import suppress
from filecmp import cmp
from pathlib import Path

from xlsreport.errors import XlsreportError
from xlsreport.language import bilingual


def replaced_one_by_one(folder: Path, aside: Path, spare: Path, ours: Collection[str]) -> None:
    """Move the files of `aside` into `folder` and take those of `ours` away that `aside` has not.

    What is new there comes first: that is where edited documents are kept. `spare` holds copies until all is done,
    and from them everything is put back where a file cannot be replaced, which raises `XlsreportError`.
    """
    there = {each.name for each in folder.iterdir()}
    new = sorted(each.name for each in aside.iterdir() if each.name not in there)
    changed, gone = sorted(there & _names(aside, ours)), sorted((there & set(ours)) - _names(aside, ours))
    spare.mkdir()
    for name in (*changed, *gone):
        shutil.copy2(folder / name, spare / name)
    try:
        for name in (*new, *changed):
            moved(aside / name, folder / name)
        for name in gone:
            (folder / name).unlink()
    except BaseException:
        _as_it_was(folder, spare, new)
        raise


def moved(source: Path, target: Path) -> None:
    """Move `source` to `target`; raises `XlsreportError` where it cannot be, which is often open elsewhere."""
    try:
        source.replace(target)
    except OSError as error:
        raise XlsreportError(bilingual("unwritable_open", place=target, reason=error.strerror)) from None


def _names(aside: Path, ours: Collection[str]) -> set[str]:
    return {each.name for each in aside.iterdir() if each.name in ours}


def _as_it_was(folder: Path, spare: Path, new: Collection[str]) -> None:
    for each in spare.iterdir():
        with suppress(OSError):
            there = folder / each.name
            if there.exists() and cmp(each, there, shallow=False):  # it could not be replaced, and is as it was
                each.unlink()
            else:
                each.replace(there)
    for name in new:
        with suppress(OSError):
            (folder / name).unlink()
    with suppress(OSError):  # what could not be put back stays in it
        spare.rmdir()
