"""The entries of the menu: what each asks, which command lines follow from the answers, and what is opened then."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

Answers = Mapping[str, str]
CommandLine = tuple[str, ...]


class Place(StrEnum):
    """What is opened once an entry is done."""

    WORKSPACE = "workspace"
    INBOX = "inbox"
    OUTBOX = "outbox"
    OUTPUT = "output"
    ARCHIVE = "archive"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, by the text `menu_ask_KEY`; `choices` are the answers allowed, the first where none is typed."""

    key: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """One line of the menu, by the text `menu_KEY`.

    Beside what is asked, its answers have `opens`: whether anything may be opened.

    `commands` are what its answers come to, without the workspace; where they come to none, `otherwise` is opened.
    """

    key: str
    questions: tuple[Question, ...]
    commands: Callable[[Answers], tuple[CommandLine, ...]]
    opens: Place
    otherwise: Place = Place.NOTHING


_YES_NO = ("y", "n")
_NO_YES = ("n", "y")


def _started(answers: Answers) -> tuple[CommandLine, ...]:
    return (("start", answers["period"]),)


def _issued(answers: Answers) -> tuple[CommandLine, ...]:
    return (("issue", *_due(answers)),)


def _consolidated(answers: Answers) -> tuple[CommandLine, ...]:
    return (("consolidate",),) if answers["arrived"] == "y" else ()


def _sent_back(answers: Answers) -> tuple[CommandLine, ...]:
    """3 is both, one after the other."""
    asked = {"1": ("send-back",), "2": ("remind",), "3": ("send-back", "remind")}[answers["which"]]
    return tuple((each, *_due(answers)) for each in asked)


def _board(answers: Answers) -> tuple[CommandLine, ...]:
    return (("board",) if answers["opens"] == "y" else ("board", "--print-path"),)


def _made_final(answers: Answers) -> tuple[CommandLine, ...]:
    if answers["final"] == "n":
        return ()
    each = (("report", "--each"),) if answers["each"] == "y" else ()
    return (("consolidate", "--final"), *each)


def _archived(answers: Answers) -> tuple[CommandLine, ...]:
    return (("archive",),) if answers["archive"] == "y" else ()


def _shown(_: Answers) -> tuple[CommandLine, ...]:
    return (("history",),)


def _collected(_: Answers) -> tuple[CommandLine, ...]:
    return (("collect",),)


def _mailed(answers: Answers) -> tuple[CommandLine, ...]:
    """`send` shows what goes to whom, and asks once more."""
    return (("send", "--what", {"1": "issue", "2": "send-back", "3": "remind"}[answers["letters"]]),)


def _due(answers: Answers) -> CommandLine:
    return ("--due", answers["due"]) if answers["due"] else ()


ENTRIES: Mapping[str, MenuEntry] = {
    "1": MenuEntry("start", (Question("period"),), _started, Place.WORKSPACE),
    "2": MenuEntry("issue", (Question("due"),), _issued, Place.OUTBOX),
    "3": MenuEntry("consolidate", (Question("arrived", _YES_NO),), _consolidated, Place.OUTPUT, Place.INBOX),
    "4": MenuEntry("send_back", (Question("which", ("3", "1", "2")), Question("due")), _sent_back, Place.OUTBOX),
    "5": MenuEntry("board", (), _board, Place.NOTHING),
    "6": MenuEntry("final", (Question("final", _NO_YES), Question("each", _NO_YES)), _made_final, Place.OUTPUT),
    "7": MenuEntry("archive", (Question("archive", _NO_YES),), _archived, Place.ARCHIVE),
    "8": MenuEntry("history", (), _shown, Place.NOTHING),
    "9": MenuEntry("collect", (), _collected, Place.INBOX),
    "10": MenuEntry("send", (Question("letters", ("1", "2", "3")),), _mailed, Place.NOTHING),
}
