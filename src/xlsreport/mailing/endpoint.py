"""Where a mail server is, and how the line to it is kept from others' eyes."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import SplitResult, urlsplit

from xlsreport.errors import MailError
from xlsreport.language import Language

_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


class Security(StrEnum):
    """How the line is kept: TLS from the first byte, TLS after a plain greeting, or not at all."""

    TLS = "tls"
    STARTTLS = "starttls"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A server as an account names it; `protocol` is imap, pop3 or smtp."""

    protocol: str
    host: str
    port: int
    security: Security


_PORTS: Mapping[str, tuple[str, int, Security]] = {
    "imaps": ("imap", 993, Security.TLS),
    "imap": ("imap", 143, Security.STARTTLS),
    "imap+plain": ("imap", 143, Security.PLAIN),
    "pop3s": ("pop3", 995, Security.TLS),
    "pop3": ("pop3", 110, Security.STARTTLS),
    "pop3+plain": ("pop3", 110, Security.PLAIN),
    "smtps": ("smtp", 465, Security.TLS),
    "smtp": ("smtp", 587, Security.STARTTLS),
    "smtp+plain": ("smtp", 25, Security.PLAIN),
}


def endpoint_of(text: str, default: str, language: Language) -> Endpoint:
    """Return the server that `text` names, by the scheme `default` where it names none.

    Raises `MailError` for what is no address of the kind of `default`, and for a plain line to another machine.
    """
    text = text.strip() if "://" in text else f"{default}://{text.strip()}"
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        parts, port = SplitResult("", "", "", "", ""), None
    known = _PORTS.get(parts.scheme)
    if known is None or not parts.hostname or (known[0] == "smtp") != default.startswith("smtp"):
        schemes = language.text("comma").join(each for each in _PORTS if _is_like(each, default))
        raise MailError(language.text("mail_address_unknown", address=_bare(text), schemes=schemes))
    if parts.username or parts.password or parts.path.strip("/") or parts.query:
        raise MailError(language.text("mail_address_too_much", address=_bare(text)))
    if known[2] is Security.PLAIN and parts.hostname not in _THIS_MACHINE:
        raise MailError(language.text("mail_plain_elsewhere", host=parts.hostname))
    return Endpoint(known[0], parts.hostname, port or known[1], known[2])


def _is_like(scheme: str, default: str) -> bool:
    return scheme.startswith("smtp") == default.startswith("smtp")


def _bare(text: str) -> str:
    """Return an address without what may be a password in it."""
    scheme, mark, rest = text.partition("://")
    return f"{scheme}{mark}{rest.rpartition('@')[2]}"
