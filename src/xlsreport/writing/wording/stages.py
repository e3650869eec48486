"""How far the exchange of letters with each department is, told by what came and by what it answers."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from xlsreport.language import Language
from xlsreport.model.correspondence import MailedLetters, Stage
from xlsreport.model.outcome import Entry, Outcome, Standing
from xlsreport.model.roster import Department
from xlsreport.model.source import SourceFile


def stage_of(
    outcome: Outcome, entry: Entry, department: Department, own: Sequence[SourceFile], letters: MailedLetters
) -> Stage:
    """Return how far the exchange with `department` is; `entry` is that of its `own` files that counts, or of none."""
    sent = outcome.sent_to(department.code)
    if entry.standing is Standing.ACCEPTED:
        return Stage.ACCEPTED
    if sent.sent_back and own:
        return Stage.CORRECTED if any(_is_correction(each, letters) for each in own) else Stage.RETURNED
    if own:
        return Stage.RECEIVED
    if any(_is_answer(each, department, letters) for each in _mere(outcome)):
        return Stage.ANSWERED
    return Stage.ISSUED if sent.issued else Stage.NOTHING


def stage_text(stage: Stage, times: int, language: Language) -> str:
    """Return a stage in words; `times` is how often the department's workbook was sent back."""
    return language.text(f"stage_{stage}", times=times)


def _is_correction(file: SourceFile, letters: MailedLetters) -> bool:
    """Whether a file answers the last return: its mail says so, or came after it and answers no other letter."""
    if letters.last_return in file.answers:
        return True
    own = letters.ids.intersection(file.answers)
    answers_another = bool(own) and letters.returns.isdisjoint(own)
    return not answers_another and bool(letters.returned_at) and _is_after(file.received_at, letters.returned_at)


def _is_after(received: str | None, sent: str) -> bool:
    try:
        moments = datetime.fromisoformat(received or ""), datetime.fromisoformat(sent)
    except ValueError:
        return False
    return all(each.tzinfo is not None for each in moments) and moments[0] > moments[1]


def _is_answer(file: SourceFile, department: Department, letters: MailedLetters) -> bool:
    return not letters.ids.isdisjoint(file.answers) or not department.mailboxes.isdisjoint(file.senders)


def _mere(outcome: Outcome) -> Iterator[SourceFile]:
    return (file for mails in outcome.mere_mails for file in mails.files)
