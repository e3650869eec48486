"""A coordinator's desk without files, and what was examined for it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kit.filled import disclosure, values
from xlsreport.intake.workspace import Workspace
from xlsreport.language import language_named
from xlsreport.model.address import Address
from xlsreport.model.decisions import Choice, Decisions
from xlsreport.model.finding import Finding
from xlsreport.model.outcome import Entry
from xlsreport.model.review import Identity, Review
from xlsreport.model.roster import Department, Roster
from xlsreport.model.source import SourceFile
from xlsreport.pipeline.review.examined import ExaminedFile
from xlsreport.pipeline.standing.context import StandingContext
from xlsreport.pipeline.standing.standings import standings
from xlsreport.pipeline.workspace import PeriodWorkspace

FINANCE = Department("A01", "区财政局", ("财政局",), email="czj@jkq.example; cz2@jkq.example")
SCHOOLS = Department("A02", "区教育局", ("教育局", "教体局"), email="jyj@jkq.example")
ROSTER = Roster((FINANCE, SCHOOLS))


def desk(*choices: tuple[str, str]) -> StandingContext:
    """Return what judgements are given where the coordinator made `choices`: (department, file)."""
    rows = tuple(Choice(*each, "", Address("以哪份为准", row, 2)) for row, each in enumerate(choices, 2))
    decisions = Decisions("处理登记.xlsx", choices=rows)
    return StandingContext(disclosure(), language_named("zh"), ROSTER, decisions)


def opened(folder: Path = Path("nowhere"), roster: Roster = ROSTER) -> PeriodWorkspace:
    """Return an open workspace in `folder` that nothing was read from."""
    root = Workspace(folder, "disclosure-2021")
    return PeriodWorkspace(root, disclosure(), language_named("zh"), roster, 2023)


def came(name: str, sha: str = "", date: str | None = None, sender: str = "") -> SourceFile:
    """Return a file that came, with a mail where it has a date or a sender."""
    return SourceFile(name, Path("nowhere"), sha or name, date, senders=(sender,) if sender else ())


def examined(
    file: SourceFile,
    cells: Mapping[str, Any] | None = None,
    findings: tuple[Finding, ...] = (),
    who: Identity | None = None,
    department: Department | None = FINANCE,
) -> ExaminedFile:
    """Return `file` examined: it holds a clean submission with `cells` put in, and has `findings`."""
    said = who or Identity(FINANCE.code, FINANCE.name, 2023)
    return ExaminedFile(file, department, Review(said, values(cells), {}, findings))


def entries_of(at: StandingContext, *files: ExaminedFile) -> dict[str, Entry]:
    """Return the standings' entries by file name, departments without a file left out."""
    return {each.file.name: each for each in standings(files, at) if each.file is not None}


def codes(entry: Entry) -> list[str]:
    """Return the codes of an entry's findings."""
    return [each.code for each in entry.review.findings]
