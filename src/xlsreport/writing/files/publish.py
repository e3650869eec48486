"""Files moved into place together: all of them or none, and nothing half-written."""

import shutil
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import chain, count
from pathlib import Path

from xlsreport.errors import XlsreportError
from xlsreport.language import bilingual
from xlsreport.writing.files.exchange import exchanged
from xlsreport.writing.files.one_by_one import moved, replaced_one_by_one
from xlsreport.writing.files.remains import clear_beside, forget_halves, put_back

Contents = Mapping[str, bytes] | Iterable[tuple[str, bytes | Iterable[bytes]]]

_BAG = "bagit.txt"  # every folder that is a BagIt bag has it


@contextmanager
def writing_into(folder: Path) -> Iterator[None]:
    """Have whatever the system says against writing into `folder` raised as an `XlsreportError`."""
    try:
        yield
    except OSError as error:
        place, reason = error.filename or folder, error.strerror or type(error).__name__
        raise XlsreportError(bilingual("unwritable", place=place, reason=reason)) from None


def written_together(folder: Path, files: Mapping[str, bytes | Path]) -> None:
    """Write `files` (name → content, or where it lies) into `folder`, each whole or not at all; others are replaced.

    Raises `XlsreportError` where the folder or a file cannot be written, and where it lies in a bag.
    """
    _refuse_bag(folder)
    with writing_into(folder):
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".new-", dir=folder) as aside:
            for name, content in files.items():
                (Path(aside) / name).parent.mkdir(exist_ok=True)
                if isinstance(content, Path):
                    shutil.copyfile(content, Path(aside) / name)
                else:
                    (Path(aside) / name).write_bytes(content)
            for name in files:
                (folder / name).parent.mkdir(exist_ok=True)
                moved(Path(aside) / name, folder / name)


def _refuse_bag(folder: Path) -> None:
    whole = folder.resolve()
    if any((each / _BAG).is_file() for each in (whole, *whole.parents)):
        raise XlsreportError(bilingual("lies_in_a_bag", folder=folder))


def replaced_together(folder: Path, files: Contents, ours: Collection[str]) -> None:
    """Replace the contents of `folder` by `files` in one step; files there that are not `ours` are kept.

    A name may have a folder before it, `a/b`, which is ours or not as a whole. Each is taken and written before the
    next is taken.

    What an earlier run left when it was killed between its moves is put back first. Where the system does not exchange
    two folders, there are two moves; where the folder cannot be moved, because something in it is open, its files are
    replaced one by one. Raises `XlsreportError`, and leaves everything as it was, where something cannot be written.
    """
    with writing_into(folder):
        if folder.exists() and not folder.is_dir():
            raise NotADirectoryError
        put_back(folder)
        clear_beside(folder)
        before, aside = _free_beside(folder, "before"), _free_beside(folder, "new")
        aside.mkdir(parents=True)
        try:
            for name, content in files.items() if isinstance(files, Mapping) else files:
                (aside / name).parent.mkdir(exist_ok=True)
                _write(aside / name, content)
            _keep_others(folder, aside, ours)
            _put_in_place(aside, folder, before, ours)
        except BaseException:
            if before.exists() and not folder.exists():
                before.replace(folder)
            raise
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    shutil.rmtree(before, ignore_errors=True)
    forget_halves(folder)


def _write(path: Path, content: bytes | Iterable[bytes]) -> None:
    if isinstance(content, bytes):
        path.write_bytes(content)
        return
    with path.open("wb") as file:
        file.writelines(content)


def _put_in_place(aside: Path, folder: Path, before: Path, ours: Collection[str]) -> None:
    if folder.exists():
        if exchanged(aside, folder):
            return
        try:
            folder.replace(before)
        except OSError:
            replaced_one_by_one(folder, aside, (before, _free_beside(folder, "half")), ours)
            return
    moved(aside, folder)


def _keep_others(folder: Path, aside: Path, ours: Collection[str]) -> None:
    others = [each for each in folder.iterdir() if each.name not in ours] if folder.is_dir() else []
    for other in others:
        if other.is_dir():
            shutil.copytree(other, aside / other.name)
        else:
            shutil.copy2(other, aside / other.name)


def _free_beside(folder: Path, what: str) -> Path:
    """Return a name beside `folder` that nothing has: what an earlier run left there may not be removable."""
    names = (f".{folder.name}-{what}{number}" for number in chain([""], (f"-{n}" for n in count(2))))
    return next(path for path in map(folder.with_name, names) if not path.exists())
