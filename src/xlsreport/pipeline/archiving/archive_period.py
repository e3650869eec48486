"""A period's bag: consolidated once more, compared with what was written, and archived."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from xlsreport.archive.bag import Payload, make_bag
from xlsreport.archive.record import Record
from xlsreport.archive.record_model import FileRole, RunOptions, WebAddress
from xlsreport.archive.store import StoredBag, bag_in_force, bags_in_force
from xlsreport.errors import ArchiveError
from xlsreport.model.outcome import Outcome
from xlsreport.pipeline.archiving.alike import digest_if_alike
from xlsreport.pipeline.archiving.catalogue import catalogue_of, catalogue_path
from xlsreport.pipeline.archiving.documents import Document
from xlsreport.pipeline.archiving.inherit_documents import carried_on
from xlsreport.pipeline.archiving.known_letters import knowing_what_was_sent
from xlsreport.pipeline.archiving.payload import (
    BagPiece,
    MadeFile,
    form_of,
    inputs_of,
    outputs_of,
    papers_of,
    piece,
    sent_of,
    tables_of,
    tidy_of,
)
from xlsreport.pipeline.archiving.previous_figures import filed_years
from xlsreport.pipeline.archiving.publication import Published, publication_of
from xlsreport.pipeline.archiving.record import bag_info, correction_of, record_of
from xlsreport.pipeline.archiving.restore import unsafe
from xlsreport.pipeline.archiving.unchanged import is_unchanged, sent_since, writes_the_same
from xlsreport.pipeline.consolidate import ConsolidationResult, Options, Progress
from xlsreport.pipeline.documents.compare import differences_of, read_papers
from xlsreport.pipeline.documents.known import known_of
from xlsreport.pipeline.levels import consolidated_with_nodes
from xlsreport.pipeline.output.documents import Documents
from xlsreport.pipeline.output.publish import documents, node_folders
from xlsreport.pipeline.working import writes_alone
from xlsreport.pipeline.workspace import PeriodWorkspace, inbox_files
from xlsreport.temporary import temporary_prefix


@dataclass(frozen=True, slots=True)
class ArchiveRequest:
    """How a period is archived.

    `draft` is the reason for archiving what is not final, `correction` that for a new bag beside the one in force;
    `published_on` is the day of publication as it was typed; `today` is the day that bag-info.txt bears, which enters
    nothing else.
    """

    options: Options = field(default_factory=Options)
    draft: str | None = None
    correction: str | None = None
    documents: tuple[Document, ...] = ()
    published_on: str | None = None
    today: date | None = None


@dataclass(frozen=True, slots=True)
class ArchiveResult:
    """The period's bag; `made` is false where it was there already, with the same in it.

    `carried` counts the documents of record that it has from the bag that it replaces; `resting` are the bags of later
    years that used the figures which it corrects; `sent` are files laid out to be sent since, which it has not.
    `compared` says how the reports among its documents differ from its figures.
    """

    bag: StoredBag
    record: Record
    made: bool
    carried: int = 0
    resting: tuple[str, ...] = ()
    sent: tuple[str, ...] = ()
    compared: tuple[str, ...] = ()


@writes_alone("archive")
def archive_period(
    workspace: PeriodWorkspace, request: ArchiveRequest, progress: Progress | None = None
) -> ArchiveResult:
    """Archive the period of `workspace`.

    Raises `WorkspaceError` where the consolidation is not final and no draft is asked for, and `ArchiveError` where
    the outputs are not those of the inputs, a file has a name that no other system can give, or the period is
    archived already with something else in it.
    """
    before = bag_in_force(workspace.root.folder, workspace.period)
    if before is None and request.correction is not None:
        raise ArchiveError(workspace.language.text("archive_nothing_to_correct", period=workspace.period))
    arrived = inbox_files(workspace)
    tree = bool(node_folders(workspace.root.output(workspace.period))) and workspace.roster.tree is not None
    options = replace(request.options, final=request.draft is None, files=arrived, keep_reviews=False, tree=tree)
    done, request = consolidated_with_nodes(workspace, options, progress), replace(request, options=options)
    with TemporaryDirectory(prefix=temporary_prefix("archive"), ignore_cleanup_errors=True) as aside:
        return _archived(workspace, request, done, (before, Path(aside)))


def _archived(
    workspace: PeriodWorkspace,
    request: ArchiveRequest,
    done: ConsolidationResult,
    places: tuple[StoredBag | None, Path],
) -> ArchiveResult:
    """Return the bag of what was consolidated; `places` are the bag in force and a folder for what is made."""
    outcome, known, (before, aside) = done.outcome, done.previous, places
    arrived, made = inputs_of(request.options.files or (), workspace), _as_written(workspace, outcome)
    pieces = (*arrived, *outputs_of(workspace, made), *form_of(workspace), *tables_of(workspace))
    pieces = (*pieces, *sent_of(workspace), *tidy_of(outcome, known, aside))
    papers = read_papers([each.path for each in request.documents if not each.on_web], workspace)
    said = Published(request.published_on, request.documents, papers.dated)
    record = replace(
        _drafted(workspace, outcome, request, pieces),
        years=filed_years(known, workspace.period),
        publication=publication_of(
            workspace, said, outcome.total.values, before.record().publication if before else None
        ),
    )
    for each in unsafe(record):  # reproduce would take the bag for one that was altered
        raise ArchiveError(workspace.language.text("archive_unsafe", file=each.original))
    if before is None:
        result = bagged(workspace, request, record, pieces)
    else:
        result = _again(workspace, request, (record, pieces, outcome), before)
    return replace(result, compared=differences_of(papers, known_of(workspace, outcome)))


def _again(
    workspace: PeriodWorkspace,
    request: ArchiveRequest,
    planned: tuple[Record, Sequence[BagPiece], Outcome],
    before: StoredBag,
) -> ArchiveResult:
    """Return the bag `before` where nothing is new since, a correction of it where one is asked for.

    What was sent since makes no other year, but is worth a correction to who asks for one.
    """
    (record, pieces, outcome), known = planned, before.record()
    sent = sent_since(record, known)
    if not (sent and request.correction) and _is_same(record, known, (workspace, outcome, before)):
        return ArchiveResult(before, known, made=False, sent=sent)
    if not request.correction:
        raise ArchiveError(workspace.language.text("archive_already", period=workspace.period, bag=before.identifier))
    values = next(each.content for each in pieces if each.filed.path == "data/values.csv")
    revision = correction_of(before, values, request.correction)
    papers, carried = carried_on(request.documents, before, workspace.language)
    request = replace(request, documents=papers)
    record = with_documents(replace(record, revision=revision), request, pieces)
    made = bagged(workspace, request, record, pieces)
    return replace(made, carried=carried, resting=tuple(_resting_on(workspace)))


def _is_same(record: Record, known: Record, planned: tuple[PeriodWorkspace, Outcome, StoredBag]) -> bool:
    """Return whether all is in the bag already; outputs that differ by what they know was sent are the same."""
    workspace, outcome, before = planned
    catalogue = catalogue_path(workspace)
    return is_unchanged(record, known, catalogue) or (
        is_unchanged(record, known, catalogue, same_outputs=True)
        and writes_the_same(outcome, before, known, workspace.language)
    )


def _resting_on(workspace: PeriodWorkspace) -> Iterator[str]:
    """Yield the bags of later years whose consolidation used what was archived of this period."""
    for bag in bags_in_force(workspace.root.folder):
        if bag.period > workspace.period and any(
            year.period == workspace.period and year.archived for year in bag.record().years
        ):
            yield bag.identifier


def _drafted(
    workspace: PeriodWorkspace, outcome: Outcome, request: ArchiveRequest, pieces: Sequence[BagPiece]
) -> Record:
    named = str(request.options.previous) if request.options.previous else None
    options = RunOptions(request.options.include_held, named)
    return with_documents(
        replace(record_of(workspace, outcome, named), options=options, draft=request.draft), request, pieces
    )


def with_documents(record: Record, request: ArchiveRequest, pieces: Sequence[BagPiece]) -> Record:
    """Return `record` with `pieces` and the documents of `request` as its files."""
    papers = list(papers_of(request.documents))
    web = tuple(WebAddress(each.place, each.note) for each in request.documents if each.on_web)
    shown = [paper.filed.path for each, paper in papers if each.published]
    shown += [each.place for each in request.documents if each.published and each.on_web]
    return replace(
        record,
        files=tuple(piece.filed for piece in (*pieces, *(paper for _, paper in papers))),
        addresses=web,
        published=shown[0] if shown else None,
    )


def bagged(
    workspace: PeriodWorkspace, request: ArchiveRequest, record: Record, pieces: Sequence[BagPiece]
) -> ArchiveResult:
    """Make the bag of `record` from `pieces` and the documents of `request`, with its catalogue."""
    listed = piece(catalogue_path(workspace), FileRole.DATA, catalogue_of(workspace, record))
    papers = (paper for _, paper in papers_of(request.documents))
    contents = {each.filed.path: each.content for each in (*pieces, *papers, listed)}
    whole = replace(record, files=(*record.files, listed.filed))
    info = bag_info(whole, request.today or date.today())
    bag = make_bag(workspace.root.folder, Payload(whole, contents, info))
    return ArchiveResult(bag, whole, made=True)


def _as_written(workspace: PeriodWorkspace, outcome: Outcome) -> tuple[MadeFile, ...]:
    """Return the outputs that lie in the output folder; raises `ArchiveError` unless they are those of `outcome`."""
    output = workspace.root.output(workspace.period)
    expected = documents(knowing_what_was_sent(outcome, output / "findings.json"), workspace.language)
    digests = {name: _digest(output / name, expected, name) for name in expected}
    wrong = [name for name, digest in digests.items() if digest is None]
    if wrong:
        again = "consolidate --final" if outcome.final else "consolidate"
        listed = workspace.language.text("comma").join(wrong)
        raise ArchiveError(workspace.language.text("archive_other_outputs", folder=output, files=listed, command=again))
    return tuple(MadeFile(name, output / name, digest) for name, digest in digests.items() if digest is not None)


def _digest(path: Path, expected: Documents, name: str) -> str | None:
    try:
        return digest_if_alike(path, expected, name)
    except OSError:
        return None
