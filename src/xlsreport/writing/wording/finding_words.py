"""A finding in words: its place, whom it is about, its message in short, and what is proposed."""

from collections.abc import Sequence

from xlsreport.language import Language
from xlsreport.model.finding import CellChange, Finding, place_of
from xlsreport.model.outcome import Entry, Outcome
from xlsreport.model.wording import as_text
from xlsreport.model.workbook import Value

_MOST_WAYS = 3  # proposals written out; the sentence says the rest
_SHORT = 120  # characters: where a page must stay one page
_STOPS = ("。", ". ")


def place_text(finding: Finding, language: Language) -> str:
    """Return a finding's place in words: its cell, its sheet, or the whole file; and whose file, where it is ours."""
    return _in_file(finding, str(finding.address or finding.sheet or language.text("summary_whole_file")))


def places_text(findings: Sequence[Finding], language: Language) -> str:
    """Return the place of findings at neighbouring cells in words, that of the only one where it is alone."""
    return _in_file(findings[0], place_of(findings)) if len(findings) > 1 else place_text(findings[0], language)


def _in_file(finding: Finding, place: str) -> str:
    return f"{finding.file} {place}" if finding.file else place


def who(outcome: Outcome, entry: Entry | None) -> tuple[str, str]:
    """Return code and name that a finding is about: a department, a file of nobody's, or the whole."""
    if entry is None:
        return outcome.whole.identity.code, outcome.whole.identity.name
    return entry.code or "", entry.name or (entry.file.name if entry.file else "")


def in_short(message: str) -> str:
    """Return what a page has room for of `message`: its first sentences, else its beginning."""
    if len(message) <= _SHORT:
        return message
    end = max(message.rfind(stop, 0, _SHORT) for stop in _STOPS)
    return message[: end + 1] if end > 0 else message[:_SHORT] + "…"


def suggestion_text(finding: Finding, language: Language) -> str:
    """Return the proposed corrections, one to a line; of many the first, and how many there are."""
    ways, most = finding.suggestions, _MOST_WAYS
    shown = ways if len(ways) <= most + 1 else ways[:most]
    each = (language.text("summary_and").join(_change(c, language) for c in one) for one in shown)
    text = language.text("summary_or").join(each)
    return text if len(shown) == len(ways) else text + language.text("summary_more_ways", count=len(ways))


def _change(change: CellChange, language: Language) -> str:
    def shown(value: Value) -> str:
        return as_text(value) or language.text("summary_blank")

    return language.text("summary_change", cell=change.address, before=shown(change.before), after=shown(change.after))
