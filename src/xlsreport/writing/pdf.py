"""Word documents as PDF, by LibreOffice where it is installed."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from xlsreport.errors import XlsreportError

_PLACES = (
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "C:/Program Files (x86)/LibreOffice/program/soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
_START, _EACH = 120, 15  # seconds that LibreOffice may take: to start on a slow machine, and for each document


def pdfs_of(documents: Sequence[bytes]) -> list[bytes]:
    """Return `documents` as PDF, in their order, made in one start of LibreOffice.

    It has a profile of its own, so that one that is open does not matter. Raises `XlsreportError` where it is not
    installed, takes too long or makes nothing.
    """
    program = _program()
    with tempfile.TemporaryDirectory(prefix="xlsreport-pdf-", ignore_cleanup_errors=True) as name:
        folder = Path(name).resolve()
        for number, data in enumerate(documents):
            (folder / f"{number}.docx").write_bytes(data)
        options = [f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "pdf"]
        files = [f"{number}.docx" for number in range(len(documents))]
        _run([program, *options, "--outdir", str(folder), *files], folder, _START + _EACH * len(documents))
        made = [folder / f"{number}.pdf" for number in range(len(documents))]
        if not all(path.is_file() for path in made):
            raise XlsreportError("LibreOffice 没有做出 PDF。LibreOffice made no PDF.")
        return [path.read_bytes() for path in made]


def _program() -> str:
    found = shutil.which("soffice") or next((place for place in _PLACES if Path(place).is_file()), None)
    if found is None:
        raise XlsreportError(
            "没有找到 LibreOffice，做不了 PDF；请安装它，或在 Word、WPS 中把 Word 报告另存为 PDF。"
            " LibreOffice is not installed: install it, or save the Word report as PDF."
        )
    return found


def _run(command: Sequence[str], folder: Path, seconds: float) -> None:
    """Run `command` in `folder`; whatever ends the wait ends it and all that it started."""
    silent = subprocess.DEVNULL
    process = subprocess.Popen(  # noqa: S603 - our own arguments, no shell
        command, cwd=folder, stdin=silent, stdout=silent, stderr=silent, start_new_session=True
    )
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        raise XlsreportError(
            f"LibreOffice 用了超过 {seconds:g} 秒，已停止。LibreOffice took too long and was stopped."
        ) from None
    finally:
        if process.poll() is None:
            _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    if sys.platform == "win32":
        taskkill = Path(os.environ.get("SYSTEMROOT", "C:/Windows")) / "System32" / "taskkill.exe"
        command = [str(taskkill), "/F", "/T", "/PID", str(process.pid)]
        subprocess.run(command, check=False, capture_output=True)  # noqa: S603 - our own arguments, no shell
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
