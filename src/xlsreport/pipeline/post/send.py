"""Letters of the outbox handed in to the mail server, each once: written down before and after."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import format_datetime, formataddr, parseaddr

from xlsreport.errors import LineCutError, MailError
from xlsreport.mailing.access import Access
from xlsreport.mailing.opening import sending
from xlsreport.mailing.passwords import Ask
from xlsreport.mailing.sent import LetterFate, SentLetter
from xlsreport.mailing.smtp import HandedIn, SubmissionLine, smtp_line
from xlsreport.model.mail_account import MailAccount
from xlsreport.model.roster import is_mailbox
from xlsreport.pipeline.outbox.matter import matter_of
from xlsreport.pipeline.post.drafts import Draft
from xlsreport.pipeline.post.headers import with_headers
from xlsreport.pipeline.post.plan import message_id, sent_ledger
from xlsreport.pipeline.working import writes_alone
from xlsreport.pipeline.workspace import PeriodWorkspace
from xlsreport.writing.letters.letters import ABOUT

_IN_VAIN = 3  # letters or lines in a row with which the server would not go on
_REST = 2.0  # seconds before the line is taken up again
_OURS_ALONE = frozenset(
    {"x-unsent", ABOUT.lower(), "bcc", "sender", "resent-from"}
)  # headers of a draft that are not sent

Told = Callable[[Draft, HandedIn], None]


@dataclass(frozen=True, slots=True)
class SendResult:
    """What became of the letters, and how many were not begun because the server would not go on."""

    done: Mapping[Draft, HandedIn]
    left: int = 0

    def count(self, fate: LetterFate) -> int:
        """Return how many letters had this fate."""
        return sum(each.fate is fate for each in self.done.values())


@writes_alone("send")
def send(workspace: PeriodWorkspace, letters: Sequence[Draft], ask: Ask, told: Told | None = None) -> SendResult:
    """Hand in `letters`, which somebody has looked at; what another run has sent meanwhile does not go again.

    Raises `MailError` where no line can be had at all; what was sent until then stays written down as sent.
    """
    account = workspace.root.mail or MailAccount()
    sender = _sender(workspace, account)
    return _Round(workspace, sending(account, ask, workspace.language), sender, told).run(list(letters))


class _Round:
    """One run over letters: its ledger, and what became of them so far."""

    def __init__(self, workspace: PeriodWorkspace, access: Access, sender: str, told: Told | None) -> None:
        self._workspace, self._access, self._sender, self._told = workspace, access, sender, told
        self._ledger = sent_ledger(workspace)
        self._done: dict[Draft, HandedIn] = {}
        self._in_vain = 0

    def run(self, pending: list[Draft]) -> SendResult:
        """Send what is `pending`, over as many lines as it takes, until the server will not go on."""
        while pending and self._in_vain < _IN_VAIN:
            try:
                with smtp_line(self._access) as line:
                    self._over(line, pending)
            except LineCutError:
                self._in_vain += 1
                if self._in_vain >= _IN_VAIN and not self._done:
                    raise
                time.sleep(_REST)
        return SendResult(self._done, len(pending))

    def _over(self, line: SubmissionLine, pending: list[Draft]) -> None:
        while pending and self._in_vain < _IN_VAIN:
            draft = pending[0]
            known = self._ledger.of(message_id(draft, self._workspace))
            if known is not None and known.fate is LetterFate.SENT:
                pending.pop(0)
                continue
            came = self._one(line, draft)
            self._in_vain = self._in_vain + 1 if came.fate is LetterFate.UNSENT else 0
            if not came.cut or came.fate is LetterFate.BEGUN:
                self._done[pending.pop(0)] = came
                if self._told:
                    self._told(draft, came)
            if came.cut:
                return
            time.sleep(self._access.account.pause if pending else 0)

    def _one(self, line: SubmissionLine, draft: Draft) -> HandedIn:
        letter = SentLetter(
            message_id(draft, self._workspace), draft.path, draft.department, draft.kind, LetterFate.BEGUN
        )
        data = self._message(draft, letter.message_id)
        self._ledger.add(letter, draft.recipients)
        came = line.hand_in(parseaddr(self._sender)[1], draft.recipients, data)
        self._ledger.add(replace(letter, fate=came.fate, said=came.said, refused=came.refused), draft.recipients)
        return came

    def _message(self, draft: Draft, identifier: str) -> bytes:
        first = {"From": self._sender, "Date": format_datetime(datetime.now(UTC)), "Message-ID": identifier}
        return with_headers(draft.data, first, _OURS_ALONE)


def _sender(workspace: PeriodWorkspace, account: MailAccount) -> str:
    """Return the From of what is sent: the account's own, else its user's, with the name of the office."""
    name, address = parseaddr(account.sender or account.user)
    if not is_mailbox(address):
        raise MailError(workspace.language.text("send_no_sender", sender=account.sender or account.user))
    return formataddr((" ".join((name or matter_of(workspace).office.name).split()), address))
