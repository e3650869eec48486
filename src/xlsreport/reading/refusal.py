"""Why a file is not read, on its way to the room's border: `read_workbook` hands it out as a value."""

from xlsreport.model.workbook import Unreadable


class RefusedError(Exception):
    """A file that is not read; carries the code and the facts for the reader of the finding."""

    def __init__(self, code: str, reason: str = "") -> None:
        super().__init__(code, reason)
        self.unreadable = Unreadable(code, reason)
