"""How sure it is whose a workbook is: what its name, its code and its sender say against one another."""

from collections.abc import Iterator

from xlsreport.intake.match import sender_of
from xlsreport.language import Language
from xlsreport.model.finding import Finding
from xlsreport.model.review import Identity
from xlsreport.model.roster import Department, Roster
from xlsreport.model.source import SourceFile
from xlsreport.pipeline.review.examine import Examined
from xlsreport.pipeline.workspace import Desk


def doubts(each: Examined, department: Department, desk: Desk) -> Iterator[Finding]:
    """Yield what speaks against `department`, to which the workbook was matched all the same."""
    who, texts = each.review.identity, desk.language
    another = bool(who.name) and _is_anothers(who.name, department)
    if another and who.code == department.code:
        yield _finding("S108", texts, code=department.code, expected=department.name, found=who.name)
    elif _is_unknown(who, desk.roster) and (another or not who.name):
        how = "by_sender" if sender_of(each.file, desk.roster) == department else "by_file_name"
        words = {"code": who.code, "name": who.name, "by": texts.text(how), "department": department.name}
        yield _finding("S120", texts, **words)
    yield from _about_sender(each.file, department, desk)


def _is_anothers(name: str, department: Department) -> bool:
    known = (department.name, *department.aliases)
    return not any(name.endswith(each) or each.endswith(name) for each in known)


def _is_unknown(who: Identity, roster: Roster) -> bool:
    said = who.code or who.name
    return bool(said) and roster.by_code(who.code) is None and roster.by_name(who.name) is None


def _about_sender(file: SourceFile, department: Department, desk: Desk) -> Iterator[Finding]:
    if not file.senders:
        return
    sender = sender_of(file, desk.roster)
    words = {"address": file.senders[0], "department": department.name}
    if sender is None:
        yield _finding("F121", desk.language, **words)
    elif sender != department:
        yield _finding("F125", desk.language, sender=sender.name, **words)


def _finding(rule: str, texts: Language, **words: object) -> Finding:
    entry = texts.entries[rule]
    return Finding(rule, entry.severity, entry.message.format(**words))
