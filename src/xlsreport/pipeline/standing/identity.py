"""How sure it is whose a workbook is: what its name, its code and its sender say against one another."""

from collections.abc import Iterator

from xlsreport.intake.match import as_written, is_from, named_instead, sender_of
from xlsreport.language import Language
from xlsreport.model.finding import Finding
from xlsreport.model.review import Identity
from xlsreport.model.roster import Department, Roster, code_key, written_key
from xlsreport.model.source import SourceFile
from xlsreport.pipeline.review.examined import ExaminedFile
from xlsreport.pipeline.standing.context import StandingContext


def doubts(each: ExaminedFile, department: Department, silent: Roster, context: StandingContext) -> Iterator[Finding]:
    """Yield what speaks against `department`, to which the workbook was matched all the same.

    `silent` are the departments that sent nothing: one of them may be meant by the file's name.
    """
    who, language = each.review.identity, context.language
    another = bool(who.name) and _is_anothers(who.name, department)
    if another and code_key(who.code) == code_key(department.code):
        yield language.finding("S108", {"code": department.code, "expected": department.name, "found": who.name})
    elif _is_unknown(who, context.roster) and (another or not who.name):
        how = "by_sender" if sender_of(each.file, context.roster) == department else "by_file_name"
        words = {"code": who.code, "name": who.name, "by": language.text(how), "department": department.name}
        yield language.finding("S120", words)
    said = language.text("comma").join(_written_otherwise(who, department, language))
    if said:
        yield language.finding("S122", {"said": said, "department": department.name, "own": department.code})
    yield from misnamed(each, department, silent, context)
    yield from _about_sender(each.file, department, context)


def misnamed(each: ExaminedFile, department: Department, silent: Roster, context: StandingContext) -> Iterator[Finding]:
    """Yield that a workbook says it is of `department` while its file's name is another's, which sent nothing."""
    other = named_instead(each.file, department, silent)
    if other is not None and context.roster.named(each.review.identity.code or each.review.identity.name) == department:
        yield context.language.finding("S123", {"department": department.name, "other": other.name})


def _is_anothers(name: str, department: Department) -> bool:
    said, known = written_key(name), map(written_key, (department.name, *department.aliases))
    return not any(said.endswith(each) or each.endswith(said) for each in known)


def _is_unknown(who: Identity, roster: Roster) -> bool:
    said = who.code or who.name
    known = roster.by_code(who.code) or roster.by_name(who.name) or as_written(who, roster)
    return bool(said) and known is None


def _written_otherwise(who: Identity, department: Department, language: Language) -> Iterator[str]:
    """Yield the code and the name that do not stand as the roster has them, and are meant all the same."""
    bears = (department.name, *department.aliases)
    if who.code not in ("", department.code) and code_key(who.code) == code_key(department.code):
        yield language.text("said_code", code=who.code)
    if who.name not in ("", *bears) and written_key(who.name) in map(written_key, bears):
        yield language.text("said_name", name=who.name)


def _about_sender(file: SourceFile, department: Department, context: StandingContext) -> Iterator[Finding]:
    if not file.senders or is_from(file, department):
        return
    sender = sender_of(file, context.roster)
    words = {"address": file.senders[0], "department": department.name}
    if department.mailboxes:
        yield context.language.finding("F161", {**words, **_told_of(file, sender, department, context)})
    elif sender is None:
        yield context.language.finding("F121", words)
    else:
        yield context.language.finding("F125", {"sender": sender.name, **words})


def _told_of(
    file: SourceFile, sender: Department | None, department: Department, context: StandingContext
) -> dict[str, object]:
    """Return whose the address is, which the roster has instead, and what speaks for the mail.

    That is a letter to the department which it answers, and what the server that took it says of its sender.
    """
    text = context.language.text
    answers = any(context.letters.get(each) == department.code for each in file.answers)
    return {
        "whose": text("sender_of_another", name=sender.name) if sender else "",
        "known": text("comma").join(sorted(department.mailboxes)),
        "answered": text("sender_answers") if answers else "",
        "vouched": text("sender_vouched", said=file.vouched) if file.vouched else "",
    }
