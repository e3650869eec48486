"""What opens an account: a token of the user's own command, a password of the environment, the keyring, or the prompt.

Nothing of it is ever written down.
"""

import os
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field

from xlsreport.errors import MailError
from xlsreport.language import Language
from xlsreport.model.mail_account import MailAccount

VARIABLE = "XLSREPORT_MAIL_PASSWORD"
_SERVICE = "xlsreport"
_PATIENCE = 120  # seconds that a command may take to print a token: it may open a browser

Ask = Callable[[str], str | None]  # the question → what was typed; None where there is nobody to ask


@dataclass(frozen=True, slots=True)
class Secret:
    """A password, or an OAuth token; it is never shown."""

    text: str = field(repr=False)
    is_token: bool = False

    def hidden_in(self, said: str) -> str:
        """Return what a server said, the secret in it unreadable."""
        return said.replace(self.text, "***") if self.text else said


def secret_of(account: MailAccount, host: str, ask: Ask, language: Language) -> Secret:
    """Return what opens `account` at `host`; raises `MailError` where nobody says it."""
    if account.token_command:
        return Secret(_token(account.token_command, language), is_token=True)
    typed = os.environ.get(VARIABLE) or _from_keyring(account.user, host)
    typed = typed or ask(language.text("mail_password_asked", user=account.user, host=host))
    if not typed:
        raise MailError(language.text("mail_no_password", user=account.user, host=host, variable=VARIABLE))
    return Secret(typed)


def _from_keyring(user: str, host: str) -> str | None:
    """Return what the system's keyring keeps for `user` at `host`; None where there is none, or it does not answer."""
    try:
        import keyring  # noqa: PLC0415 - an optional library

        return keyring.get_password(f"{_SERVICE}:{host}", user) or keyring.get_password(_SERVICE, user)
    except Exception:  # each system's keyring fails in its own way, and whoever has none is asked
        return None


def _token(command: tuple[str, ...], language: Language) -> str:
    try:
        done = subprocess.run(  # noqa: S603 - the user's own command, out of the user's own settings
            command, capture_output=True, timeout=_PATIENCE, check=False, stdin=subprocess.DEVNULL
        )
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        raise MailError(language.text("mail_token_failed", command=command[0], reason=reason)) from None
    lines = done.stdout.decode("utf-8", "replace").split("\n")
    token = lines[0].strip()
    if done.returncode != 0 or not token or not token.isascii() or not token.isprintable():
        raise MailError(language.text("mail_token_failed", command=command[0], reason=f"exit {done.returncode}"))
    return token
