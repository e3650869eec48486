"""What goes into a period's bag: its files under safe names, by role, and where the content of each lies."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from xlsreport.archive.bag import Content, digest_of
from xlsreport.archive.record_model import FiledFile, FileRole
from xlsreport.archive.tables import texts_pieces, values_pieces
from xlsreport.errors import ArchiveError
from xlsreport.intake.workspace import SETTINGS
from xlsreport.mailing.collected import COLLECTED
from xlsreport.mailing.sent import SENT
from xlsreport.model.form_parts import FileNames
from xlsreport.model.outcome import Outcome
from xlsreport.model.previous_year import PreviousYear
from xlsreport.model.source import SourceFile
from xlsreport.pipeline.archiving.documents import Document
from xlsreport.pipeline.archiving.previous_figures import SUMS, sums_before, tellers_before
from xlsreport.pipeline.archiving.tidy_rows import tellers, text_rows, value_rows
from xlsreport.pipeline.workspace import ROSTER, PeriodWorkspace
from xlsreport.writing.summary.across_departments import across_departments_name
from xlsreport.writing.summary.details import details_name
from xlsreport.writing.summary.prose import prose_name

_SUFFIX = re.compile(r"\.[a-z0-9]{1,5}", re.ASCII)
LETTERS_SENT = f"data/desk/{SENT}"  # grows after the year is archived, as the outbox does
BOARD = "data/output/board.html"  # bags of versions that made none have none
_SAFE = re.compile(r"[a-z0-9][a-z0-9_.-]{0,60}", re.ASCII)


@dataclass(frozen=True, slots=True)
class BagPiece:
    """A file on its way into the bag."""

    filed: FiledFile
    content: Content


def piece(path: str, role: FileRole, content: Content, original: str = "", note: str = "") -> BagPiece:
    """Return `content` as the file `path` of the bag, with its SHA-256."""
    return BagPiece(FiledFile(path, role, original or Path(path).name, digest_of(content), note), content)


def inputs_of(files: Sequence[SourceFile], workspace: PeriodWorkspace) -> Iterator[BagPiece]:
    """Yield what arrived, numbered by name; raises `ArchiveError` for a file that cannot be read."""
    for number, each in enumerate(sorted(files, key=lambda file: file.name), 1):
        if not each.sha256:
            raise ArchiveError(workspace.language.text("archive_unreadable", file=each.name))
        path = _numbered("data/inbox", number, each.name)
        yield BagPiece(FiledFile(path, FileRole.INPUT, each.name, each.sha256), each.path)


def written(folder: Path, name: str, pieces: bytes | Iterable[bytes]) -> "MadeFile":
    """Write what was made into `folder`, one piece after the other."""
    path, digest = folder / name, hashlib.sha256()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        for each in (pieces,) if isinstance(pieces, bytes) else pieces:
            file.write(each)
            digest.update(each)
    return MadeFile(name, path, digest.hexdigest())


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A file that was made: what it is called, where it lies, and its SHA-256."""

    name: str
    path: Path
    sha256: str


def outputs_of(workspace: PeriodWorkspace, made: Iterable[MadeFile]) -> Iterator[BagPiece]:
    """Yield the outputs `made` under names that are the same in every form, nodes numbered."""
    form, language = workspace.form, workspace.language
    names = form.names
    called = {names.summary: "summary.xlsx", names.consolidated: "consolidated.xlsx", names.annex: "annex.docx"}
    called |= {names.board: Path(BOARD).name}
    called |= {names.report: "report.docx", names.draft: "report.docx", names.consolidated_draft: "consolidated.xlsx"}
    called |= {details_name(form, language): "details.csv", prose_name(form, language): "prose.csv"}
    called |= {across_departments_name(form, language): "across.csv"}
    folders: dict[str, str] = {}
    for each in made:
        folder, _, file = each.name.rpartition("/")
        number = f"{folders.setdefault(folder, f'{len(folders):04d}')}/" if folder else ""
        path = f"data/output/{number}{called.get(file, file)}"
        yield BagPiece(FiledFile(path, FileRole.OUTPUT, each.name, each.sha256), each.path)


def form_of(workspace: PeriodWorkspace) -> Iterator[BagPiece]:
    """Yield the files of the form's folder; what its author makes it with, in folders below, is not the form."""
    for number, path in enumerate(sorted(each for each in workspace.form.folder.iterdir() if each.is_file()), 1):
        safe = _SAFE.fullmatch(path.name)
        place = f"data/form/{path.name}" if safe else _numbered("data/form", number, path.name)
        yield piece(place, FileRole.FORM, path, path.name)


def tables_of(workspace: PeriodWorkspace) -> Iterator[BagPiece]:
    """Yield the settings, the roster and the coordinator's own tables, those that there are."""
    folder = workspace.root.folder
    for safe, path in coordinator_places(folder, workspace.form.names, workspace.period).items():
        found = workspace.roster_file if safe == ROSTER and workspace.roster_file else path
        if found.is_file():
            yield piece(safe, FileRole.COORDINATOR, found, path.relative_to(folder).as_posix())


def coordinator_places(folder: Path, names: FileNames, period: int) -> Mapping[str, Path]:
    """Return where the coordinator's files lie in the workspace in `folder`, by their paths in a bag."""
    own = folder / str(period)
    return {
        f"data/desk/{SETTINGS}": folder / SETTINGS,
        ROSTER: folder / names.roster,
        "data/desk/decisions.xlsx": own / names.decisions,
        "data/desk/evidence.xlsx": own / names.evidence,
        "data/desk/whole.xlsx": own / names.whole,
        f"data/desk/{COLLECTED}": own / "mail" / COLLECTED,
        LETTERS_SENT: own / "mail" / SENT,
    }


def sent_of(workspace: PeriodWorkspace) -> Iterator[BagPiece]:
    """Yield what was laid out to be sent, and the reports of departments: what was asked of whom."""
    root, period = workspace.root, workspace.period
    folders = ((FileRole.OUTBOX, root.outbox(period)), (FileRole.REPORT, root.reports(period)))
    for role, folder in folders:
        paths = sorted(each for each in folder.rglob("*") if each.is_file()) if folder.is_dir() else []
        for number, path in enumerate(paths, 1):
            name = path.relative_to(folder).as_posix()
            yield piece(_numbered(f"data/{role}", number, name), role, path, name)


def tidy_of(outcome: Outcome, known: PreviousYear, aside: Path) -> Iterator[BagPiece]:
    """Yield this year's figures and texts as tidy data, and of earlier years as they were used; kept in `aside`."""
    form = outcome.form
    values, texts = value_rows(form, tellers(outcome), form.carried), text_rows(form, tellers(outcome))
    yield _table(aside, "values.csv", FileRole.DATA, values_pieces(values))
    yield _table(aside, "texts.csv", FileRole.DATA, texts_pieces(texts))
    if next(tellers_before(known, outcome), None):
        values = value_rows(form, tellers_before(known, outcome))
        texts = text_rows(form, tellers_before(known, outcome))
        yield _table(aside, "previous/values.csv", FileRole.PREVIOUS, values_pieces(values))
        yield _table(aside, "previous/texts.csv", FileRole.PREVIOUS, texts_pieces(texts))
    if sums := list(sums_before(known, outcome)):
        yield _table(aside, SUMS, FileRole.PREVIOUS, values_pieces(value_rows(form, sums)))


def _table(aside: Path, name: str, role: FileRole, pieces: Iterator[bytes]) -> BagPiece:
    made = written(aside, name, pieces)
    return BagPiece(FiledFile(f"data/{name}", role, Path(name).name, made.sha256), made.path)


def papers_of(documents: Sequence[Document]) -> Iterator[tuple[Document, BagPiece]]:
    """Yield the documents of record that are files, numbered in the order in which they were named."""
    files = [each for each in documents if not each.on_web]
    for number, each in enumerate(files, 1):
        path = _numbered("data/documents", number, each.name)
        yield each, piece(path, FileRole.DOCUMENT, each.path, each.name, each.note)


def _numbered(folder: str, number: int, name: str) -> str:
    suffix = Path(name).suffix.lower()
    return f"{folder}/{number:04d}{suffix if _SUFFIX.fullmatch(suffix) else ''}"
