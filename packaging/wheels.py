"""What wheels put into a folder that is handed on, and the licences that go with them."""

import hashlib
import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterable
from email.parser import HeaderParser
from pathlib import Path, PurePosixPath

_LICENCE_FILE = re.compile(r"\.dist-info/(?:licenses/.+|(?:LICEN[CS]E|COPYING|NOTICE|AUTHORS)[^/]*)$", re.IGNORECASE)
_SCRIPTS = re.compile(r"[^/]+\.data/(?:scripts|headers|data)/")
_INTO_LIB = re.compile(r"[^/]+\.data/(?:purelib|platlib)/")

Files = dict[str, bytes]  # by path in the folder


class BundleError(Exception):
    """The folder cannot be made of what is given; the message says why."""


def checked(data: bytes, sha256: str, what: str) -> bytes:
    """Return `data`; raises `BundleError` where it is not the one that is pinned."""
    found = hashlib.sha256(data).hexdigest()
    if found != sha256:
        raise BundleError(f"{what}: SHA-256 is {found}, pinned is {sha256}")
    return data


def unpacked(wheel: Path) -> tuple[Files, Files, str]:
    """Return what a wheel puts into `lib`, its licence files, and its row in the list."""
    inside = dict(contents(wheel.read_bytes()))
    metadata = next(text for name, text in inside.items() if name.endswith(".dist-info/METADATA"))
    told = HeaderParser().parsestr(metadata.decode())
    name = f"{told['Name']} {told['Version']}"
    licences = {
        f"licences/{told['Name']}-{told['Version']}/{each.partition('.dist-info/')[2].removeprefix('licenses/')}": data
        for each, data in inside.items()
        if _LICENCE_FILE.search(each)
    }
    lib = {f"lib/{_INTO_LIB.sub('', each)}": data for each, data in inside.items() if not _SCRIPTS.match(each)}
    classified = [
        each.rpartition(" :: ")[2] for each in told.get_all("Classifier", []) if each.startswith("License ::")
    ]
    said = told["License-Expression"] or "; ".join(classified) or (told["License"] or "").partition("\n")[0]
    if not said and not licences:
        raise BundleError(f"{name} says nothing of its licence")
    return lib, licences, f"{name}\t{said or 'see its folder'}"


def contents(data: bytes) -> Iterable[tuple[str, bytes]]:
    """Yield path and bytes of each file in a zip; raises `BundleError` where a path leads out of it."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for entry in archive.infolist():
            parts = PurePosixPath(entry.filename).parts
            if ".." in parts or entry.filename.startswith("/") or "\\" in entry.orig_filename:
                raise BundleError(f"a path that leads out of its archive: {entry.filename}")
            if not entry.is_dir():
                yield entry.filename, archive.read(entry)


def built(source: Path) -> Path:
    """Return the wheel made of a locked source, in a folder beside it."""
    folder = source.parent / "built"
    pip = (sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", folder)
    subprocess.run([*pip, source], check=True)
    return next(folder.glob(f"{source.name.split('-')[0]}-*.whl"))
