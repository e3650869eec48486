"""A mailbox over POP3: mails are known by their UIDL, and nothing is ever deleted."""

import poplib
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date

from xlsreport.errors import LineCutError, MailError
from xlsreport.mailing.access import Access, in_sentences
from xlsreport.mailing.endpoint import Security
from xlsreport.mailing.line import open_line
from xlsreport.mailing.mailbox import FetchedMail, ListedMail, MailPlace

_LONGEST_LINE = 64 * 1024**2  # the library's own 2 KiB stops at mails that many programs write


class _Plain(poplib.POP3):
    """POP3 that takes lines of any length, as mail programs write them."""

    def _getline(self) -> tuple[bytes, int]:
        return _line(self)


class _Secure(poplib.POP3_SSL):
    """The same within TLS."""

    def _getline(self) -> tuple[bytes, int]:
        return _line(self)


def pop_mailbox(access: Access) -> AbstractContextManager["PopMailbox"]:
    """Open the account's mailbox; raises `MailError` in a sentence where anything stands against it."""
    return open_line(access, _connected, _opened, lambda client: (client.quit, client.close))


class PopMailbox:
    """An open mailbox; every method raises `MailError`, or `LineCutError` where the line breaks."""

    def __init__(self, client: poplib.POP3, access: Access) -> None:
        """Take over a client that is logged in, and ask which mails there are."""
        self._client, self._access = client, access
        self.place = MailPlace(access.endpoint.host, access.account.user, "POP3")
        self._sizes = dict(map(_pair, client.list()[1]))
        self._numbers = {uid: number for number, uid in map(_pair, client.uidl()[1])}

    def listed(self, known: Collection[str], since: date | None = None) -> Iterator[ListedMail]:
        """Yield the mails that are not `known`; when they arrived nobody says here."""
        for uid, number in self._numbers.items():
            if uid not in known:
                size = self._sizes.get(number, "")
                yield ListedMail(uid, int(size) if size.isdecimal() else 0, head=self.headed(uid).data)

    def structures(self, uids: Sequence[str]) -> Mapping[str, str]:
        """Return nothing: nobody tells here what a mail is made of."""
        return {}

    def fetched(self, uid: str) -> FetchedMail:
        """Return a mail whole."""
        with in_sentences(self._access):
            return FetchedMail(_joined(self._client.retr(int(self._numbers[uid]))[1]))

    def headed(self, uid: str) -> FetchedMail:
        """Return all headers of a mail alone."""
        with in_sentences(self._access):
            return FetchedMail(_joined(self._client.top(int(self._numbers[uid]), 0)[1]))

    def move(self, uids: Collection[str], folder: str) -> None:
        """Refuse: there are no folders."""
        raise MailError(self._access.language.text("mail_no_folders"))


def _connected(access: Access) -> poplib.POP3:
    at, patience = access.endpoint, access.account.timeout
    if at.security is Security.TLS:
        return _Secure(at.host, at.port, timeout=patience, context=access.context())
    return _Plain(at.host, at.port, timeout=patience)


def _opened(client: poplib.POP3, access: Access) -> PopMailbox:
    _secure(client, access)
    _log_in(client, access)
    return PopMailbox(client, access)


def _secure(client: poplib.POP3, access: Access) -> None:
    """Go over to TLS where that is asked for after the greeting."""
    if access.endpoint.security is Security.STARTTLS:
        if "STLS" not in client.capa():
            raise access.no_starttls()
        client.stls(context=access.context())


def _log_in(client: poplib.POP3, access: Access) -> None:
    if access.secret.is_token:
        raise MailError(access.language.text("mail_no_token_here", host=access.endpoint.host))
    try:
        client.user(access.account.user)
        client.pass_(access.secret.text)
    except UnicodeEncodeError:
        raise MailError(access.language.text("mail_password_ascii")) from None
    except poplib.error_proto as error:
        if "EOF" in str(error):
            raise LineCutError(access.language.text("mail_cut", host=access.endpoint.host, said="EOF")) from None
        raise access.refused(error) from None


def _line(client: poplib.POP3) -> tuple[bytes, int]:
    line = client.file.readline(_LONGEST_LINE)
    if not line:
        raise EOFError("EOF")
    return line.rstrip(b"\r\n"), len(line)


def _pair(line: bytes) -> tuple[str, str]:
    number, _, rest = line.decode("ascii", "replace").partition(" ")
    return number, rest.strip()


def _joined(lines: list[bytes]) -> bytes:
    return b"\r\n".join(lines) + b"\r\n"
