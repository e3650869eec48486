"""The Windows folder, put together from what lies on disk, and its zip: the same inputs give the same bytes.

`python/` is the embeddable Python, `lib/` the wheels unpacked, `licences/` what their authors ask to be handed on.
"""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from compiled import compiled
from wheels import BundleError, Files, contents, unpacked

_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip can tell
_LAUNCHER = "distlib/t64.exe"  # for a console (t), not a window (w), on x64
_SHEBANG = b"#!<launcher_dir>\\python\\python.exe\r\n"  # the launcher puts its own folder there
_MAIN = "import sys\n\nif __name__ == '__main__':\n{before}    from xlsreport.__main__ import main\n\n    main()\n"
_DROPPED = (  # a window of its own stays until somebody has read it
    "    import atexit\n    import os\n\n    atexit.register(os.system, 'pause')\n    sys.argv.insert(1, 'check')\n"
)
_MENU = """@echo off
if not exist "%~dp0xlsreport.exe" goto packed
cd /d "%USERPROFILE%"
if exist Documents cd Documents
"%~dp0xlsreport.exe" menu
if errorlevel 1 pause
exit /b
:packed
chcp 65001 >nul
echo 请先把压缩包全部解压，再打开解压出来的文件夹里的这个文件。
echo Unpack the whole zip first, then open this file in the folder that it makes.
pause
"""  # from inside a zip Windows takes this file out and nothing else; up to chcp it is ASCII, which every console reads
_PYTHON = (3, 12)  # of the embeddable Python, which cannot compile what it starts where the folder may not be written
_NOTES = Path(__file__).resolve().parent / "使用说明.txt"


@dataclass(frozen=True, slots=True)
class Inputs:
    """What the folder is made of: the embeddable Python, our own wheel, the others, and distlib's with the launcher."""

    python: bytes
    own: Path
    wheels: Sequence[Path]
    distlib: Path


def locked(lock: str) -> Mapping[str, str]:
    """Return the SHA-256 of each `name==version` in a lock file."""
    return dict(re.findall(r"^(\S+==\S+) --hash=sha256:([0-9a-f]{64})$", lock, re.MULTILINE))


def folder_of(inputs: Inputs) -> Files:
    """Return the files of the Windows folder by path."""
    files = _python(inputs.python)
    rows = ["Python\tPSF-2.0"]
    for wheel in (inputs.own, *inputs.wheels, inputs.distlib):
        lib, licences, row = unpacked(wheel)
        files |= licences if wheel is inputs.distlib else lib | licences
        rows.append(row)
    files["licences/licences.txt"] = "".join(f"{row}\r\n" for row in sorted(rows)).encode()
    launcher = dict(contents(inputs.distlib.read_bytes()))[_LAUNCHER]
    files["xlsreport.exe"] = launcher + _SHEBANG + _program()
    files["检查.exe"] = launcher + _SHEBANG + _program(_DROPPED)
    files["xlsreport 菜单.cmd"] = _lines(_MENU).encode()
    files["使用说明.txt"] = _lines(_NOTES.read_text(encoding="utf-8")).encode(
        "utf-8-sig"
    )  # older Notepads need the mark
    return files | compiled(files, _PYTHON)


def zipped(files: Mapping[str, bytes], root: str = "") -> bytes:
    """Return a zip of `files` under the folder `root`, without a moment or a machine in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(f"{root}{name}", _LONG_AGO)
            entry.create_system, entry.compress_type = 0, zipfile.ZIP_DEFLATED
            archive.writestr(entry, files[name], compresslevel=9)
    return out.getvalue()


def _lines(text: str) -> str:
    return text.replace("\n", "\r\n")


def _program(before: str = "") -> bytes:
    return zipped({"__main__.py": _MAIN.format(before=before).encode("ascii")})


def _python(data: bytes) -> Files:
    """Return the embeddable Python, told to look into `lib` and nowhere else."""
    files = {f"python/{name}": content for name, content in contents(data)}
    paths = [name for name in files if name.endswith("._pth")]
    if len(paths) != 1 or "python/python.exe" not in files:
        raise BundleError("the Python is no embeddable one: it has no python.exe, or not one ._pth")
    own = PurePosixPath(paths[0]).stem
    files[paths[0]] = f"{own}.zip\r\n.\r\n..\\lib\r\n".encode("ascii")
    if licence := files.get("python/LICENSE.txt"):
        files["licences/python/LICENSE.txt"] = licence
    return files
