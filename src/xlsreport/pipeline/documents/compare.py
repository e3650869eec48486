"""A report that came as a document against the figures that are known, in words and as data."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

from xlsreport.checking.context import Case
from xlsreport.checking.reports.comparison import compared
from xlsreport.errors import WorkspaceError
from xlsreport.language import Language, bilingual, language_of
from xlsreport.model.report_comparison import Differing, ReportComparison, ReportDifference
from xlsreport.model.report_reading import Doubt, ReportReading, TablePlace
from xlsreport.model.workbook import Unreadable, Workbook
from xlsreport.pipeline.documents.known import KnownFigures, known_figures, report_in, written_report
from xlsreport.pipeline.review.read_back import REPORTS, read_back, why_not
from xlsreport.pipeline.workspace import PeriodWorkspace
from xlsreport.workers import Crew
from xlsreport.writing.files.json_document import json_document
from xlsreport.writing.wording.values import as_json

_MOST_LINES = 20  # of a document of record; `compare` tells the others
_EXCERPT = 60  # signs of a text that a line shows


@dataclass(frozen=True, slots=True)
class ComparedReport:
    """A report by its file's name, what it was held against, and how it differs."""

    file: str
    known: KnownFigures
    comparison: ReportComparison

    @property
    def language(self) -> Language:
        """The form's language."""
        return language_of(self.known.form)


def compare_report(path: Path, folder: Path, period: int | None, against: str | None) -> ComparedReport:
    """Hold the document at `path` against the workbook or period `against`, else the figures of the workspace `folder`.

    Raises `XlsreportError` where the document cannot be read or is no report, and where there is nothing to hold it to.
    """
    with Crew(1) as crew:
        return held_against(path, known_figures(folder, period, against, crew), crew)


def held_against(path: Path, known: KnownFigures, crew: Crew) -> ComparedReport:
    """Hold the document at `path` against `known`; raises `WorkspaceError` where it cannot be read, or is no report."""
    if not path.is_file():
        raise WorkspaceError(bilingual("file_missing", path=path))
    form = known.form
    answer = read_back(form, [path], crew)[0]
    problem = why_not(answer, language_of(form))
    if problem or isinstance(answer, Unreadable):
        raise WorkspaceError(f"{path.name}: {problem}")
    known = known.for_the_sender(answer, language_of(form))
    case = Case(form, language_of(form), Workbook({}), names=known.names)
    return ComparedReport(path.name, known, compared(case, answer, known.values, known.units_in(answer), known.ours))


@dataclass(frozen=True, slots=True)
class ReadPapers:
    """What documents say that are reports of the form, by where they lie, and our own report read back beside them.

    `unread` tells why others cannot be read; papers of another kind are in neither.
    """

    reports: Mapping[Path, ReportReading] = field(default_factory=dict)
    unread: tuple[str, ...] = ()
    ours: ReportReading | None = None

    @property
    def dated(self) -> str:
        """The day that the first saved page among them says it was published on; blank where none does."""
        return next((each.published_on for each in self.reports.values() if each.published_on), "")


def read_papers(paths: Sequence[Path], workspace: PeriodWorkspace) -> ReadPapers:
    """Return what those of `paths` say that are reports of the form, and which cannot be read, as a scan cannot."""
    if not (wanted := [path for path in paths if path.suffix.lower() in REPORTS]):
        return ReadPapers()
    with Crew(1, workspace.root.limits) as crew:
        answers = dict(zip(wanted, read_back(workspace.form, wanted, crew), strict=True))
        ours = report_in(workspace.form, written_report(workspace), crew)
    told = {path: why_not(answer, workspace.language) for path, answer in answers.items()}
    reports = {path: each for path, each in answers.items() if not isinstance(each, Unreadable) and not told[path]}
    unread = [path for path, each in answers.items() if isinstance(each, Unreadable) or each.twice]
    lines = [workspace.language.text("compare_unread", file=path.name, why=told[path]) for path in unread]
    return ReadPapers(reports, tuple(lines), ours)


def differences_of(papers: ReadPapers, known: KnownFigures) -> tuple[str, ...]:
    """Return how `papers` differ from `known`, in at most so many lines for each."""
    case = Case(known.form, language_of(known.form), Workbook({}), names=known.names)
    lines = list(papers.unread)
    for path, answer in papers.reports.items():
        found = compared(case, answer, known.values, known.units_in(answer), papers.ours)
        told = list(comparison_lines(ComparedReport(path.name, known, found)))
        lines += [*told[:_MOST_LINES], *told[max(_MOST_LINES, len(told) - 1) :]]
    return tuple(lines)


def comparison_lines(done: ComparedReport) -> Iterator[str]:
    """Yield a line for each thing that differs, then what the prose says against the figures, then how much agrees."""
    language = done.language
    for lost, together in groupby(done.comparison.differences, _lost_sheet):
        if lost:
            words = {"sheet": lost, "count": len(list(together)), "pictures": done.comparison.pictures}
            yield f"{_at(done, None)}{language.text('differing_table', **words)}"
        else:
            yield from (f"{_at(done, each.place)}{_told(done, each)}" for each in together)
    for finding in done.comparison.prose:
        yield f"{done.file}: {finding.label or finding.address}: {finding.code} {finding.message}"
    words = {"count": done.comparison.agreeing, "differing": len(done.comparison.differences)}
    yield language.text("compare_done", file=done.file, source=done.known.source, **words)


def _lost_sheet(each: ReportDifference) -> str:
    """Return the sheet of a figure whose whole table is not there, blank of another difference."""
    return each.address.sheet if each.doubt is Doubt.TABLE and each.address else ""


def _at(done: ComparedReport, place: TablePlace | None) -> str:
    if place is None:
        return f"{done.file}: "
    key = "compare_at" if place.table else "compare_in_text"
    return done.language.text(key, file=done.file, **place._asdict())


def _told(done: ComparedReport, each: ReportDifference) -> str:
    form, language = done.known.form, done.language
    words = {
        "cell": str(each.address or ""),
        "label": form.label(each.address) if each.address else "",
        "known": form.shown(each.address, each.known) if each.address and each.known is not None else "",
        "said": " ".join(each.said.split())[:_EXCERPT],
        "why": language.text(f"doubt_{each.doubt}") if each.doubt else "",
    }
    words |= {"known": words["known"] or language.text("blank"), "said": words["said"] or language.text("blank")}
    is_period = each.kind is Differing.IDENTITY and each.address == form.identity.period
    told = language.text("differing_period" if is_period else f"differing_{each.kind.replace('-', '_')}", **words)
    return language.text("differing_of", unit=each.unit, told=told) if each.unit else told


def comparison_json(done: ComparedReport) -> str:
    """Return the comparison in the shape of `docs/schemas/compare.json`."""
    content = {
        "form": done.known.form.id,
        "report": done.file,
        "against": done.known.source,
        "same": done.comparison.is_same,
        "agreeing": done.comparison.agreeing,
        "differences": [_difference(done, each) for each in done.comparison.differences],
        "prose": [
            {"code": each.code, "severity": str(each.severity), "cell": str(each.address), "message": each.message}
            for each in done.comparison.prose
        ],
    }
    return json_document("compare", content).decode()


def _difference(done: ComparedReport, each: ReportDifference) -> Mapping[str, Any]:
    return {
        "kind": str(each.kind),
        "cell": str(each.address) if each.address else None,
        "label": done.known.form.label(each.address) if each.address else None,
        "known": as_json(each.known),
        "unit": each.unit or None,
        "said": each.said,
        "place": each.place._asdict() if each.place else None,
        "doubt": str(each.doubt) if each.doubt else None,
        "message": _told(done, each),
    }
