"""Findings as lines, printed like a compiler's: place, severity, code, sentence."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from xlsreport.language import Language
from xlsreport.model.finding import Finding, Severity, neighbours, place_of

MOST_NOTES = 5


@dataclass(frozen=True, slots=True)
class ScreenLine:
    """One printed line, its severity, and whether the coordinator accepted what it says."""

    severity: Severity
    text: str
    accepted: bool = False


def finding_lines(
    file: str, findings: Sequence[Finding], language: Language, most_notes: int | None = MOST_NOTES
) -> Iterator[ScreenLine]:
    """Yield the lines of one file's findings; neighbours that say the same share a line. None for all notes."""
    shown = [each for each in findings if each.severity is not Severity.NOTE]
    notes = [each for each in findings if each.severity is Severity.NOTE]
    for run in neighbours((*shown, *notes[:most_notes])):
        yield ScreenLine(run[0].severity, finding_line(file, run, language), run[0].accepted_by is not None)
    if most_notes is not None and len(notes) > most_notes:
        yield ScreenLine(Severity.NOTE, language.text("more_notes", file=file, count=len(notes) - most_notes))


def finding_line(file: str, run: Sequence[Finding], language: Language) -> str:
    """Return the line of one finding, or of several in neighbouring cells: `财政局.xlsx:Data!J29: 错误 M301 …`."""
    first = run[0]
    named = first.file or file
    place = f"{named}:{place_of(run)}" if first.sheet else named
    text = f"{place}: {language.text(f'severity_{first.severity}')} {first.code} {first.message}"
    if first.explanation:
        text += language.text("explained", text=first.explanation)
    if first.accepted_by:
        text += language.text("was_accepted", text=first.accepted_by)
    return text
