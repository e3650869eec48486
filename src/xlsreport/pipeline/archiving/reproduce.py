"""A bag's consolidation run again from the bag alone, and every output compared with the one in it."""

import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from xlsreport.archive.record import Record
from xlsreport.archive.record_model import FiledFile, FileRole, ToolVersions
from xlsreport.archive.store import ARCHIVE, StoredBag, bag_named
from xlsreport.errors import ArchiveError, XlsreportError
from xlsreport.language import Language
from xlsreport.model.previous_year import PreviousYear
from xlsreport.model.workbook import Unreadable
from xlsreport.pipeline.archiving.compare_outputs import Comparison, Difference, OutputPair
from xlsreport.pipeline.archiving.known_letters import knowing_what_was_sent
from xlsreport.pipeline.archiving.payload import BOARD, outputs_of, tidy_of, written
from xlsreport.pipeline.archiving.record import made_by
from xlsreport.pipeline.archiving.restore import laid_out
from xlsreport.pipeline.consolidate import Progress
from xlsreport.pipeline.levels import consolidated_with_nodes, with_final_nodes
from xlsreport.pipeline.output.publish import documents
from xlsreport.workers import Crew
from xlsreport.writing.files.publish import written_together


@dataclass(frozen=True, slots=True)
class Version:
    """Something that the bag was made with and is not the same now; blank where it is not there."""

    name: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class ReproductionResult:
    """What came of a reproduction: how many files were compared, what differs, and what it may come from.

    `packed` are the outputs whose packing alone differs.
    """

    compared: int
    differences: tuple[Difference, ...]
    packed: tuple[str, ...]
    versions: tuple[Version, ...]


def reproduce(
    folder: Path, name: str, language: Language, progress: Progress | None = None, keep: Path | None = None
) -> ReproductionResult:
    """Consolidate again from the bag called `name` of the workspace in `folder`, which was verified before.

    All happens in a temporary folder, of which nothing stays; the outputs are written into the folder `keep` too, where
    one is named. Raises `ArchiveError` where there is no such bag, it was imported and so has no outputs, or this
    version cannot use what is in it.
    """
    bag = bag_named(folder, name)
    if bag is None:
        raise ArchiveError(language.text("verify_no_bag", bag=name, folder=folder))
    record = bag.record()
    if record.imported:
        raise ArchiveError(language.text("reproduce_imported", bag=name))
    with TemporaryDirectory(prefix="xlsreport-", ignore_cleanup_errors=True) as place:
        made = _made(bag, Path(place), language, progress)
        found = tuple(_differences(bag, record, made, language))
        if keep is not None:
            outputs = {each.filed.original: each.path for each in made if each.filed.role is FileRole.OUTPUT}
            written_together(keep, outputs)
    return ReproductionResult(
        compared=len(made),
        differences=tuple(each for each in found if not each.packed),
        packed=tuple(each.name for each in found if each.packed),
        versions=tuple(_versions(record.made_by, made_by())),
    )


def refuse_archive(folder: Path, output: Path, language: Language) -> None:
    """Raise `ArchiveError` where `output` lies in the archive of the workspace in `folder`: bags never change."""
    if (folder / ARCHIVE).resolve() in (output.resolve(), *output.resolve().parents):
        raise ArchiveError(language.text("reproduce_into_archive", folder=output))


@dataclass(frozen=True, slots=True)
class _File:
    """A file made anew, as it would be filed."""

    filed: FiledFile
    path: Path


def _made(bag: StoredBag, place: Path, language: Language, progress: Progress | None) -> tuple[_File, ...]:
    record = bag.record()
    try:
        workspace, options = laid_out(bag, place, language)
        outcome = consolidated_with_nodes(workspace, options, progress).outcome
    except ArchiveError:
        raise
    except XlsreportError as error:
        reason = str(error).replace(f"{place}{os.sep}", "")
        toolkit = record.made_by.toolkit
        raise ArchiveError(
            language.text("reproduce_unusable", bag=record.identifier, toolkit=toolkit, reason=reason)
        ) from None
    final = replace(outcome, final=record.final)  # whether it could be final is judged no more: it was
    final = with_final_nodes(final, workspace.language)
    known = knowing_what_was_sent(final, bag.folder / "data/output/findings.json")
    made = [written(place / "made", *each) for each in documents(known, workspace.language).pieces()]
    tidy = tidy_of(final, options.previous_year or PreviousYear(), place / "tidy")
    pieces = (*outputs_of(workspace, made), *tidy)
    return tuple(_File(each.filed, each.content) for each in pieces if isinstance(each.content, Path))


def _differences(bag: StoredBag, record: Record, made: Sequence[_File], language: Language) -> Iterator[Difference]:
    known = {each.path: each for each in record.files}
    places = {each.original: each.path for each in record.of(FileRole.OUTPUT)}  # an earlier version's may be others
    again = {path_in(known, places, each.filed): each for each in made}
    gone = [each.original for each in record.of(FileRole.OUTPUT) if each.path not in again]
    come = [each.filed.original for path, each in again.items() if path not in known and path != BOARD]
    yield from (Difference(name, (language.text("reproduce_not_made"),)) for name in gone)
    yield from (Difference(name, (language.text("reproduce_not_archived"),)) for name in come)
    with Crew(1) as crew:
        pairs = [
            OutputPair(known[path].original, bag.folder / path, again[path].path)
            for path in again
            if path in known and again[path].filed.sha256 != known[path].sha256
        ]
        for pair, answer in zip(pairs, crew.map(Comparison(language.name), pairs), strict=True):
            if isinstance(answer, Unreadable):
                reason = language.message(answer.code, reason=answer.reason)
                yield Difference(pair.name, (language.text("reproduce_untold", reason=reason),))
            elif answer is not None:
                yield answer


def path_in(known: Collection[str], places: Mapping[str, str], file: FiledFile) -> str:
    """Return the path of `file` among the paths `known` of a bag, whose outputs have `places` by their own names."""
    return file.path if file.path in known else places.get(file.original, file.path)


def _versions(was: ToolVersions, now: ToolVersions) -> Iterator[Version]:
    before = {"xlsreport": was.toolkit, "Python": was.python, **dict(was.libraries)}
    after = {"xlsreport": now.toolkit, "Python": now.python, **dict(now.libraries)}
    for name in dict.fromkeys((*before, *after)):
        if before.get(name) != after.get(name):
            yield Version(name, before.get(name, ""), after.get(name, ""))
