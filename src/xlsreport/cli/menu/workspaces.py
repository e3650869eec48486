"""Which workspace the menu works in: one of the last, one that is named, a new one, or the example."""

from collections.abc import Sequence
from pathlib import Path

from xlsreport.cli.menu.entries import CommandLine
from xlsreport.cli.menu.talk import Talk, plain_answer

_NEW, _EXAMPLE, _LEAVE = "n", "d", "0"
_EXAMPLE_FOLDER = "xlsreport-demo"

Choice = tuple[Path, CommandLine]  # a workspace, and the command line that makes it, empty where it is there


def chosen_workspace(talk: Talk, known: Sequence[Path], forms: Sequence[str], here: Path) -> Choice | None:
    """Return the workspace that is chosen; None where none is. `here` is where a new one is made."""
    talk.say("menu_workspaces")
    talk.screen.lines(f"  {number}  {folder}" for number, folder in enumerate(known, 1))
    while True:
        typed = talk.ask("menu_ask_workspace")
        match plain_answer(typed) or ("1" if known else _EXAMPLE):
            case answer if answer == _LEAVE:
                return None
            case answer if answer == _NEW:
                return _new(talk, forms, here)
            case answer if answer == _EXAMPLE:
                return _example(here)
            case answer if answer.isdecimal() and int(answer) <= len(known):
                return known[int(answer) - 1], ()
            case _ if (folder := here / _unquoted(typed)).is_dir():
                return folder.resolve(), ()
        talk.say("menu_no_folder", folder=typed)


def _new(talk: Talk, forms: Sequence[str], here: Path) -> Choice:
    folder = here / _unquoted(talk.ask("menu_ask_new_folder", here=here))
    talk.screen.lines(f"  {number}  {form}" for number, form in enumerate(forms, 1))
    form = forms[int(talk.chosen("menu_ask_form", [str(each + 1) for each in range(len(forms))])) - 1]
    return folder, ("init", str(folder), "--form", form, "--period", talk.ask("menu_ask_period"))


def _example(here: Path) -> Choice:
    folder = here / _EXAMPLE_FOLDER
    return folder, (() if folder.exists() else ("demo", str(folder)))


def _unquoted(typed: str) -> str:
    """Return a path as it is meant: systems put one with blanks into quotes where it is dropped on the console."""
    return typed.strip().strip("\"'")
