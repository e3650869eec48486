"""A folder of an IMAP account, opened so that nothing in it is marked.

NetEase lets nobody open a folder who has not said what program it is (ID), and hides that it knows the command; QQ
drops the line at commands that it does not know. So it is said where it is advertised, and else only where asked for.
"""

import imaplib
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import UTC, date, datetime
from logging import CRITICAL, getLogger
from typing import Any

from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientError, LoginError

from xlsreport.errors import LineCutError, MailError
from xlsreport.mailing.access import Access, in_sentences
from xlsreport.mailing.endpoint import Security
from xlsreport.mailing.line import open_line
from xlsreport.mailing.mailbox import FetchedMail, ListedMail, MailPlace
from xlsreport.version import __version__

_TOGETHER = 500  # mails whose headers are asked for at once
_MOST_FOLDERS = 30  # named where one is not there
_HEADERS = "FROM SUBJECT DATE MESSAGE-ID IN-REPLY-TO REFERENCES CONTENT-TYPE"
_LISTED = ("RFC822.SIZE", f"BODY.PEEK[HEADER.FIELDS ({_HEADERS})]")
_UNSAFE = "unsafe login"
_IDENTITY = {"name": "xlsreport", "version": __version__, "vendor": "xlsreport"}


def imap_folder(access: Access) -> AbstractContextManager["ImapFolder"]:
    """Open the account's folder to be read; raises `MailError` in a sentence where anything stands against it."""
    return open_line(access, _connected, _opened, lambda client: (client.logout, client.shutdown))


class ImapFolder:
    """An open folder; every method raises `MailError`, or `LineCutError` where the line breaks."""

    def __init__(self, client: Any, access: Access, validity: str) -> None:
        """Take over a client that has the folder open."""
        self._client, self._access = client, access
        account = access.account
        self.place = MailPlace(access.endpoint.host, account.user, account.folder, validity)

    def listed(self, known: Collection[str], since: date | None = None) -> Iterator[ListedMail]:
        """Yield the mails whose numbers are not `known`, the oldest number first."""
        with in_sentences(self._access):
            found = self._client.search(["SINCE", since] if since else "ALL")
        new = sorted(each for each in found if str(each) not in known)
        for start in range(0, len(new), _TOGETHER):
            yield from self._described(new[start : start + _TOGETHER])

    def structures(self, uids: Sequence[str]) -> Mapping[str, str]:
        """Return what mails are made of; those whose structure cannot be read are left out with their neighbours."""
        found: dict[str, str] = {}
        for start in range(0, len(uids), _TOGETHER):
            numbers = [int(each) for each in uids[start : start + _TOGETHER]]
            with in_sentences(self._access), _passed_over():
                told = self._client.fetch(numbers, ["BODYSTRUCTURE"])
                found |= {str(each): str(said.get(b"BODYSTRUCTURE", "")).lower() for each, said in told.items()}
        return found

    def fetched(self, uid: str) -> FetchedMail:
        """Return a mail whole; it stays unread if it was."""
        return self._body(uid, "BODY.PEEK[]")

    def headed(self, uid: str) -> FetchedMail:
        """Return all headers of a mail alone."""
        return self._body(uid, "BODY.PEEK[HEADER]")

    def move(self, uids: Collection[str], folder: str) -> None:
        """Move mails into another folder: where the server cannot in one step, copied, and these alone removed."""
        numbers, client = [int(each) for each in uids], self._client
        if not numbers:
            return
        with in_sentences(self._access):
            _refuse_unknown(client, self._access, folder)
            if _selected(client, self._access, self.place.folder, readonly=False) != self.place.validity:
                raise LineCutError(self._access.language.text("mail_changed", host=self.place.host))
            if client.has_capability("MOVE"):
                client.move(numbers, folder)
            elif client.has_capability("UIDPLUS"):
                client.copy(numbers, folder)
                client.delete_messages(numbers, silent=True)
                client.uid_expunge(numbers)
            else:
                raise MailError(self._access.language.text("mail_cannot_move", host=self.place.host))

    def _described(self, numbers: Sequence[int]) -> Iterator[ListedMail]:
        with in_sentences(self._access):
            told = self._client.fetch(numbers, _LISTED)
        for number in numbers:
            if number in told:  # else it was taken away meanwhile
                yield _listed(number, told[number])

    def _body(self, uid: str, what: str) -> FetchedMail:
        with in_sentences(self._access):
            told = self._client.fetch([int(uid)], [what, "INTERNALDATE"]).get(int(uid), {})
        found = next((data for key, data in told.items() if key.startswith(b"BODY[")), None)
        if not isinstance(found, bytes):
            raise MailError(self._access.language.text("mail_not_handed_over", host=self.place.host, uid=uid))
        arrived = told.get(b"INTERNALDATE")
        return FetchedMail(found, arrived.astimezone(UTC) if isinstance(arrived, datetime) else None)


@contextmanager
def _passed_over() -> Iterator[None]:
    """Pass over an answer that cannot be read, as of mails that break every parser; a line that breaks is none."""
    try:
        yield
    except imaplib.IMAP4.abort:
        raise
    except (IMAPClientError, ValueError, IndexError, TypeError, RecursionError):
        return


def _connected(access: Access) -> Any:
    getLogger("imapclient").setLevel(CRITICAL)  # it prints what a server said, as it came
    at = access.endpoint
    secure = at.security is Security.TLS
    context = None if at.security is Security.PLAIN else access.context()
    client = IMAPClient(
        at.host, at.port, ssl=secure, ssl_context=context if secure else None, timeout=access.account.timeout
    )
    client.normalise_times = False  # the moment as the server gives it, with its zone
    return client


def _opened(client: Any, access: Access) -> ImapFolder:
    _secure(client, access)
    _log_in(client, access)
    _say_who_we_are(client)
    return ImapFolder(client, access, _selected(client, access, access.account.folder, readonly=True))


def _secure(client: Any, access: Access) -> None:
    """Go over to TLS where that is asked for after the greeting."""
    if access.endpoint.security is Security.STARTTLS:
        if not client.has_capability("STARTTLS"):
            raise access.no_starttls()
        client.starttls(access.context())


def _log_in(client: Any, access: Access) -> None:
    try:
        if access.secret.is_token:
            client.oauth2_login(access.account.user, access.secret.text)
        else:
            client.login(access.account.user, access.secret.text)
    except LoginError as error:
        if isinstance(error.__context__, imaplib.IMAP4.abort):
            raise error.__context__ from None
        raise access.refused(error) from None
    except UnicodeEncodeError:
        raise MailError(access.language.text("mail_password_ascii")) from None


def _say_who_we_are(client: Any) -> None:
    if client.has_capability("ID"):
        with suppress(IMAPClientError):  # a server that refuses it all the same; an abort goes on as one
            try:
                client.id_(_IDENTITY)
            except imaplib.IMAP4.abort as error:
                raise OSError(*error.args) from None


def _selected(client: Any, access: Access, folder: str, *, readonly: bool) -> str:
    """Open `folder` and return its UIDVALIDITY; the server that asks who we are is told once."""
    try:
        told = client.select_folder(folder, readonly=readonly)
    except imaplib.IMAP4.abort:
        raise
    except IMAPClientError as error:
        if _UNSAFE not in str(error).lower():
            _refuse_unknown(client, access, folder)
            raise
        _insist_on_who_we_are(client)
        told = client.select_folder(folder, readonly=readonly)
    return str(told.get(b"UIDVALIDITY", ""))


def _insist_on_who_we_are(client: Any) -> None:
    """Send ID though it is not advertised, which the library refuses to."""
    words = " ".join(f'"{key}" "{value}"' for key, value in _IDENTITY.items())
    client._imap._simple_command("ID", f"({words})")


def _refuse_unknown(client: Any, access: Access, folder: str) -> None:
    names = [str(name) for _, _, name in client.list_folders()]
    if folder not in names and folder.upper() != "INBOX":
        said = access.language.text("comma").join(names[:_MOST_FOLDERS])
        raise MailError(access.language.text("mail_no_such_folder", folder=folder, names=said))


def _listed(number: int, told: dict[bytes, Any]) -> ListedMail:
    head = next((data for key, data in told.items() if key.startswith(b"BODY[HEADER")), b"")
    size = told.get(b"RFC822.SIZE")
    return ListedMail(
        uid=str(number),
        size=size if isinstance(size, int) else 0,
        head=head if isinstance(head, bytes) else b"",
    )
