"""Links from the summary, which lies in `<period>/output/`, to the files that came, in `<period>/inbox/`."""

import re

from xlsreport.model.finding import Finding
from xlsreport.model.outcome import Entry, Standing
from xlsreport.writing.sheets.names import quoted

MOST_LINKS = 65_530  # per sheet: Excel repairs away what is beyond, and xlsxwriter leaves out its text too
_PERIOD = "external:../"
_INBOX = f"{_PERIOD}inbox/"
_LONGEST = 2_000  # Excel allows 2,079 characters
_ESCAPED = re.compile(r"""[^\w/.,;~!@$&()+=_-]""", re.ASCII)
_UNLINKABLE = re.compile("[\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def source_link(entry: Entry | None, finding: Finding) -> str | None:
    """Return the link to the place of a finding in its source file, or in the coordinator's own that it names.

    None where there is no file to open by itself: the whole's finding, a nested file, an unreadable one.
    """
    target = _target(entry, finding)
    if target is None:
        return None
    sheet = finding.address.sheet if finding.address else finding.sheet
    if not sheet:
        return target
    if _UNLINKABLE.search(sheet):
        return None
    return f"{target}#{quoted(sheet)}!{finding.address.cell if finding.address else 'A1'}"


def _target(entry: Entry | None, finding: Finding) -> str | None:
    if finding.file is not None:
        return _link(_PERIOD, finding.file)
    if entry is None or entry.file is None or entry.standing is Standing.UNREADABLE:
        return None
    return file_link(entry.file.name)


def file_link(name: str) -> str | None:
    """Return the link to the file `name` of the inbox; None for a nested file or an impossible name."""
    return _link(_INBOX, name)


def _link(folder: str, name: str) -> str | None:
    if "!" in name or ".." in name.split("/") or _UNLINKABLE.search(name):
        return None
    link = folder + _escaped(name)
    return link if len(link) <= _LONGEST else None


def _escaped(name: str) -> str:
    """Percent-escape what has a meaning in a link; other scripts stay readable, as Excel has it."""
    return _ESCAPED.sub(lambda match: match[0] if match[0] > "\x7f" else f"%{ord(match[0]):02X}", name)
