"""Word documents as PDF, by LibreOffice where it is installed."""

import hashlib
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from xlsreport.errors import XlsreportError
from xlsreport.language import bilingual
from xlsreport.temporary import temporary_prefix

_PLACES = (
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "C:/Program Files (x86)/LibreOffice/program/soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
_MOST = 500  # documents that one start is given: a command line of Windows holds their names
_SILENT = 120  # seconds until the next PDF is there: to start on a slow machine takes the longest
_LOOK = 0.1  # seconds between two looks at how far it has come
_MADE = re.compile(rb"/(?:CreationDate|ModDate)\(D:[0-9'Z+-]*\)")
_MARKS = re.compile(rb"(?<=<)[0-9A-F]{32}(?=>)|(?<=/DocChecksum /)[0-9A-F]{32}")  # of the trailer


def pdfs_of(documents: Sequence[bytes], done: Callable[[int], None] | None = None) -> list[bytes]:
    """Return `documents` as PDF, in their order, many in one start of LibreOffice; `done` is told how many are made.

    It has a profile of its own, so that one that is open does not matter. Raises `XlsreportError` where it is not
    installed, is at one document for too long or makes nothing.
    """
    program, made = _program(), list[bytes]()
    for first in range(0, len(documents), _MOST):
        made += _converted(program, documents[first : first + _MOST], _Telling(done, first))
    return made


@dataclass(frozen=True, slots=True)
class _Telling:
    """Who is told how many documents are done, those of earlier starts included."""

    done: Callable[[int], None] | None
    before: int

    def __call__(self, count: int) -> None:
        if self.done:
            self.done(self.before + count)


def _converted(program: str, documents: Sequence[bytes], tell: _Telling) -> list[bytes]:
    with tempfile.TemporaryDirectory(prefix=temporary_prefix("pdf"), ignore_cleanup_errors=True) as name:
        folder = Path(name).resolve()
        for number, data in enumerate(documents):
            (folder / f"{number}.docx").write_bytes(data)
        options = [f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "pdf"]
        files = [f"{number}.docx" for number in range(len(documents))]
        made = [folder / f"{number}.pdf" for number in range(len(documents))]
        run_office([program, *options, "--outdir", str(folder), *files], made, tell)
        if not all(path.is_file() for path in made):
            raise XlsreportError(bilingual("pdf_not_made"))
        return [_settled(path.read_bytes()) for path in made]


def _settled(made: bytes) -> bytes:
    """Return the PDF `made` without the time of its making, and its marks made of the rest; nothing in it moves."""
    body, trailer, rest = _MADE.sub(_undated, made).rpartition(b"trailer")
    if not trailer:  # written in another way, where what looks like a mark may be something else
        return rest
    told = hashlib.sha256(body).hexdigest()[:32].upper().encode()
    return body + trailer + _MARKS.sub(told, rest)


def _undated(date: re.Match[bytes]) -> bytes:
    name = date[0].partition(b"(")[0]
    return (name + b"(D:20000101000000Z)").ljust(len(date[0]))


def libreoffice() -> str | None:
    """Return where LibreOffice's program is, None where it is not installed."""
    return shutil.which("soffice") or next((place for place in _PLACES if Path(place).is_file()), None)


def _program() -> str:
    found = libreoffice()
    if found is None:
        raise XlsreportError(bilingual("no_libreoffice"))
    return found


def run_office(command: Sequence[str], made: Sequence[Path], tell: Callable[[int], None]) -> None:
    """Run `command`, which makes `made` in their order; whatever ends the wait ends it and all that it started."""
    silent = subprocess.DEVNULL
    process = subprocess.Popen(  # noqa: S603 - our own arguments, no shell
        command,
        cwd=made[0].parent,
        env={**os.environ, "TZ": "UTC"},  # it writes the zone, in as many characters as that one needs
        stdin=silent,
        stdout=silent,
        stderr=silent,
        start_new_session=True,
    )
    try:
        _watch(process, made, tell)
    finally:
        if process.poll() is None:
            _end(process)


def _watch(process: "subprocess.Popen[bytes]", made: Sequence[Path], tell: Callable[[int], None]) -> None:
    """Wait until `process` ends, and tell of each of `made` that is there; raise where none comes for too long."""
    count, since = 0, time.monotonic()
    while True:
        with suppress(subprocess.TimeoutExpired):
            process.wait(_LOOK)
        while count < len(made) and made[count].exists():
            count, since = count + 1, time.monotonic()
            tell(count)
        if process.poll() is not None:
            return
        if time.monotonic() - since > _SILENT:
            raise XlsreportError(bilingual("pdf_silent", seconds=f"{_SILENT:g}"))


def _end(process: "subprocess.Popen[bytes]") -> None:
    if sys.platform == "win32":
        taskkill = Path(os.environ.get("SYSTEMROOT", "C:/Windows")) / "System32" / "taskkill.exe"
        command = [str(taskkill), "/F", "/T", "/PID", str(process.pid)]
        subprocess.run(command, check=False, capture_output=True)  # noqa: S603 - our own arguments, no shell
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
