"""`xlsreport menu`: a year's work by numbers, for a double-click."""

import os
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from xlsreport.cli.console import Screen
from xlsreport.cli.menu.entries import ENTRIES, CommandLine, MenuEntry, Place
from xlsreport.cli.menu.opening import opened_in_system
from xlsreport.cli.menu.remembered import remember, remembered, with_first
from xlsreport.cli.menu.talk import GoneBackError, NoMoreAnswersError, Talk, plain_answer
from xlsreport.cli.menu.workspaces import chosen_workspace
from xlsreport.cli.speech import VARIABLE, chosen_language, users_language
from xlsreport.language import language_named

_PROGRAM = "xlsreport"
_REFUSED = 2  # and whatever is above: the command did not do its work


@dataclass(frozen=True, slots=True)
class _Sitting:
    """One workspace's turn in the menu."""

    talk: Talk
    workspace: Path
    opens: bool

    def run(self, arguments: CommandLine) -> bool:
        """Show a command line, run it, and return whether it did its work."""
        self.talk.say("menu_runs", command=shown((_PROGRAM, *arguments)))
        chosen = chosen_language()
        told = {**os.environ, VARIABLE: chosen} if chosen else os.environ
        run = subprocess.run([sys.executable, "-m", _PROGRAM, *arguments], check=False, env=told)  # noqa: S603
        return run.returncode < _REFUSED

    def walk(self, entry: MenuEntry) -> None:
        """Ask what `entry` asks, run what follows, and open what was made; nothing where an answer goes back."""
        try:
            answers = self.talk.answers(entry.questions, inbox=self._path(Place.INBOX))
        except GoneBackError:
            return
        lines = entry.commands({**answers, "opens": "y" if self.opens else "n"})
        if all(self.run((*line, "-C", str(self.workspace))) for line in lines):
            self.show(entry.opens if lines else entry.otherwise)

    def show(self, place: Place) -> None:
        """Open the folder of `place`, or say where it is."""
        path = self._path(place)
        if path is None or not path.exists():
            return
        is_open = self.opens and opened_in_system(path)
        self.talk.say("menu_opened" if is_open else "menu_look_in", path=path)

    def _path(self, place: Place) -> Path | None:
        from xlsreport.errors import XlsreportError
        from xlsreport.pipeline import open_workspace_at

        try:
            opened = open_workspace_at(self.workspace, with_roster=False)
        except XlsreportError:  # the command that is run says what is wrong
            return None
        root, period = opened.root, opened.period
        return {
            Place.WORKSPACE: root.folder,
            Place.INBOX: root.inbox(period),
            Place.OUTBOX: root.outbox(period),
            Place.OUTPUT: root.output(period),
            Place.ARCHIVE: root.folder / "archive",
        }.get(place)


def menu(
    workspace: Annotated[
        Path | None, typer.Option("-C", "--workspace", help="工作区；不写时会问。The workspace; asked for by default.")
    ] = None,
    no_open: Annotated[
        bool, typer.Option("--no-open", help="不打开文件夹，只说在哪里。Open no folder, only say where it is.")
    ] = False,
) -> int:
    """按数字选择要做的事，适合双击打开。Choose what to do by a number; made for a double-click."""
    talk = Talk(language_named(users_language()), Screen())
    try:
        while (sitting := _sat_down(talk, workspace, opens=not no_open)) is not None and _rounds(sitting):
            workspace = None
    except NoMoreAnswersError:
        pass
    return 0


def shown(arguments: CommandLine) -> str:
    """Return a command line as it is typed on this system."""
    return subprocess.list2cmdline(arguments) if sys.platform == "win32" else shlex.join(arguments)


def _sat_down(talk: Talk, named: Path | None, *, opens: bool) -> _Sitting | None:
    """Return the sitting in the workspace `named`, or in the one that is chosen; None where nobody chooses."""
    from xlsreport.pipeline import builtin_forms, workspace_around

    if named is not None:
        return _Sitting(talk, _remembered(workspace_around(named) or named), opens)
    here = Path.cwd()
    around = workspace_around(here)
    known = with_first(remembered(), around.resolve()) if around is not None else remembered()
    chosen = chosen_workspace(talk, known, [each.name for each in builtin_forms()], here)
    if chosen is None:
        return None
    folder, made_by = chosen
    sitting = _Sitting(talk, folder.resolve(), opens)
    if made_by:
        if not sitting.run(made_by):
            return _sat_down(talk, None, opens=opens)
        sitting.show(Place.WORKSPACE)  # where the roster is to be filled next
    _remembered(folder)
    return sitting


def _remembered(folder: Path) -> Path:
    remember(folder)
    return folder.resolve()


def _rounds(sitting: _Sitting) -> bool:
    """Have entries chosen and done until another workspace is wanted (True) or nothing more (False)."""
    while True:
        sitting.talk.say("menu_head", workspace=sitting.workspace)
        for number, entry in ENTRIES.items():
            sitting.talk.screen.line(f"  {number:>2}  {sitting.talk.language.text(f'menu_{entry.key}')}")
        match plain_answer(sitting.talk.ask("menu_ask_entry")):
            case "0":
                return False
            case "w":
                return True
            case answer if answer in ENTRIES:
                sitting.walk(ENTRIES[answer])
            case answer:
                sitting.talk.say("menu_not_one_of", typed=answer, choices=" ".join((*ENTRIES, "w", "0")))
