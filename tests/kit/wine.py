"""Wine, made to run programs for Windows 10 without a screen."""

import os
import struct
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_QUIET = {"WINEDEBUG": "-all", "WINEDLLOVERRIDES": "winedbg.exe=d;mscoree=;mshtml=", "DISPLAY": ""}
_OURS = ("PYTHON", "XLSREPORT_")  # the names of what this Python and these tests were told
_VERSION = ("wine", "reg", "add", r"HKEY_CURRENT_USER\Software\Wine", "/v", "Version", "/d", "win10", "/f")
_START = 0x1000  # of the one section, when it is loaded


@dataclass(frozen=True, slots=True)
class Wine:
    """A Windows of its own in the folder `prefix`."""

    prefix: Path

    def begin(self) -> None:
        """Make it Windows 10, with the random numbers of Rust's programs, which Wine 8 has under another name."""
        self._run(("wine", "wineboot", "-i"))
        self._run(_VERSION)
        library = forwarder("bcryptprimitives.dll", "ProcessPrng", "advapi32.SystemFunction036")
        (self.prefix / "drive_c" / "windows" / "system32" / "bcryptprimitives.dll").write_bytes(library)

    def run(self, program: str, *arguments: str, folder: Path, typed: str = "\n") -> tuple[int, str]:
        """Return the exit code of `program` run in `folder`, and what it printed."""
        done = self._run(("wine", program, *arguments), folder, typed)
        return done.returncode, done.stdout.decode("utf-8").replace("\r\n", "\n")

    def end(self) -> None:
        self._run(("wineserver", "-k"))

    def _run(
        self, words: Sequence[str], folder: Path | None = None, typed: str = ""
    ) -> subprocess.CompletedProcess[bytes]:
        here = {name: value for name, value in os.environ.items() if not name.startswith(_OURS)}
        environment = {**here, **_QUIET, "WINEPREFIX": str(self.prefix)}
        return subprocess.run(
            words, cwd=folder, env=environment, input=typed.encode(), capture_output=True, check=False, timeout=300
        )


def forwarder(library: str, function: str, target: str) -> bytes:
    """Return a library for Windows x64 whose one function is another library's: a table of exports and no code."""
    name, export, forward = (each.encode("ascii") + b"\0" for each in (library, function, target))
    tables = 40  # after the directory of exports: where the function is, where its name is, its number
    at_name = _START + tables + 10
    at_export, at_forward = at_name + len(name), at_name + len(name) + len(export)
    where = (_START + tables, _START + tables + 4, _START + tables + 8)
    exports = struct.pack("<IIHHIIIIIII", 0, 0, 0, 0, at_name, 1, 1, 1, *where)
    exports += struct.pack("<IIH", at_forward, at_export, 0) + name + export + forward
    optional = struct.pack("<HBBIIIII", 0x20B, 14, 0, 0, 0x200, 0, 0, _START)
    optional += struct.pack(
        "<QIIHHHHHHIIIIHH", 0x180000000, 0x1000, 0x200, 6, 0, 0, 0, 6, 0, 0, 0x2000, 0x200, 0, 3, 0x160
    )
    optional += struct.pack("<QQQQII", 0x100000, 0x1000, 0x100000, 0x1000, 0, 16)
    optional += struct.pack("<II", _START, len(exports)) + bytes(15 * 8)
    head = struct.pack("<HHIIIHH", 0x8664, 1, 0, 0, 0, len(optional), 0x2022) + optional
    section = struct.pack("<8sIIIIIIHHI", b".rdata", len(exports), _START, 0x200, 0x200, 0, 0, 0, 0, 0x40000040)
    dos = b"MZ".ljust(0x3C, b"\0") + struct.pack("<I", 0x40)
    return (dos + b"PE\0\0" + head + section).ljust(0x200, b"\0") + exports.ljust(0x200, b"\0")
