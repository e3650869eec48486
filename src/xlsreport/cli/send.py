"""`xlsreport send`: the letters of the outbox, handed in to the mail server after somebody has looked at them."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from xlsreport.cli.arguments import LetterKind, Period, Workspace
from xlsreport.cli.asking import asks, asks_secret
from xlsreport.cli.console import Screen

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from xlsreport.language import Language
    from xlsreport.pipeline import Draft, HandedIn, PeriodWorkspace, SendPlan


def send(
    workspace: Workspace = Path(),
    period: Period = None,
    what: Annotated[
        LetterKind | None,
        typer.Option("--what", help="发哪一种：下发、退回、催报。Which letters: issue, send-back, remind."),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="不再询问，直接发。Send without asking.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只列出要发的，不发。List them and send none.")] = False,
    resend: Annotated[
        bool,
        typer.Option("--resend", help="拿不准是否已发出的、发后又改过的也发。Those unsure or changed since, too."),
    ] = False,
) -> int:
    """把 outbox 里备好的信发出去：先列出发给谁、发什么，确认后再发。Send the letters of the outbox by e-mail."""
    from xlsreport.pipeline import RoundKind, open_workspace_at, send_plan

    opened, screen = open_workspace_at(workspace, period), Screen()
    with screen.progress(opened.language) as step:
        plan = send_plan(opened, RoundKind(what.value) if what else None, step)
    ask = asks(screen)
    letters = [*plan.ready, *_doubtful(plan, opened.language, screen, None if yes or dry_run else ask, resend=resend)]
    _show(letters, plan, opened, screen)
    if dry_run or not letters or not (yes or _agreed(ask, len(letters), opened.language, screen)):
        return 0
    return _sent(letters, opened, screen)


def _doubtful(
    plan: "SendPlan",
    language: "Language",
    screen: Screen,
    ask: "Callable[[str], str | None] | None",
    *,
    resend: bool,
) -> "Sequence[Draft]":
    """Return the letters of which only a person can say whether they go, as somebody says or `resend` does."""
    chosen = []
    for drafts, key in ((plan.unsure, "send_unsure"), (plan.changed, "send_changed")):
        for each in drafts:
            said = language.text(key, draft=each.path, to=language.text("comma").join(each.recipients))
            answer = (ask(said + language.text("send_again_asked")) or "") if ask and not resend else None
            if resend or (answer or "").lower() in language.lists["yes_words"]:
                chosen.append(each)
            else:
                screen.complain(said + language.text("send_left"))
    return chosen


def _show(letters: "Sequence[Draft]", plan: "SendPlan", opened: "PeriodWorkspace", screen: Screen) -> None:
    text, comma = opened.language.text, opened.language.text("comma")
    if plan.sent:
        screen.line(text("send_done_before", count=len(plan.sent)))
    if plan.without:
        names = comma.join(each.path.rpartition("/")[2] for each in plan.without)
        screen.line(text("send_without", count=len(plan.without), names=names))
    for each in plan.overtaken:
        words = {"draft": each.draft.path.rpartition("/")[2], "file": each.file.name, "kind": plan.kind}
        screen.line(text("send_overtaken", **words))
    rows = [_row(each, opened) for each in letters]
    if rows:
        screen.table(opened.language.lists["send_heads"], rows, range(4))
    else:
        screen.line(text("send_none_left"))


def _row(draft: "Draft", opened: "PeriodWorkspace") -> "Sequence[str]":
    comma, department = opened.language.text("comma"), opened.roster.by_code(draft.department)
    bad = opened.language.text("send_unusable", addresses=comma.join(draft.unusable)) if draft.unusable else ""
    name = department.name if department else ""
    return name, comma.join(draft.recipients) + bad, draft.subject, comma.join(draft.attached)


def _agreed(ask: "Callable[[str], str | None]", count: int, language: "Language", screen: Screen) -> bool:
    answer = ask(language.text("send_asked", count=count))
    if answer is None:
        screen.line(language.text("send_nobody_there"))
    return (answer or "").lower() in language.lists["yes_words"]


def _sent(letters: "Sequence[Draft]", opened: "PeriodWorkspace", screen: Screen) -> int:
    from xlsreport.pipeline import LetterFate
    from xlsreport.pipeline import send as handed_in

    text = opened.language.text

    def told(draft: "Draft", came: "HandedIn") -> None:
        key = "send_part_refused" if came.refused and came.fate is LetterFate.SENT else f"send_{came.fate}"
        refused = opened.language.text("comma").join(came.refused)
        screen.line(text(key, draft=draft.path.rpartition("/")[2], said=came.said, refused=refused))

    done = handed_in(opened, letters, asks_secret, told)
    screen.line(text("send_counts", sent=done.count(LetterFate.SENT), rest=len(letters) - done.count(LetterFate.SENT)))
    if done.left:
        screen.line(text("send_stopped", count=done.left))
    is_whole = done.count(LetterFate.SENT) == len(letters) and not any(each.refused for each in done.done.values())
    return 0 if is_whole else 1
