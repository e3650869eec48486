"""Letters of the outbox handed in to the mail server, each once: written down before and after."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import format_datetime, formataddr, parseaddr

from xlsreport.errors import LineCutError, MailError, WorkspaceError
from xlsreport.mailing.access import Access
from xlsreport.mailing.opening import sending
from xlsreport.mailing.passwords import Ask
from xlsreport.mailing.sent import SENT, LetterFate, SentLedger, SentLetter
from xlsreport.mailing.smtp import HandedIn, SubmissionLine, smtp_line
from xlsreport.model.mail_account import MailAccount
from xlsreport.model.roster import is_mailbox
from xlsreport.pipeline.outbox.matter import matter_of
from xlsreport.pipeline.post.drafts import Draft, RoundKind, drafts_of
from xlsreport.pipeline.post.headers import with_headers
from xlsreport.pipeline.working import writes_alone
from xlsreport.pipeline.workspace import PeriodWorkspace

_IN_VAIN = 3  # letters or lines in a row with which the server would not go on
_REST = 2.0  # seconds before the line is taken up again
_OURS_ALONE = frozenset({"x-unsent", "bcc", "sender", "resent-from"})  # headers of a draft that are not sent

Told = Callable[[Draft, HandedIn], None]


@dataclass(frozen=True, slots=True)
class SendPlan:
    """What a round consists of: letters `ready` to go, `sent` before, and those that only a person can decide.

    `unsure` were begun and may have arrived; `changed` went once and are others now; `without` have no address.
    """

    kind: RoundKind
    ready: tuple[Draft, ...] = ()
    sent: tuple[Draft, ...] = ()
    unsure: tuple[Draft, ...] = ()
    changed: tuple[Draft, ...] = ()
    without: tuple[Draft, ...] = ()


def send_plan(workspace: PeriodWorkspace, kind: RoundKind | None = None) -> SendPlan:
    """Return what is to be sent of the latest round of `kind`, of the one kind that has anything where none is named.

    Raises `WorkspaceError` where nothing is laid out, or several kinds are.
    """
    ledger = _ledger(workspace)
    plans = [_plan(workspace, each, ledger) for each in ([kind] if kind else RoundKind)]
    there = [each for each in plans if each.ready or each.unsure or each.changed]
    if len(there) > 1:
        text = workspace.language.text
        kinds = [text("send_kind", kind=each.kind, count=len(each.ready)) for each in there]
        raise WorkspaceError(text("send_which", kinds=text("comma").join(kinds)))
    found = there[0] if there else next((each for each in plans if each.sent or each.without), None)
    if found is None:
        raise WorkspaceError(workspace.language.text("send_nothing", folder=workspace.root.outbox(workspace.period)))
    return found


def _plan(workspace: PeriodWorkspace, kind: RoundKind, ledger: SentLedger) -> SendPlan:
    went = {each.path for each in ledger.letters() if each.fate in (LetterFate.SENT, LetterFate.BEGUN)}
    sorted_: dict[str, list[Draft]] = {}
    for draft in drafts_of(workspace, kind):
        known = ledger.of(message_id(draft, workspace))
        sorted_.setdefault(_place(draft, known, went), []).append(draft)
    return SendPlan(kind, **{place: tuple(drafts) for place, drafts in sorted_.items()})


def _place(draft: Draft, known: SentLetter | None, went: set[str]) -> str:
    """Return in which part of a plan a draft belongs."""
    if known is not None and known.fate is LetterFate.SENT:
        return "sent"
    if not draft.recipients:
        return "without"
    if known is not None and known.fate is LetterFate.BEGUN:
        return "unsure"
    return "changed" if known is None and draft.path in went else "ready"


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


def message_id(draft: Draft, workspace: PeriodWorkspace) -> str:
    """Return the Message-ID of a letter: the same whenever the same draft is sent."""
    account = workspace.root.mail or MailAccount()
    domain = _address(account).rpartition("@")[2] or "xlsreport.invalid"
    return f"<{draft.digest[:40]}@{domain}>"


class _Round:
    """One run over letters: its ledger, and what became of them so far."""

    def __init__(self, workspace: PeriodWorkspace, access: Access, sender: str, told: Told | None) -> None:
        self._workspace, self._access, self._sender, self._told = workspace, access, sender, told
        self._ledger = _ledger(workspace)
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


def _ledger(workspace: PeriodWorkspace) -> SentLedger:
    return SentLedger(workspace.root.ledgers(workspace.period) / SENT)


def _address(account: MailAccount) -> str:
    return parseaddr(account.sender or account.user)[1]


def _sender(workspace: PeriodWorkspace, account: MailAccount) -> str:
    """Return the From of what is sent: the account's own, else its user's, with the name of the office."""
    name, address = parseaddr(account.sender or account.user)
    if not is_mailbox(address):
        raise MailError(workspace.language.text("send_no_sender", sender=account.sender or account.user))
    return formataddr((" ".join((name or matter_of(workspace).office.name).split()), address))
