"""Mails fetched into the inbox, each once and whole, from where the last run stopped."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from xlsreport.errors import LineCutError, MailError
from xlsreport.mailing.collected import COLLECTED, CollectedLedger, CollectedMail, MailFate
from xlsreport.mailing.mailbox import ListedMail, Mailbox, MailPlace
from xlsreport.mailing.opening import Opener, receiving
from xlsreport.mailing.passwords import Ask
from xlsreport.mailing.sent import SENT, SentLedger
from xlsreport.model.mail_account import MailAccount
from xlsreport.pipeline.post.kept import clear_aside, file_name, left_there, put_in_place
from xlsreport.pipeline.post.matters import Interest, has_files, matters
from xlsreport.pipeline.working import writes_alone
from xlsreport.pipeline.workspace import PeriodWorkspace

_IN_VAIN = 3  # connections in a row that brought nothing new before we give up
_REST = 2.0  # seconds before the line is taken up again

Told = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class CollectRequest:
    """What is asked of a collection: mails of all senders and kinds, since which day, moved to which folder after.

    `source` is collected from in place of the account's own mailbox; `largest_mib` is another limit than the account's.
    """

    everything: bool = False
    since: date | None = None
    move_to: str = ""
    source: str = ""
    largest_mib: int | None = None


@dataclass(frozen=True, slots=True)
class CollectionResult:
    """What came of a collection.

    `others` are mails that matter to nobody here, `elsewhere` those collected for another period before; `failed` says
    which could not be fetched.
    """

    folder: Path
    done: tuple[CollectedMail, ...] = ()
    others: int = 0
    moved: int = 0
    failed: tuple[str, ...] = ()
    elsewhere: int = 0

    def count(self, fate: MailFate) -> int:
        """Return how many mails had this fate."""
        return sum(each.fate is fate for each in self.done)


@writes_alone("collect")
def collect(
    workspace: PeriodWorkspace, request: CollectRequest, ask: Ask, told: Told | None = None
) -> CollectionResult:
    """Fetch what is new in the account's mailbox into the inbox.

    A line that breaks is taken up again while that brings anything. Raises `MailError` for what stands against it; what
    was fetched until then is kept, and the next run goes on from there.
    """
    account = workspace.root.mail or MailAccount()
    account = replace(account, receive=request.source or account.receive)
    opened = receiving(account, ask, workspace.language)
    return _Collection(workspace, request, account, told).run(opened)


class _Collection:
    """One collection: its ledger, and what came of it so far."""

    def __init__(
        self, workspace: PeriodWorkspace, request: CollectRequest, account: MailAccount, told: Told | None
    ) -> None:
        self._request, self._told, self._text = request, told, workspace.language.text
        self._most = (request.largest_mib or account.largest_mib) * 1024**2
        self._inbox = workspace.root.inbox(workspace.period)
        root, period = workspace.root, workspace.period
        others = (root.ledgers(each) / COLLECTED for each in root.periods() if each != period)
        self._ledger = CollectedLedger(root.ledgers(period) / COLLECTED, others)
        letters = SentLedger(root.ledgers(period) / SENT).letters()
        own = (each.message_id for each in letters)
        self._interest = Interest.of(workspace.roster, workspace.form.title, own)
        self._done: list[CollectedMail] = []
        self._others: set[str] = set()
        self._elsewhere: set[str] = set()
        self._failed: dict[str, str] = {}

    def run(self, opened: Opener) -> CollectionResult:
        """Collect, over as many connections as it takes."""
        clear_aside(self._inbox)
        in_vain = 0
        while True:
            before = len(self._done)
            try:
                with opened() as mailbox:
                    moved = self._from(mailbox)
                return self._result(moved)
            except LineCutError as error:
                in_vain = 0 if len(self._done) > before else in_vain + 1
                if in_vain >= _IN_VAIN:
                    key = "mail_goes_on" if self._done else "mail_try_again"
                    raise MailError(f"{error}{self._text(key, count=len(self._done))}") from None
                time.sleep(_REST)

    def _result(self, moved: int) -> CollectionResult:
        failed = tuple(self._failed.values())
        return CollectionResult(self._inbox, tuple(self._done), len(self._others), moved, failed, len(self._elsewhere))

    def _from(self, mailbox: Mailbox) -> int:
        try:
            self._fetch(mailbox)
        finally:
            self._ledger.write()
        return self._moved(mailbox)

    def _fetch(self, mailbox: Mailbox) -> None:
        known = self._ledger.numbers(mailbox.place, self._most)
        doubtful: list[ListedMail] = []
        for listed in mailbox.listed(known, self._request.since):
            matter = True if self._request.everything else matters(listed, self._interest)
            if self._ledger.is_of_another_period(mailbox.place, listed.uid):
                self._elsewhere.add(listed.uid)
            elif matter is None:
                doubtful.append(listed)
            else:
                self._keep_or_count(mailbox, listed, matter=matter)
        structures = mailbox.structures([each.uid for each in doubtful])
        for listed in doubtful:
            self._keep_or_count(mailbox, listed, matter=has_files(listed, structures.get(listed.uid)))

    def _keep_or_count(self, mailbox: Mailbox, listed: ListedMail, *, matter: bool) -> None:
        if matter:
            self._keep(mailbox, listed)
        else:
            self._others.add(listed.uid)

    def _keep(self, mailbox: Mailbox, listed: ListedMail) -> None:
        """Fetch one mail; one that the server does not hand over is told and stops no other."""
        try:
            done = self._kept(mailbox, listed)
        except LineCutError:
            raise
        except MailError as error:
            self._failed[listed.uid] = str(error)
            return
        self._clear_headers(mailbox.place, done)
        self._ledger.add(mailbox.place, done)
        self._done.append(done)
        if self._told:
            self._told(len(self._done), 0, done.file)

    def _kept(self, mailbox: Mailbox, listed: ListedMail) -> CollectedMail:
        too_large = listed.size > self._most
        came = mailbox.headed(listed.uid) if too_large else mailbox.fetched(listed.uid)
        data = left_there(came.data, listed.size) if too_large else came.data
        digest = sha256(data).hexdigest()
        known = self._ledger.file_of(digest)
        name = self._free_name(data, digest) if known is None else known
        if known is None:
            put_in_place(self._inbox, name, data)
        fate = MailFate.TOO_LARGE if too_large else MailFate.KEPT if known is None else MailFate.AGAIN
        return CollectedMail(listed, digest, name, fate, came.arrived)

    def _clear_headers(self, place: MailPlace, done: CollectedMail) -> None:
        """Remove what was kept of a mail that was too large once and lies here whole now."""
        left = self._ledger.left(place, done.mail.uid)
        path = self._inbox / left.file if left else None
        if left and path and done.fate is not MailFate.TOO_LARGE and path.is_file() and _is_free(path, left.sha256):
            path.unlink()

    def _free_name(self, data: bytes, digest: str) -> str:
        """Return a name that no other mail has; the same bytes of a run that was killed are written over."""
        names = (file_name(data, digest, longer) for longer in range(0, len(digest), 8))
        return next(each for each in names if _is_free(self._inbox / each, digest))

    def _moved(self, mailbox: Mailbox) -> int:
        if not self._request.move_to:
            return 0
        whole = self._ledger.whole(mailbox.place)
        mailbox.move(whole, self._request.move_to)
        return len(whole)


def _is_free(path: Path, digest: str) -> bool:
    return not path.exists() or sha256(path.read_bytes()).hexdigest() == digest
