"""What a consolidation comes to: a standing for every department and every file, and the joined figures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from xlsreport.model.address import Address
from xlsreport.model.consolidation import Consolidation, Subtotals
from xlsreport.model.correspondence import Correspondence
from xlsreport.model.finding import Finding, Severity
from xlsreport.model.form import Form
from xlsreport.model.review import Review
from xlsreport.model.roster import Department
from xlsreport.model.source import SourceFile
from xlsreport.model.tree import Tree
from xlsreport.model.years import EarlierYear


class Standing(StrEnum):
    """Where a department's submission, or a file, stands; the best first."""

    ACCEPTED = "accepted"
    HELD = "held"
    UNREADABLE = "unreadable"
    SUPERSEDED = "superseded"
    MISSING = "missing"
    UNMATCHED = "unmatched"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the standings: a department with a file, one without, or a file of no department.

    What is `aside` enters the total with another: a unit that a node's consolidated workbook stands for, or such a
    workbook whose units came themselves; it is the code of that node.
    """

    standing: Standing
    review: Review
    department: Department | None = None
    file: SourceFile | None = None
    aside: str = ""

    @property
    def joins(self) -> bool:
        """Whether its figures are to be in the total once they are accepted."""
        return self.department is not None and self.department.counted and not self.aside

    @property
    def code(self) -> str | None:
        """The department's code; None where the file is nobody's."""
        return self.department.code if self.department else None

    @property
    def name(self) -> str | None:
        """The department's name; None where the file is nobody's."""
        return self.department.name if self.department else None

    @property
    def excused(self) -> bool:
        """Whether its department sent nothing and is not waited for, or is in another's consolidated workbook."""
        return any(each.code in (EXCUSED, INSIDE) for each in self.review.findings)

    @property
    def corrections(self) -> Mapping[Address, Finding]:
        """The notes on figures that were corrected by agreement, by cell; what the sender wrote is `found`."""
        return {each.address: each for each in self.review.findings if each.code == CORRECTED and each.address}


UNDECIDED = "F105"  # the code of the error that none of several versions counts, for nobody knows which
EXCUSED = "D808"  # the code of the note that a department is not waited for
INSIDE = "D820"  # the code of the note that a department is in the consolidated workbook of the one above
CORRECTED = "D802"  # the code of the note that a figure was corrected by agreement: found is the sender's own


@dataclass(frozen=True, slots=True)
class Paper:
    """A document or picture that came, such as the signed and sealed copy: kept as its department's, never read.

    `note` is what there is to say of it where it is nobody's.
    """

    file: SourceFile
    department: Department | None = None
    note: Finding | None = None


@dataclass(frozen=True, slots=True)
class MereMails:
    """Mails that brought no workbook and change nobody's standing, with the one note that tells all of them."""

    files: tuple[SourceFile, ...]
    note: Finding


@dataclass(frozen=True)  # no slots: what follows from the fields is worked out once and kept
class Outcome:
    """Everything that a run of `consolidate` found.

    `total` joins the accepted submissions of counted departments (with `include_held` the held ones too);
    `received` always joins both. `whole` is the review of the whole's own texts and of the joined figures;
    `earlier` what is known of the years before, the newest first, and `notes` what the coordinator is to know of them;
    `correspondence` is what was sent to each department, by its code. `tree` says who stands under whom, where the
    roster does; `nodes` are the nodes below the whole, each with what came from under it, where these were asked for.
    """

    form: Form
    period: int
    entries: tuple[Entry, ...]
    whole: Review
    total: Consolidation
    received: Consolidation
    final: bool = False
    include_held: bool = False
    papers: tuple[Paper, ...] = ()
    mere_mails: tuple[MereMails, ...] = ()
    earlier: tuple[EarlierYear, ...] = ()
    notes: tuple[str, ...] = ()
    correspondence: Mapping[str, Correspondence] = field(default_factory=dict)
    subtotals: tuple[Subtotals, ...] = ()
    tree: Tree | None = None
    nodes: tuple["NodeOutcome", ...] = ()

    def of(self, standing: Standing) -> tuple[Entry, ...]:
        """Return the entries of one standing, in their order."""
        return tuple(entry for entry in self.entries if entry.standing is standing)

    @property
    def previous_year(self) -> EarlierYear | None:
        """What is known of the year right before the period."""
        return next((each for each in self.earlier if each.period == self.period - 1), None)

    @cached_property
    def findings(self) -> tuple[tuple[Entry | None, Finding], ...]:
        """Every finding with its entry, None for those about the whole; worst first inside an entry.

        A paper of nobody, and the mails without a workbook, have an entry here and none among the standings.
        """
        about_whole = [(None, each) for each in self.whole.findings]
        papers = [(each.file, each.note) for each in self.papers if each.note]
        mails = [(each.files[0], each.note) for each in self.mere_mails]
        strays = [(Entry(Standing.UNMATCHED, Review(), None, file), note) for file, note in (*papers, *mails)]
        of_entries = ((entry, finding) for entry in self.entries for finding in entry.review.findings)
        return (*of_entries, *strays, *about_whole)

    def counts(self, entry: Entry) -> bool:
        """Return whether the figures of `entry` are in the total."""
        standings = (Standing.ACCEPTED, Standing.HELD) if self.include_held else (Standing.ACCEPTED,)
        return entry.standing in standings and entry.joins

    @property
    def expected(self) -> int:
        """How many departments of the roster are to be in the total."""
        return len({each.code for each in self.entries if each.joins})

    def sent_to(self, code: str | None) -> Correspondence:
        """Return what was sent to a department."""
        return self.correspondence.get(code or "", Correspondence())

    def standing_of(self, code: str) -> Standing:
        """Return where a department stands: as its file that counts, or as the best of what it sent."""
        return self.departments.get(code, Standing.MISSING)

    @cached_property
    def departments(self) -> Mapping[str, Standing]:
        """The standing of every department of the roster by its code, in the roster's order."""
        order = list(Standing)
        best: dict[str, Standing] = {}
        for entry in self.entries:
            if entry.code is not None:
                best[entry.code] = min(entry.standing, best.get(entry.code, entry.standing), key=order.index)
        return best

    @cached_property
    def due(self) -> Mapping[str, Standing]:
        """The standing of those departments that enter the total by themselves, not by another's workbook."""
        alone = {each.code for each in self.entries if not each.aside}
        return {code: standing for code, standing in self.departments.items() if code in alone}

    @property
    def paper_names(self) -> Mapping[str | None, Sequence[str]]:
        """The names of the papers by their department's code, under None those of nobody."""
        names: dict[str | None, list[str]] = {}
        for each in self.papers:
            names.setdefault(each.department.code if each.department else None, []).append(each.file.name)
        return names

    @cached_property
    def errors(self) -> int:
        """The number of errors that nobody has accepted."""
        return sum(each.blocks for _, each in self.findings)

    def count(self, severity: Severity) -> int:
        """Return the number of findings of one severity, those of rules on trial left out."""
        return sum(each.severity is severity and not each.trial for _, each in self.findings)

    @property
    def on_trial(self) -> int:
        """How many findings there are of rules on trial."""
        return sum(each.trial for _, each in self.findings)


@dataclass(frozen=True, slots=True)
class NodeOutcome:
    """A node below the whole: its code, the name of its folder, and what came from under it."""

    code: str
    folder: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class PublishedOutputs:
    """The paths of the outputs of one run, and what the coordinator is to know of what stood there before."""

    summary: Path
    report: Path
    consolidated: Path
    annex: Path
    board: Path
    findings: Path
    table: Path
    notes: tuple[str, ...] = ()
