"""A workspace folder: its settings, and where things lie in it."""

import json
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

from msgspec import Meta, Struct

from xlsreport.decoding import MisfitError, decoded
from xlsreport.errors import WorkspaceError
from xlsreport.language import LANGUAGES, bilingual, language_named
from xlsreport.model.limits import Limits
from xlsreport.model.mail_account import MailAccount
from xlsreport.model.office import Office
from xlsreport.model.period import in_time, named_period

SETTINGS = "xlsreport.toml"
_DEFAULT = Limits()
_NO_MAIL = MailAccount()
_LONGEST = 1e9  # seconds: no file takes as long, and infinity is not to be typed


@dataclass(frozen=True, slots=True)
class Workspace:
    """A workspace's folder, the name or path of its form, what one file may take, who signs letters, and its mail.

    `mail` is None where the settings say nothing of it. `publish_by` is the day until which the report is published,
    or `department` where the whole is one; blank where the form's own day for a whole is meant. `remote_inbox` is the
    address of a store that files are copied from, blank where there is none.
    """

    folder: Path
    form: str
    limits: Limits = field(default_factory=Limits)
    office: Office = field(default_factory=Office)
    mail: MailAccount | None = None
    publish_by: str = ""
    remote_inbox: str = ""

    def inbox(self, period: int) -> Path:
        """Return where the files of `period` arrive."""
        return self.folder / str(period) / "inbox"

    def outbox(self, period: int) -> Path:
        """Return where the files to be sent for `period` are laid."""
        return self.folder / str(period) / "outbox"

    def ledgers(self, period: int) -> Path:
        """Return where it is kept what was collected and sent by mail for `period`."""
        return self.folder / str(period) / "mail"

    def output(self, period: int) -> Path:
        """Return where the outputs of `period` are written."""
        return self.folder / str(period) / "output"

    def reports(self, period: int) -> Path:
        """Return where the reports of the departments for `period` are written."""
        return self.folder / str(period) / "reports"

    def periods(self) -> tuple[int, ...]:
        """Return the periods that have a folder, oldest first."""
        named = (named_period(path.name) for path in self.folder.iterdir() if path.is_dir())
        return tuple(sorted((each for each in named if each is not None), key=in_time))


class _LimitsSection(Struct, frozen=True, forbid_unknown_fields=True):
    seconds: Annotated[float, Meta(gt=0, le=_LONGEST)] = _DEFAULT.seconds
    memory_mib: Annotated[int, Meta(gt=0)] = _DEFAULT.memory_mib


class _OfficeSection(Struct, frozen=True, forbid_unknown_fields=True):
    """`[office]`: how letters to the departments are signed."""

    name: str = ""
    contact: str = ""
    telephone: str = ""


class _MailSection(Struct, frozen=True, forbid_unknown_fields=True):
    """`[mail]`: the account. A password has no key here, so that nobody writes one down."""

    user: str = ""
    receive: str = ""
    send: str = ""
    folder: Annotated[str, Meta(min_length=1)] = _NO_MAIL.folder
    sender: str = ""
    authorities: str = ""
    token_command: tuple[Annotated[str, Meta(min_length=1)], ...] = ()
    largest_mib: Annotated[int, Meta(gt=0)] = _NO_MAIL.largest_mib
    timeout: Annotated[float, Meta(gt=0, le=_LONGEST)] = _NO_MAIL.timeout
    pause: Annotated[float, Meta(ge=0, le=_LONGEST)] = _NO_MAIL.pause


class _SettingsFile(Struct, frozen=True, forbid_unknown_fields=True):
    """xlsreport.toml as its keys are written."""

    form: Annotated[str, Meta(min_length=1)]
    publish_by: str = ""
    inbox: str = ""
    limits: _LimitsSection = _LimitsSection()
    office: _OfficeSection = _OfficeSection()
    mail: _MailSection | None = None


def open_workspace(folder: Path) -> Workspace:
    """Return the workspace in `folder`; raises `WorkspaceError` where its settings are missing or unusable."""
    path = folder / SETTINGS
    try:
        settings = decoded(tomllib.loads(path.read_text(encoding="utf-8-sig")), _SettingsFile)
    except (FileNotFoundError, NotADirectoryError):
        raise WorkspaceError(bilingual("workspace_missing", at=folder, settings=SETTINGS)) from None
    except OSError as error:
        raise WorkspaceError(bilingual("unreadable_table", at=path, reason=error.strerror)) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WorkspaceError(bilingual("not_toml", at=path, error=error)) from None
    except MisfitError as error:
        raise WorkspaceError(bilingual(error.text_key, at=path, **error.words)) from None
    limits, office = settings.limits, settings.office
    signed = Office(office.name.strip(), office.contact.strip(), office.telephone.strip())
    mail = _account(settings.mail, folder) if settings.mail else None
    most = Limits(limits.seconds, limits.memory_mib)
    return Workspace(folder, settings.form, most, signed, mail, settings.publish_by, settings.inbox.strip())


def _account(section: _MailSection, folder: Path) -> MailAccount:
    """Return the account; a file of certificates is looked for beside the settings, mails of a folder too."""
    return MailAccount(
        user=section.user.strip(),
        receive=_placed(section.receive.strip(), folder),
        send=section.send.strip(),
        folder=section.folder,
        sender=section.sender.strip(),
        authorities=folder / section.authorities if section.authorities else None,
        token_command=section.token_command,
        largest_mib=section.largest_mib,
        timeout=section.timeout,
        pause=section.pause,
    )


def _placed(receive: str, folder: Path) -> str:
    """Return where mails are received, a path in it as it leads from the workspace."""
    kind, colon, path = receive.partition(":")
    return f"{kind}{colon}{folder / path}" if kind in ("maildir", "mbox") else receive


def settings_text(form: str) -> str:
    """Return the text of the settings file of a new workspace that uses `form`, a name or a path.

    Who signs the letters has its place in it, and is asked for in both languages, whatever the reader's.
    """
    quoted = json.dumps(form, ensure_ascii=False)  # a JSON string is a TOML string too
    which, office = (_in_both(key) for key in ("workspace_form", "workspace_office"))
    signed = "".join(f'# {key} = ""\n' for key in ("name", "contact", "telephone"))
    return f"# {which}\nform = {quoted}\n\n# {office}\n# [office]\n{signed}"


def _in_both(key: str) -> str:
    return " ".join(language_named(name).text(key) for name in LANGUAGES)
