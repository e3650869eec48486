"""Workbooks computed anew by LibreOffice, where it is installed: what another program makes of the same formulas."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from xlsreport.errors import XlsreportError
from xlsreport.language import bilingual
from xlsreport.temporary import temporary_prefix
from xlsreport.writing.report.pdf import libreoffice, run_office

_FILTER = "xlsx:Calc MS Excel 2007 XML"


def recalculated(workbooks: Sequence[bytes]) -> list[bytes]:
    """Return `workbooks`, which store no results, with those that LibreOffice computes; none where it is not there.

    Raises `XlsreportError` where it is at one for too long or makes nothing.
    """
    program = libreoffice()
    if program is None:
        return []
    with tempfile.TemporaryDirectory(prefix=temporary_prefix("calc"), ignore_cleanup_errors=True) as name:
        folder = Path(name).resolve()
        (folder / "out").mkdir()
        for number, data in enumerate(workbooks):
            (folder / f"{number}.xlsx").write_bytes(data)
        options = [f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", _FILTER]
        files = [str(folder / f"{number}.xlsx") for number in range(len(workbooks))]
        made = [folder / "out" / f"{number}.xlsx" for number in range(len(workbooks))]
        run_office([program, *options, "--outdir", str(folder / "out"), *files], made, lambda _: None)
        if not all(path.is_file() for path in made):
            raise XlsreportError(bilingual("pdf_not_made"))
        return [path.read_bytes() for path in made]
