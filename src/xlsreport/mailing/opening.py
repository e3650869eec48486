"""The mailbox that an account names, whatever keeps it."""

from collections.abc import Iterator
from contextlib import contextmanager

from xlsreport.errors import MailError
from xlsreport.language import Language
from xlsreport.mailing.access import Access
from xlsreport.mailing.endpoint import endpoint_of
from xlsreport.mailing.mailbox import Mailbox
from xlsreport.mailing.passwords import Ask, secret_of
from xlsreport.model.mail_account import MailAccount

_RECEIVE, _SEND = "imaps", "smtps"


def receiving(account: MailAccount, ask: Ask, language: Language) -> Access:
    """Return how the account's mails are reached; may ask for a password, once."""
    return _access(account, account.receive, _RECEIVE, ask, language)


def sending(account: MailAccount, ask: Ask, language: Language) -> Access:
    """Return how the account's letters are handed in; may ask for a password, once."""
    return _access(account, account.send, _SEND, ask, language)


@contextmanager
def opened_mailbox(access: Access) -> Iterator[Mailbox]:
    """Open the mailbox at `access`; raises `MailError` where the library for it is not installed."""
    try:
        from xlsreport.mailing.imap import imap_folder  # noqa: PLC0415 - an optional library
    except ModuleNotFoundError:
        raise MailError(access.language.text("mail_not_installed")) from None
    with imap_folder(access) as folder:
        yield folder


def _access(account: MailAccount, at: str, default: str, ask: Ask, language: Language) -> Access:
    if not at or not account.user:
        raise MailError(language.text("mail_not_set_up", key="receive" if default == _RECEIVE else "send"))
    endpoint = endpoint_of(at, default, language)
    return Access(endpoint, account, secret_of(account, endpoint.host, ask, language), language)
