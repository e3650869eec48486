"""Letters handed in to a mail server, one at a time, with what became of each."""

import smtplib
from collections.abc import Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, field

from xlsreport.errors import MailError
from xlsreport.mailing.access import Access
from xlsreport.mailing.endpoint import Security
from xlsreport.mailing.line import open_line
from xlsreport.mailing.sent import LetterFate

_TAKEN = (250, 251)
_GO_ON = 354
_CUT = (OSError, smtplib.SMTPServerDisconnected)


@dataclass(frozen=True, slots=True)
class HandedIn:
    """What became of a letter, what the server said where it did not take it, and the addresses that it refused.

    `cut` tells that the line is gone.
    """

    fate: LetterFate
    said: str = ""
    refused: tuple[str, ...] = field(default=())
    cut: bool = False


def smtp_line(access: Access) -> AbstractContextManager["SubmissionLine"]:
    """Open a line to the account's server, logged in; raises `MailError` in a sentence."""
    return open_line(access, _connected, _opened, lambda client: (client.quit, client.close))


class SubmissionLine:
    """An open line; nothing that happens to one letter is an exception."""

    def __init__(self, client: smtplib.SMTP, access: Access) -> None:
        """Take over a client that is logged in."""
        self._client, self._access = client, access

    def hand_in(self, sender: str, recipients: Sequence[str], data: bytes) -> HandedIn:
        """Hand in one letter; an address that the server refuses stops neither the others nor the next letter."""
        try:
            refused, said = self._addressed(sender, recipients, len(data))
            if len(refused) == len(recipients):
                self._client.rset()
                return HandedIn(_fate_of(said), said[4:], refused)
            code, answer = self._client.docmd("DATA")
        except _CUT as error:
            return HandedIn(LetterFate.UNSENT, self._access.said(error), cut=True)
        except smtplib.SMTPException as error:
            return HandedIn(LetterFate.REFUSED, self._access.said(error))
        if code != _GO_ON:
            return self._not_taken(code, answer, refused)
        return self._written(data, refused, said[4:])

    def _written(self, data: bytes, refused: tuple[str, ...], said: str) -> HandedIn:
        """Write the letter itself; from here on a line that breaks leaves it open whether it was taken."""
        body = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").replace(b"\n", b"\r\n")
        stuffed = b"\r\n".join(b"." + line if line.startswith(b".") else line for line in body.split(b"\r\n"))
        end = b".\r\n" if stuffed.endswith(b"\r\n") else b"\r\n.\r\n"
        try:
            self._client.send(stuffed + end)
            code, answer = self._client.getreply()
        except (*_CUT, smtplib.SMTPException) as error:
            return HandedIn(LetterFate.BEGUN, self._access.said(error), refused, cut=True)
        if code not in _TAKEN:
            return self._not_taken(code, answer, refused)
        return HandedIn(LetterFate.SENT, said if refused else "", refused)

    def _addressed(self, sender: str, recipients: Sequence[str], size: int) -> tuple[tuple[str, ...], str]:
        """Say from whom and to whom; return the addresses that are refused, and the last refusal with its code."""
        client = self._client
        client.ehlo_or_helo_if_needed()
        options = [f"size={size}"] if client.has_extn("size") else []
        code, answer = client.mail(sender, options)
        if code not in _TAKEN:
            return tuple(recipients), self._said(code, answer)
        refused, said = [], ""
        for each in recipients:
            code, answer = client.rcpt(each)
            if code not in _TAKEN:
                refused.append(each)
                said = self._said(code, answer)
        return tuple(refused), said

    def _not_taken(self, code: int, answer: bytes, refused: tuple[str, ...]) -> HandedIn:
        said = self._said(code, answer)
        with suppress(*_CUT, smtplib.SMTPException):
            self._client.rset()
        return HandedIn(_fate_of(said), said[4:], refused)

    def _said(self, code: int, answer: bytes) -> str:
        return f"{code:03} {self._access.said(smtplib.SMTPException(answer))}"


def _fate_of(said: str) -> LetterFate:
    """Return whether a refusal is for good (5xx) or for now (4xx)."""
    return LetterFate.UNSENT if said.startswith("4") else LetterFate.REFUSED


def _connected(access: Access) -> smtplib.SMTP:
    at, patience = access.endpoint, access.account.timeout
    if at.security is Security.TLS:
        return smtplib.SMTP_SSL(at.host, at.port, timeout=patience, context=access.context())
    return smtplib.SMTP(at.host, at.port, timeout=patience)


def _opened(client: smtplib.SMTP, access: Access) -> SubmissionLine:
    _secure(client, access)
    _log_in(client, access)
    return SubmissionLine(client, access)


def _secure(client: smtplib.SMTP, access: Access) -> None:
    """Go over to TLS where that is asked for after the greeting."""
    if access.endpoint.security is Security.STARTTLS:
        client.ehlo_or_helo_if_needed()
        if not client.has_extn("starttls"):
            raise access.no_starttls()
        client.starttls(context=access.context())


def _log_in(client: smtplib.SMTP, access: Access) -> None:
    client.ehlo_or_helo_if_needed()
    if access.endpoint.security is Security.PLAIN and not client.has_extn("auth"):
        return  # a relay on this machine, which asks nobody who he is
    account, secret = access.account, access.secret
    try:
        if secret.is_token:
            bearer = f"user={account.user}\1auth=Bearer {secret.text}\1\1"
            client.auth("XOAUTH2", lambda _=None: bearer, initial_response_ok=True)
        else:
            client.login(account.user, secret.text)
    except (smtplib.SMTPAuthenticationError, smtplib.SMTPNotSupportedError) as error:
        raise access.refused(error) from None
    except UnicodeEncodeError:
        raise MailError(access.language.text("mail_password_ascii")) from None
