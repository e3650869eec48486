"""How a server is reached, and what goes wrong on the way to it in sentences."""

import imaplib
import poplib
import re
import smtplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from xlsreport.errors import LineCutError, MailError
from xlsreport.language import Language
from xlsreport.mailing.endpoint import Endpoint
from xlsreport.mailing.passwords import Secret
from xlsreport.model.mail_account import MailAccount

_LONGEST = 300  # characters of what a server says
_CODES_ALONE = ("qq.com", "163.com", "126.com", "yeah.net", "foxmail.com", "188.com")  # no password opens these
_SAID = (imaplib.IMAP4.error, poplib.error_proto, smtplib.SMTPException)
_CUT = (imaplib.IMAP4.abort, smtplib.SMTPServerDisconnected, EOFError, OSError)
_NO_TLS = ("WRONG_VERSION", "PROTOCOL", "HANDSHAKE", "HTTP", "UNEXPECTED_MESSAGE", "CIPHER")  # no line was ever begun
_BYTES = re.compile(r"b(['\"])(.*)\1")  # how libraries write what a server said
_UNREADABLE = (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError, AssertionError)


@dataclass(frozen=True, slots=True)
class Access:
    """A server, who logs in there and with what, and the language in which its troubles are told."""

    endpoint: Endpoint
    account: MailAccount
    secret: Secret
    language: Language

    def context(self) -> ssl.SSLContext:
        """Return what checks the server's certificate: always, by the system's authorities and the account's own."""
        made = ssl.create_default_context()
        if self.account.authorities is not None:
            try:
                made.load_verify_locations(self.account.authorities)
            except (OSError, ssl.SSLError) as error:
                words = {"at": self.account.authorities, "reason": _plain(error)}
                raise MailError(self.language.text("mail_authorities", **words)) from None
        return made

    def refused(self, error: Exception) -> MailError:
        """Return that the server refuses the login, and what to do where it asks for an authorisation code."""
        key = "mail_login_token" if self.secret.is_token else "mail_login"
        words = {"user": self.account.user, "host": self.endpoint.host, "said": self.said(error)}
        hint = self.language.text("mail_login_code") if wants_code(self.endpoint.host) else ""
        return MailError(self.language.text(key, **words) + hint)

    def no_starttls(self) -> MailError:
        """Return that the server keeps no line from others' eyes where it was to."""
        return MailError(self.language.text("mail_no_starttls", host=self.endpoint.host, port=self.endpoint.port))

    def said(self, error: BaseException) -> str:
        """Return what a server said, on one line, without the secret."""
        return self.secret.hidden_in(_plain(error))


def wants_code(host: str) -> bool:
    """Whether a server is one that opens by an authorisation code alone, which is made on its web page."""
    return any(host == each or host.endswith(f".{each}") for each in _CODES_ALONE)


@contextmanager
def in_sentences(access: Access) -> Iterator[None]:
    """Have whatever goes wrong with a server raised as a `MailError`, a line that broke as a `LineCutError`."""
    text, host = access.language.text, access.endpoint.host
    try:
        yield
    except MailError:
        raise
    except ssl.SSLCertVerificationError as error:
        raise MailError(text("mail_certificate", host=host, reason=error.verify_message)) from None
    except socket.gaierror as error:
        raise MailError(text("mail_no_such_host", host=host, reason=error.strerror)) from None
    except ConnectionRefusedError:
        raise MailError(text("mail_nobody_there", host=host, port=access.endpoint.port)) from None
    except ssl.SSLError as error:
        raise _of_tls(error, access) from None
    except _CUT as error:
        raise _of_line(error, access) from None
    except (*_SAID, *_UNREADABLE) as error:
        raise MailError(text("mail_server_says", host=host, said=access.said(error))) from None


def _of_tls(error: ssl.SSLError, access: Access) -> MailError:
    """Return that no line is kept from others' eyes there, as at a port of another kind; or that one broke."""
    at, reason = access.endpoint, error.reason or ""
    if any(each in reason for each in _NO_TLS):
        return MailError(access.language.text("mail_no_tls", host=at.host, port=at.port, reason=reason))
    return LineCutError(access.language.text("mail_cut", host=at.host, said=reason or access.said(error)))


def _of_line(error: Exception, access: Access) -> MailError:
    """Return that a line broke, that nobody spoke on it, or what the server said, which a library calls a break."""
    text, host = access.language.text, access.endpoint.host
    if isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError):
        return LineCutError(text("mail_silent", host=host, seconds=f"{access.account.timeout:g}"))
    if isinstance(error, smtplib.SMTPException) and not isinstance(error, smtplib.SMTPServerDisconnected):
        return MailError(text("mail_server_says", host=host, said=access.said(error)))
    return LineCutError(text("mail_cut", host=host, said=access.said(error)))


def _plain(error: BaseException) -> str:
    said = error.args[-1] if error.args else ""
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else _BYTES.sub(r"\2", str(said))
    return (
        " ".join("".join(c if c.isprintable() else " " for c in text).split())[:_LONGEST].rstrip(".")
        or type(error).__name__
    )
