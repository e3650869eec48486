"""What stops a command: the operator's request cannot be carried out.

A department's mistake is never an exception but a `Finding`. These are caught once, in `cli.app`.
"""

INTERRUPTION = "已中断，没有写出任何文件。Interrupted; nothing was written."


class XlsreportError(Exception):
    """A request that cannot be carried out; its text is the whole sentence shown to the operator (exit code 2)."""


class NotFinalError(XlsreportError):
    """A final one that is refused: its text is a sentence, then a line for each group of what is still open."""


class FormError(XlsreportError):
    """A form folder that cannot be used: its sentence names the file and the cell, tag or key that is wrong."""


class WorkspaceError(XlsreportError):
    """A workspace that lacks something or holds something unusable (settings, roster, inbox)."""


class ArchiveError(XlsreportError):
    """An archive that cannot be made, or a bag that is not there, is damaged or comes from a newer version."""


class BusyError(XlsreportError):
    """Another run is at work in the same folder; its sentence says which, where that is known."""


class MailError(XlsreportError):
    """A mail server that refuses, is not trusted or cannot be reached, or settings that name none."""


class LineCutError(MailError):
    """The line to a mail server broke, or it fell silent: what was done until then stays done."""
