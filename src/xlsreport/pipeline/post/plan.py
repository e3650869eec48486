"""What is to be sent of a round: which letters are ready, which went before, and which only a person can decide."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from email.utils import parseaddr

from xlsreport.errors import WorkspaceError
from xlsreport.mailing.sent import SENT, LetterFate, SentLedger, SentLetter
from xlsreport.model.mail_account import MailAccount
from xlsreport.pipeline.consolidate import Progress
from xlsreport.pipeline.post.drafts import Draft, RoundKind, drafts_of
from xlsreport.pipeline.post.overtaken import Overtaken, overtaken
from xlsreport.pipeline.workspace import PeriodWorkspace

_PLACES = ("ready", "sent", "unsure", "changed", "without")


@dataclass(frozen=True, slots=True)
class SendPlan:
    """What a round consists of: letters `ready` to go, `sent` before, and those that only a person can decide.

    `unsure` were begun and may have arrived; `changed` went once and are others now; `without` have no address;
    `overtaken` are not sent, because their departments have reported since.
    """

    kind: RoundKind
    ready: tuple[Draft, ...] = ()
    sent: tuple[Draft, ...] = ()
    unsure: tuple[Draft, ...] = ()
    changed: tuple[Draft, ...] = ()
    without: tuple[Draft, ...] = ()
    overtaken: tuple[Overtaken, ...] = ()

    @property
    def open(self) -> tuple[Draft, ...]:
        """The letters that may go."""
        return (*self.ready, *self.unsure, *self.changed)

    def knowing(self, late: Mapping[Draft, Overtaken]) -> "SendPlan":
        """Return the plan where some letters come too `late`."""
        ready, unsure, changed = (_without(drafts, late) for drafts in (self.ready, self.unsure, self.changed))
        own = tuple(late[each] for each in self.open if each in late)
        return replace(self, ready=ready, unsure=unsure, changed=changed, overtaken=own)


def send_plan(workspace: PeriodWorkspace, kind: RoundKind | None = None, progress: Progress | None = None) -> SendPlan:
    """Return what is to be sent of the latest round of `kind`, of the one kind that has anything where none is named.

    The inbox is read for what has come since the letters were made. Raises `WorkspaceError` where nothing is laid out,
    or several kinds are.
    """
    ledger = sent_ledger(workspace)
    plans = _without_overtaken(
        [_plan(workspace, each, ledger) for each in ([kind] if kind else RoundKind)], workspace, progress
    )
    there = [each for each in plans if each.open]
    if len(there) > 1:
        text = workspace.language.text
        kinds = [text("send_kind", kind=each.kind, count=len(each.ready)) for each in there]
        raise WorkspaceError(text("send_which", kinds=text("comma").join(kinds)))
    telling = (
        *there,
        *(each for each in plans if each.overtaken),
        *(each for each in plans if each.sent or each.without),
    )
    if not telling:
        raise WorkspaceError(workspace.language.text("send_nothing", folder=workspace.root.outbox(workspace.period)))
    return telling[0]


def _without_overtaken(
    plans: Sequence[SendPlan], workspace: PeriodWorkspace, progress: Progress | None
) -> Sequence[SendPlan]:
    """Return `plans`, what is overtaken named apart in each."""
    letters = [letter for plan in plans for letter in plan.open]
    late = {each.draft: each for each in overtaken(workspace, letters, progress)}
    return [plan.knowing(late) for plan in plans]


def _without(drafts: Sequence[Draft], late: Mapping[Draft, Overtaken]) -> tuple[Draft, ...]:
    return tuple(each for each in drafts if each not in late)


def _plan(workspace: PeriodWorkspace, kind: RoundKind, ledger: SentLedger) -> SendPlan:
    went = {each.path for each in ledger.letters() if each.fate in (LetterFate.SENT, LetterFate.BEGUN)}
    sorted_: dict[str, list[Draft]] = {}
    for draft in drafts_of(workspace, kind):
        known = ledger.of(message_id(draft, workspace))
        sorted_.setdefault(_place(draft, known, went), []).append(draft)
    ready, sent, unsure, changed, without = (tuple(sorted_.get(each, ())) for each in _PLACES)
    return SendPlan(kind, ready, sent, unsure, changed, without)


def _place(draft: Draft, known: SentLetter | None, went: set[str]) -> str:
    """Return in which part of a plan a draft belongs."""
    if known is not None and known.fate is LetterFate.SENT:
        return "sent"
    if not draft.recipients:
        return "without"
    if known is not None and known.fate is LetterFate.BEGUN:
        return "unsure"
    return "changed" if known is None and draft.path in went else "ready"


def message_id(draft: Draft, workspace: PeriodWorkspace) -> str:
    """Return the Message-ID of a letter: the same whenever the same draft is sent."""
    account = workspace.root.mail or MailAccount()
    domain = parseaddr(account.sender or account.user)[1].rpartition("@")[2] or "xlsreport.invalid"
    return f"<{draft.digest[:40]}@{domain}>"


def sent_ledger(workspace: PeriodWorkspace) -> SentLedger:
    """Return the ledger of what was sent for the period."""
    return SentLedger(workspace.root.ledgers(workspace.period) / SENT)
