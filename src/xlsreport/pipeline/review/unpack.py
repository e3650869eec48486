"""What arrived, containers taken apart in worker processes: workbooks, papers, and what could not be opened."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from xlsreport.content import Content
from xlsreport.language import language_named
from xlsreport.model.source import SourceFile
from xlsreport.model.workbook import Unreadable
from xlsreport.on_demand import functions_on_demand
from xlsreport.pipeline.review.known_containers import KnownContainers, is_steady
from xlsreport.workers import Crew

_UNPACKING = "xlsreport.intake.unpacking"  # readers of mails, which only a worker needs that is given a container

if TYPE_CHECKING:
    from xlsreport.intake.unpacking import unpacked
else:
    (unpacked,) = functions_on_demand(_UNPACKING, "unpacked")


_MERE_MAILS = ("F116", "F145")
_WORKBOOKS = (".xlsx", ".xls", ".xlsm", ".xlsb", ".xlt", ".xltx", ".et", ".ett", ".ods", ".csv", ".tsv")


@dataclass(frozen=True, slots=True)
class Unpacking:
    """The work of taking containers apart: sent to worker processes. `into` is a folder for what is taken out."""

    into: Path
    language: str

    def prepare(self) -> None:
        """Load the texts and the code."""
        import_module(_UNPACKING)
        language_named(self.language)

    def __call__(self, item: tuple[int, SourceFile]) -> tuple[SourceFile, ...]:
        """Take one container apart, into a folder of its own."""
        number, file = item
        return unpacked(file, self.place(number), language_named(self.language))

    def place(self, number: int) -> Path:
        """Return the folder of a container's own."""
        return self.into / f"{number:06}"


class NotBroughtError(Exception):
    """What a container held in an earlier run is not to be had from it in this one."""


@dataclass(slots=True)
class Opened:
    """What arrived, containers replaced by what they hold.

    The bytes of what a container held in an earlier run lie at its path once they were brought.
    """

    files: tuple[SourceFile, ...]
    waiting: dict[Path, tuple[int, SourceFile]]
    unpacking: Unpacking
    crew: Crew

    def bring(self, needed: Iterable[SourceFile]) -> None:
        """Have the bytes of all `needed` files at their paths: take the containers apart in which they still are.

        Raises `NotBroughtError` where one of these can no longer be taken apart as it was.
        """
        asked = {self.waiting[each.path][0]: self.waiting[each.path] for each in needed if each.path in self.waiting}
        if not asked:
            return
        for answer in self.crew.map(self.unpacking, [item for _, item in sorted(asked.items())]):
            if isinstance(answer, Unreadable) or not is_steady(answer):
                raise NotBroughtError
        self.waiting = {path: item for path, item in self.waiting.items() if item[0] not in asked}


@contextmanager
def arrivals(
    files: Sequence[SourceFile], texts: str, crew: Crew, known: KnownContainers | None = None
) -> Iterator[Opened]:
    """Give `files` with their containers replaced by what these hold, whose bytes lie there until the end.

    `texts` names the language. A container that breaks its worker is a file with that problem. One of which it is
    `known` what it holds is not opened before its bytes are asked for.
    """
    containers = dict(enumerate(each for each in files if each.content.is_container and each.problem is None))
    with _folder() if containers else nullcontext("") as folder:
        unpacking = Unpacking(Path(folder), texts)
        there = _kept(containers, unpacking, known)
        new = {number: each for number, each in containers.items() if number not in there}
        every = there | (_taken_out(new, unpacking, crew, known) if new else {})
        held = {containers[number].name: found for number, found in every.items()}
        waiting = {
            inside.path: (number, containers[number])
            for number, found in there.items()
            for inside in found
            if inside.path != containers[number].path
        }
        came = tuple(inside for file in files for inside in held.get(file.name, (file,)))
        yield Opened(came, waiting, unpacking, crew)


def _folder() -> TemporaryDirectory[str]:
    return TemporaryDirectory(prefix="xlsreport-", ignore_cleanup_errors=True)


def _kept(
    containers: Mapping[int, SourceFile], unpacking: Unpacking, known: KnownContainers | None
) -> dict[int, tuple[SourceFile, ...]]:
    """Return what an earlier run found in `containers`, by their numbers."""
    if known is None:
        return {}
    found = known.held({unpacking.place(number): each for number, each in containers.items()})
    return {number: held for number, held in zip(containers, found, strict=True) if held is not None}


def _taken_out(
    containers: Mapping[int, SourceFile], unpacking: Unpacking, crew: Crew, known: KnownContainers | None
) -> dict[int, tuple[SourceFile, ...]]:
    """Return what `containers` hold, taken out by the workers of `crew`, by their numbers; keep it for the next run."""
    found: dict[int, tuple[SourceFile, ...]] = {}
    answers = crew.map(unpacking, list(containers.items()))
    for (number, each), answer in zip(containers.items(), answers, strict=True):
        if isinstance(answer, Unreadable):
            found[number] = (replace(each, problem=answer),)
            continue
        found[number] = answer
        if known:
            known.keep(each, answer, unpacking.place(number))
    return found


def is_paper(file: SourceFile) -> bool:
    """Whether a file is a document, a picture or a note, which is kept and never read.

    Plain words under a workbook's ending are no note: its sender means to report.
    """
    is_note = file.content is Content.TEXT and PurePosixPath(file.name).suffix.lower() not in _WORKBOOKS
    return (file.content is Content.PAPER or is_note) and file.problem is None


def is_mere_mail(file: SourceFile) -> bool:
    """Whether a file is a mail that brought nothing: an answer, a receipt, a letter of ours that came back."""
    return file.problem is not None and file.problem.code in _MERE_MAILS
