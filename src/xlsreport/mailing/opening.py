"""The mailbox that an account names, whatever keeps it."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial

from xlsreport.errors import MailError
from xlsreport.language import Language
from xlsreport.mailing.access import Access
from xlsreport.mailing.endpoint import endpoint_of
from xlsreport.mailing.local import MAILDIR, MBOX, local_mailbox
from xlsreport.mailing.mailbox import Mailbox
from xlsreport.mailing.passwords import Ask, secret_of
from xlsreport.mailing.pop import pop_mailbox
from xlsreport.model.mail_account import MailAccount

Opener = Callable[[], AbstractContextManager[Mailbox]]

_RECEIVE, _SEND = "imaps", "smtps"


def receiving(account: MailAccount, ask: Ask, language: Language) -> Opener:
    """Return what opens the account's mailbox, as often as its line breaks; may ask for a password, once."""
    if account.receive.startswith((MAILDIR, MBOX)):
        return partial(local_mailbox, account.receive, language)
    access = _access(account, account.receive, _RECEIVE, ask, language)
    return partial(pop_mailbox if access.endpoint.protocol == "pop3" else _imap_folder, access)


def sending(account: MailAccount, ask: Ask, language: Language) -> Access:
    """Return how the account's letters are handed in; may ask for a password, once."""
    return _access(account, account.send, _SEND, ask, language)


@contextmanager
def _imap_folder(access: Access) -> Iterator[Mailbox]:
    """Open the folder at `access`; raises `MailError` where the library for it is not installed."""
    try:
        from xlsreport.mailing.imap import imap_folder  # noqa: PLC0415 - an optional library
    except ModuleNotFoundError:
        raise MailError(access.language.text("mail_not_installed")) from None
    with imap_folder(access) as folder:
        yield folder


def _access(account: MailAccount, at: str, default: str, ask: Ask, language: Language) -> Access:
    if not at or not account.user:
        key, example = ("receive", "imaps://imap") if default == _RECEIVE else ("send", "smtps://smtp")
        raise MailError(language.text("mail_not_set_up", key=key, example=f"{example}.example.gov.cn"))
    endpoint = endpoint_of(at, default, language)
    return Access(endpoint, account, secret_of(account, endpoint.host, ask, language), language)
