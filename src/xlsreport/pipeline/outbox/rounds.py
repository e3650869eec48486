"""The rounds of letters in an outbox: each in a folder of its own, numbered from one."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from xlsreport.language import Language
from xlsreport.model.roster import Department
from xlsreport.pipeline.workspace import PeriodWorkspace
from xlsreport.writing.files.publish import written_together
from xlsreport.writing.letters.call_list import call_list_bytes
from xlsreport.writing.letters.letters import Letter, Matter, draft, pasted

_OPENING, _CLOSING = re.compile("（"), re.compile("）")
SEND_BACK, REMIND, ISSUED = "outbox_round_send_back", "outbox_round_remind", "outbox_issued"  # texts that name folders


@dataclass(frozen=True, slots=True)
class OutboxResult:
    """What was laid into the outbox: departments with the paths of their files, and those passed over.

    `folder` is the round's own, `call_list` lies in it. `undecided` are departments of which it is not settled which
    file counts; `notes` are what the coordinator is to know of last year's figures in the workbooks. Where nobody
    signs the letters, they are `unsigned`.
    """

    folder: Path
    paths: Mapping[Department, tuple[Path, ...]] = field(default_factory=dict)
    undecided: tuple[Department, ...] = ()
    notes: tuple[str, ...] = ()
    call_list: Path | None = None
    unsigned: bool = False


@dataclass(frozen=True, slots=True)
class Sending:
    """What goes to one department: the letter, the name of the files that hold it, and the workbook as `file`.

    `about` is the SHA-256 of what it returns.
    """

    letter: Letter
    stem: str
    file: str
    attached: bytes
    about: str = ""


def issued_name(workspace: PeriodWorkspace, department: Department) -> str:
    """Return what the workbook that `department` is sent is called."""
    return f"{workspace.file_stems[department.code]}.xlsx"


def next_folder(workspace: PeriodWorkspace, kind: str) -> Path:
    """Return the folder of the next round of `kind`: one more than the latest that is there."""
    outbox, language = workspace.root.outbox(workspace.period), workspace.language
    latest = max((number for number, _ in _rounds(outbox, kind, language)), default=0)
    return outbox / language.text(kind, number=latest + 1)


def latest_folder(workspace: PeriodWorkspace, kind: str) -> Path | None:
    """Return the folder of the latest round of `kind`; None where there was none."""
    rounds = dict(_rounds(workspace.root.outbox(workspace.period), kind, workspace.language))
    return rounds[max(rounds)] if rounds else None


class Times:
    """How many times rounds of a kind have gone to each department."""

    def __init__(self, workspace: PeriodWorkspace, kind: str) -> None:
        """Look through the rounds of `kind` that lie in the outbox."""
        rounds = _rounds(workspace.root.outbox(workspace.period), kind, workspace.language)
        self._stems = workspace.file_stems
        self._sent = [frozenset(_stems_in(folder)) for _, folder in rounds]

    def next_for(self, department: Department) -> int:
        """Return the how manieth time it is that a round goes to `department`."""
        return 1 + sum(self._stems[department.code] in sent for sent in self._sent)


def laid_out(
    workspace: PeriodWorkspace, folder: Path, sendings: Sequence[Sending], matter: Matter, *, attached: bool = True
) -> OutboxResult:
    """Write the letters and drafts of a round into `folder`, with their workbooks and a call list; nothing for none."""
    if not sendings:
        return OutboxResult(folder)
    language = workspace.language
    files = {each.letter.department: _files(each, attached=attached) for each in sendings}
    words = {"title": matter.title, "period": matter.period, "round": folder.name}
    calls = call_list_bytes([each.letter for each in sendings], language.text("call_title", **words), language)
    name = language.text("call_file")
    written_together(folder, {**{n: data for own in files.values() for n, data in own.items()}, name: calls})
    paths = {department: tuple(folder / n for n in own) for department, own in files.items()}
    return OutboxResult(folder, paths, call_list=folder / name, unsigned=not matter.office.name)


def _files(each: Sending, *, attached: bool) -> Mapping[str, bytes]:
    book = {each.file: each.attached} if attached else {}
    mail = draft(each.letter, each.file, each.attached, each.about)
    return {**book, f"{each.stem}.txt": pasted(each.letter), f"{each.stem}.eml": mail}


def _rounds(outbox: Path, kind: str, language: Language) -> Iterator[tuple[int, Path]]:
    """Yield the rounds of `kind` that are there, with their numbers."""
    before, after = map(re.escape, language.text(kind, number="\n").split("\n"))
    name = re.compile(rf"{before}([1-9][0-9]{{0,5}}){after}")
    for path in sorted(outbox.iterdir()) if outbox.is_dir() else ():
        if path.is_dir() and (found := name.fullmatch(path.name)):
            yield int(found[1]), path


def _stems_in(folder: Path) -> Iterator[str]:
    """Yield the names of the letters in a round, with and without whatever mark they bear before or behind."""
    for path in folder.glob("*.eml"):
        name = path.stem
        yield name
        yield from (name[: mark.start()] for mark in _OPENING.finditer(name))
        yield from (name[mark.end() :] for mark in _CLOSING.finditer(name))
