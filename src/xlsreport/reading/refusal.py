"""Why a file is not read, on its way to the room's border: `read_workbook` hands it out as a value."""

from xlsreport.model.workbook import Unreadable


class RefusedError(Exception):
    """A file that is not read; carries the code and the facts for the reader of the finding."""

    def __init__(self, code: str, reason: str = "") -> None:
        super().__init__(code, reason)
        self.unreadable = Unreadable(code, reason)


def ill_formed(name: str, error: Exception) -> RefusedError:
    """Return that the XML of a part breaks off or is none, and where: a library's sentence tells nobody more."""
    line, column = getattr(error, "position", (0, 0))
    return RefusedError("F101", f"{name[:100]}: XML ✗" + (f" {line}:{column}" if line else ""))
