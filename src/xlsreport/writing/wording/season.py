"""Where every department stands in the season: one line each, and one sentence over all."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from xlsreport.language import Language
from xlsreport.model.correspondence import Correspondence, MailedLetters, Stage
from xlsreport.model.finding import Severity
from xlsreport.model.outcome import Entry, Outcome, Standing
from xlsreport.model.roster import Department
from xlsreport.model.source import SourceFile
from xlsreport.writing.wording.arrivals import days_late, received, version_text, versions
from xlsreport.writing.wording.stages import stage_of


@dataclass(frozen=True, slots=True)
class DepartmentStatus:
    """One department: what was sent to it, what came of it and when by the local clock, and what is open."""

    department: Department
    standing: Standing
    excused: bool
    sent: Correspondence
    entry: Entry
    received: datetime | None
    version: str
    errors: int
    queries: int
    days_late: int | None
    stage: Stage = Stage.NOTHING


def department_statuses(
    outcome: Outcome, language: Language, mailed: Mapping[str, MailedLetters] | None = None
) -> tuple[DepartmentStatus, ...]:
    """Return a line for each department of the roster, in the roster's order; `mailed` is what went by mail."""
    best: dict[str, Entry] = {}
    for entry in outcome.entries:
        if entry.code and entry.code not in best and entry.standing is outcome.standing_of(entry.code):
            best[entry.code] = entry
    counts, open_, files = versions(outcome), _open(outcome), _files(outcome)
    return tuple(
        DepartmentStatus(
            department=entry.department,
            standing=entry.standing,
            excused=entry.excused,
            sent=outcome.sent_to(code),
            entry=entry,
            received=received(entry, outcome.form),
            version=" ".join(version_text(entry, counts[code], language).split()),
            errors=open_[code, Severity.ERROR],
            queries=open_[code, Severity.QUERY],
            days_late=days_late(entry, outcome),
            stage=stage_of(
                outcome, entry, entry.department, files.get(code, ()), (mailed or {}).get(code, MailedLetters())
            ),
        )
        for code, entry in best.items()
        if entry.department is not None
    )


def _files(outcome: Outcome) -> Mapping[str, Sequence[SourceFile]]:
    """Return all files that came of each department, by its code."""
    files: dict[str, list[SourceFile]] = {}
    for entry in outcome.entries:
        if entry.code is not None and entry.file is not None:
            files.setdefault(entry.code, []).append(entry.file)
    return files


def _open(outcome: Outcome) -> Counter[tuple[str | None, Severity]]:
    """Return how many findings are open, by department and severity."""
    every = ((entry.code, finding) for entry in outcome.entries for finding in entry.review.findings)
    return Counter((code, finding.severity) for code, finding in every if finding.open)


def calm_line(outcome: Outcome, language: Language) -> str:
    """Return how things stand in one sentence, to be passed on: due, received, and of these how many are settled."""
    counts, total = Counter(outcome.due.values()), len(outcome.due)
    excused = len({each.code for each in outcome.entries if each.excused and not each.aside})
    missing = counts[Standing.MISSING]
    line = language.text("status_line", due=total, received=total - missing, accepted=counts[Standing.ACCEPTED])
    parts = [(f"status_{each}", counts[each]) for each in (Standing.HELD, Standing.UNREADABLE)]
    parts += [("status_missing", missing - excused), ("status_excused", excused)]
    said = "".join(language.text(key, count=count) for key, count in parts if count)
    return line + said + language.text("status_end")


def standing_in_words(entry: Entry, language: Language) -> str:
    """Return where a department or file stands, and that it is not waited for, or not counted by itself."""
    standing = language.text(f"standing_{entry.standing}")
    if entry.aside and not entry.review.untold:
        key = "standing_compared" if entry.aside == entry.code else "standing_inside"
        return language.text(key, standing=standing)
    return language.text("status_excused_standing", standing=standing) if entry.excused else standing
