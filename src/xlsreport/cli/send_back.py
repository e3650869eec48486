"""`xlsreport send-back`: corrected copies and letters for the departments that have something to correct."""

from pathlib import Path
from typing import TYPE_CHECKING

from xlsreport.cli.arguments import Due, Period, Previous, Workspace
from xlsreport.cli.console import Screen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xlsreport.model.roster import Department
    from xlsreport.pipeline import OutboxResult, PeriodWorkspace


def send_back(workspace: Workspace = Path(), period: Period = None, previous: Previous = None, due: Due = None) -> int:
    """把要更正、要说明的填报表连同信一起备好，放进 outbox。Make corrected copies and letters to send back."""
    from xlsreport.pipeline import Options, open_workspace_at
    from xlsreport.pipeline import send_back as sent_back

    opened, screen = open_workspace_at(workspace, period), Screen()
    with screen.progress(opened.language) as step:
        sent = sent_back(opened, Options(previous=previous, keep_reviews=True), step, due.date() if due else None)
    said(sent, opened, screen, ("sent_back", "nothing_to_send_back", "send-back"))
    if sent.undecided:
        names = _names(sent.undecided, opened)
        screen.line(opened.language.text("choose_first", file=opened.form.names.decisions, names=names))
    return 0


def said(sent: "OutboxResult", opened: "PeriodWorkspace", screen: Screen, keys: tuple[str, str, str]) -> None:
    """Print what was made and how it is sent, by the text of the first of `keys`, of the second where it is nothing.

    The third is what `send` calls it.
    """
    text, (some, none, what) = opened.language.text, keys
    screen.complaints(sent.notes)
    screen.line(text(some, count=len(sent.paths), folder=sent.folder) if sent.paths else text(none))
    screen.lines(f"  {path.name}" for paths in sent.paths.values() for path in paths)
    screen.lines([f"  {sent.call_list.name}"] if sent.call_list else ())
    if sent.paths:
        screen.line(text("outbox_next", what=what))
    said_lacks(sent, opened, screen)


def said_lacks(sent: "OutboxResult", opened: "PeriodWorkspace", screen: Screen) -> None:
    """Print which departments have no mailbox that a draft could be addressed to, and that nobody signs the letters."""
    if sent.unsigned:
        screen.line(opened.language.text("letters_unsigned", whole=opened.form.names.whole))
    if silent := [each for each in sent.paths if not each.recipients]:
        screen.line(opened.language.text("no_mailbox", names=_names(silent, opened)))


def _names(departments: "Iterable[Department]", opened: "PeriodWorkspace") -> str:
    return opened.language.text("comma").join(each.name for each in departments)
