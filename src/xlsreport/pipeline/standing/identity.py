"""How sure it is whose a workbook is: what its name, its code and its sender say against one another."""

from collections.abc import Iterator

from xlsreport.intake.match import sender_of
from xlsreport.model.finding import Finding
from xlsreport.model.review import Identity
from xlsreport.model.roster import Department, Roster
from xlsreport.model.source import SourceFile
from xlsreport.pipeline.review.examined import ExaminedFile
from xlsreport.pipeline.standing.context import StandingContext


def doubts(each: ExaminedFile, department: Department, context: StandingContext) -> Iterator[Finding]:
    """Yield what speaks against `department`, to which the workbook was matched all the same."""
    who, language = each.review.identity, context.language
    another = bool(who.name) and _is_anothers(who.name, department)
    if another and who.code == department.code:
        yield language.finding("S108", {"code": department.code, "expected": department.name, "found": who.name})
    elif _is_unknown(who, context.roster) and (another or not who.name):
        how = "by_sender" if sender_of(each.file, context.roster) == department else "by_file_name"
        words = {"code": who.code, "name": who.name, "by": language.text(how), "department": department.name}
        yield language.finding("S120", words)
    yield from _about_sender(each.file, department, context)


def _is_anothers(name: str, department: Department) -> bool:
    known = (department.name, *department.aliases)
    return not any(name.endswith(each) or each.endswith(name) for each in known)


def _is_unknown(who: Identity, roster: Roster) -> bool:
    said = who.code or who.name
    return bool(said) and roster.by_code(who.code) is None and roster.by_name(who.name) is None


def _about_sender(file: SourceFile, department: Department, context: StandingContext) -> Iterator[Finding]:
    if not file.senders:
        return
    sender = sender_of(file, context.roster)
    words = {"address": file.senders[0], "department": department.name}
    if sender is None:
        yield context.language.finding("F121", words)
    elif sender != department:
        yield context.language.finding("F125", {"sender": sender.name, **words})
