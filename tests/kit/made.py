"""The Word documents of the demo as the command line makes them."""

import contextlib
import io
from pathlib import Path

from kit.demo import laid_out
from xlsreport.cli.app import run


def department_report(folder: Path) -> Path:
    """Return the report of the example's one real department, made in `folder`."""
    (corrected,) = (laid_out(folder / "one") / "2023" / "corrected").iterdir()
    quiet("report", corrected, "-o", folder / "department.docx")
    return folder / "department.docx"


def consolidated(folder: Path, *, unwritten: bool = False) -> Path:
    """Return the output of the example consolidated in `folder`; nobody has written the whole's text if `unwritten`."""
    workspace = laid_out(folder)
    if unwritten:
        (workspace / "2023" / "汇总单位.xlsx").unlink()
    quiet("consolidate", "-C", workspace)
    return workspace / "2023" / "output"


def quiet(*arguments: object) -> None:
    """Run the command line and let nobody hear it; the example holds errors on purpose."""
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        run([str(each) for each in arguments])
