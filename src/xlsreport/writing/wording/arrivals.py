"""How a department's file came, which of its versions it is, and how late it was: by what came, never by a clock."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime

from xlsreport.language import Language
from xlsreport.model.days import local_time
from xlsreport.model.form import Form
from xlsreport.model.outcome import UNDECIDED, Entry, Outcome, Standing
from xlsreport.model.source import SourceFile

_VERSIONS = {Standing.SUPERSEDED: "summary_older_version", Standing.MISSING: "summary_older_version"}


def way(file: SourceFile, language: Language) -> str:
    """Return how `file` came: by mail, in a container, in a folder, or as it lies in the inbox."""
    if file.source or file.received_at:
        return language.text("summary_by_mail")
    if "!" in file.name:
        return language.text("summary_in_container")
    folder = file.name.rpartition("/")[0]
    return language.text("summary_in_folder", folder=folder) if folder else language.text("summary_in_inbox")


def versions(outcome: Outcome) -> Mapping[str | None, int]:
    """Return how many files came of each department, by its code."""
    return Counter(each.code for each in outcome.entries if each.file is not None)


def version_text(entry: Entry, count: int, language: Language) -> str:
    """Return how many files of a department came, and whether this one counts; nothing where none did."""
    if entry.department is None or entry.file is None:
        return ""
    if count == 1:
        return language.text("summary_one_version")
    key = _VERSIONS.get(entry.standing, "summary_this_version")
    if any(each.code == UNDECIDED for each in entry.review.findings):
        key = "summary_undecided_version"
    return language.text(key, count=count)


def received(entry: Entry, form: Form) -> datetime | None:
    """Return when the file of `entry` was mailed, by the clock of the form's country; None where no mail says it."""
    return local_time(entry.file.received_at, form.zone) if entry.file else None


def days_late(entry: Entry, outcome: Outcome) -> int | None:
    """Return the days between the day due and the day of the mail, 0 in time; None where either is not known."""
    due = outcome.form.periods.due_day(entry.department.due, outcome.period) if entry.department else None
    came = received(entry, outcome.form)
    return max(0, (came.date() - due).days) if due and came else None
