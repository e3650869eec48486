"""A Word document of before 2007 (.doc, .rtf) → the same as .docx, by LibreOffice where it is installed."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from xlsreport.reading.refusal import RefusedError

_PROGRAMS = ("soffice", "libreoffice")
_USUAL = (
    Path("C:/Program Files/LibreOffice/program/soffice.exe"),
    Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),
)
_SECONDS = 60


def converted(data: bytes) -> bytes:
    """Return `data` as .docx.

    Raises `RefusedError`: document_no_office without LibreOffice, F101 where it makes nothing of it.
    """
    program = _program()
    if program is None:
        raise RefusedError("document_no_office")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        source = Path(folder, "report.doc")
        source.write_bytes(data)
        profile = Path(folder, "profile").as_uri()
        command = [program, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "docx:MS Word 2007 XML"]
        try:
            subprocess.run(  # noqa: S603 - a program of the system's, and names of our own
                [*command, "--outdir", folder, str(source)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=_SECONDS,
                check=False,
            )
            return Path(folder, "report.docx").read_bytes()
        except (OSError, subprocess.SubprocessError):
            raise RefusedError("F101", "DOC") from None


def _program() -> str | None:
    found = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    return found or next((str(each) for each in _USUAL if each.is_file()), None)
