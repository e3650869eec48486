"""Departments that report nothing and are not waited for, by the coordinator's decision."""

from collections.abc import Iterator, Sequence

from xlsreport.model.decisions import ABSENT
from xlsreport.model.finding import Finding
from xlsreport.model.outcome import EXCUSED, Entry, Standing
from xlsreport.model.review import Review
from xlsreport.model.roster import Department
from xlsreport.pipeline.standing.context import StandingContext


def missing_entry(department: Department, context: StandingContext) -> Entry:
    """Return the entry of a department that sent nothing; a note says so where it is not waited for."""
    decided = [each for each in context.decisions.absences if context.roster.named(each.department) == department]
    if not decided:
        return Entry(Standing.MISSING, Review(), department)
    who, reason = f"{decided[0].who} {decided[0].when}".strip(), decided[0].reason
    words = {"who": who, "reason": reason}
    note = context.language.finding(EXCUSED, words, accepted_by=context.language.text("accepted_by", **words))
    return Entry(Standing.MISSING, Review(findings=(note,)), department)


def vain_absences(entries: Sequence[Entry], context: StandingContext) -> Iterator[Finding]:
    """Yield a finding for each such decision that has no effect: its department reported, or is nobody."""
    missing = {each.code for each in entries if each.standing is Standing.MISSING}
    for each in context.decisions.absences:
        department = context.roster.named(each.department)
        if department is None or department.code not in missing:
            words = {"what": context.language.text(ABSENT.sheet), "department": each.department}
            code = "D801" if department is None else "D807"
            yield context.language.finding(code, words, address=each.at, file=context.decisions.file)
