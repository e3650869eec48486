"""What the ledger of sent mails says of each department."""

from collections.abc import Mapping

from xlsreport.mailing.sent import SENT, LetterFate, SentLedger, SentLetter
from xlsreport.model.correspondence import MailedLetters
from xlsreport.pipeline.workspace import PeriodWorkspace

_RETURN = "send-back"  # the kind of letter that sends a workbook back


def mailed_letters(workspace: PeriodWorkspace) -> Mapping[str, MailedLetters]:
    """Return the letters that went by mail, or may have gone, by the code of their department."""
    found: dict[str, list[SentLetter]] = {}
    for each in SentLedger(workspace.root.ledgers(workspace.period) / SENT).letters():
        if each.department and each.fate in (LetterFate.SENT, LetterFate.BEGUN):
            found.setdefault(each.department, []).append(each)
    return {code: _of(letters) for code, letters in found.items()}


def _of(letters: list[SentLetter]) -> MailedLetters:
    returns = [each for each in letters if each.kind == _RETURN]
    return MailedLetters(
        ids=frozenset(each.message_id for each in letters),
        returns=frozenset(each.message_id for each in returns),
        last_return=returns[-1].message_id if returns else "",
        returned_at=max((each.at for each in returns), default=""),
    )
