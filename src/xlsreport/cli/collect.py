"""`xlsreport collect`: the mails of the account, fetched into the inbox."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from xlsreport.cli.arguments import Period, Workspace
from xlsreport.cli.asking import asks_secret
from xlsreport.cli.console import Screen

if TYPE_CHECKING:
    from xlsreport.pipeline import CollectedMail, CollectionResult, PeriodWorkspace

_TOLD = ("collecting", "collected_so_far", "collected_so_far")  # texts of how far it has come
_Since = Annotated[
    datetime | None,
    typer.Option(
        "--since",
        formats=["%Y-%m-%d"],
        metavar="<day>",
        help="只看这一天起收到的，如 2024-01-01。Only what arrived since this day, as 2024-01-01.",
    ),
]
_Everything = Annotated[
    bool,
    typer.Option("--all", help="没有附件、与报送无关的也收。Mails without files, of strangers, too."),
]
_Source = Annotated[
    str,
    typer.Option(
        "--from",
        metavar="<mailbox>",
        help="改从这里收，如 maildir:路径、mbox:文件。Collect from here instead: maildir:PATH, mbox:FILE.",
    ),
]
_Largest = Annotated[
    int | None,
    typer.Option(
        "--largest",
        min=1,
        metavar="<MiB>",
        help="这次收多大的（兆），以前因太大没有收的也收。Up to this size now, those left before too.",
    ),
]
_MoveTo = Annotated[
    str,
    typer.Option(
        "--move-to",
        metavar="<folder>",
        help="收好后移到邮箱的这个文件夹；不写则原样留着。Then move them to this folder of the mailbox.",
    ),
]


def collect(
    workspace: Workspace = Path(),
    period: Period = None,
    since: _Since = None,
    everything: _Everything = False,
    source: _Source = "",
    largest: _Largest = None,
    move_to: _MoveTo = "",
) -> int:
    """从邮箱收取报送的邮件，放进收件夹；邮箱里的邮件不动。Fetch the departments' mails into the inbox."""
    from xlsreport.pipeline import CollectRequest, open_workspace_at
    from xlsreport.pipeline import collect as collected

    opened, screen = open_workspace_at(workspace, period), Screen()
    request = CollectRequest(everything, since.date() if since else None, move_to, source, largest)
    with screen.progress(opened.language, _TOLD) as told:
        done = collected(opened, request, asks_secret, told)
    _show(done, opened, screen)
    return 0


def _show(done: "CollectionResult", opened: "PeriodWorkspace", screen: Screen) -> None:
    from xlsreport.pipeline import MailFate

    text = opened.language.text
    screen.complaints(done.failed)
    screen.line(text("collected", count=done.count(MailFate.KEPT), folder=done.folder))
    screen.lines(_line(each, opened) for each in done.done if each.fate is MailFate.KEPT)
    if count := done.count(MailFate.AGAIN):
        screen.line(text("collected_again", count=count))
    if large := [each for each in done.done if each.fate is MailFate.TOO_LARGE]:
        enough = max(-(-each.mail.size // 1024**2) for each in large)
        screen.line(text("collected_too_large", count=len(large), enough=enough))
        screen.lines(_line(each, opened) for each in large)
    counts = {
        "collected_elsewhere": done.elsewhere,
        "collected_others": done.others,
        "collected_moved": done.moved,
    }
    screen.lines(text(key, count=count) for key, count in counts.items() if count)


def _line(mail: "CollectedMail", opened: "PeriodWorkspace") -> str:
    """Return what a mail is called and whose it is: a department's by its address, else the address itself."""
    from xlsreport.pipeline import sender_of

    address = sender_of(mail.mail)
    department = opened.roster.by_mailbox(address)
    return opened.language.text("collected_line", file=mail.file, sender=department.name if department else address)
