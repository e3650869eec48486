"""Findings: what is wrong with what a department sent, and where. They are values, never exceptions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from xlsreport.model.address import Address
from xlsreport.model.workbook import Value

# the code of the query about all texts of a department: it stands where they are most alike, and moves with others
OF_ALL_TEXTS = "A601"


class Severity(StrEnum):
    """error: must be corrected · query: must be corrected or explained · note: informs."""

    ERROR = "error"
    QUERY = "query"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """0 for the worst."""
        return list(Severity).index(self)


@dataclass(frozen=True, slots=True)
class Operand:
    """A cell that a judgement rests on, with the value that was used."""

    address: Address
    value: Value


@dataclass(frozen=True, slots=True)
class CellChange:
    """One cell of a proposed correction."""

    address: Address
    before: Value
    after: Value


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, with its place, what was found and what was expected.

    `address` is None for a finding about a whole file; a finding about a whole sheet has `sheet` alone.
    `difference` is found minus expected. `message` is a full sentence in the form's language.
    `file` is named where the place is not in what was sent, but in a workbook of the coordinator's own. `letter` is
    what its department is told, where `message` is for the coordinator alone; empty where it is for both.
    `trial` says that a rule on trial found it.
    `changes` are what another version of the same file had in these cells before.
    `said` is what its department wrote beside it in the list that came back, whether or not it explains anything.
    """

    code: str
    severity: Severity
    message: str
    sheet: str | None = None
    address: Address | None = None
    label: str | None = None
    found: Value = None
    expected: Value = None
    difference: Decimal | None = None
    operands: tuple[Operand, ...] = ()
    suggestions: tuple[tuple[CellChange, ...], ...] = ()
    explanation: str | None = None
    accepted_by: str | None = None
    file: str | None = None
    letter: str = ""
    said: str = ""
    trial: bool = False
    changes: tuple[CellChange, ...] = ()

    @property
    def blocks(self) -> bool:
        """Whether it keeps a submission from being accepted."""
        return self.severity is Severity.ERROR and self.accepted_by is None

    @property
    def open(self) -> bool:
        """Whether it keeps a consolidation from being final: an unwaived error, or a query unexplained."""
        waived = self.accepted_by is not None or self.explanation is not None
        return self.blocks or (self.severity is Severity.QUERY and not waived)


def neighbours(findings: Sequence[Finding]) -> Iterator[tuple[Finding, ...]]:
    """Yield findings in their order, those of neighbouring cells of a row or a column that say the same together."""
    run: list[Finding] = []
    for each in findings:
        if run and not (_words(run[-1]) == _words(each) and _goes_on(run, each)):
            yield tuple(run)
            run = []
        run.append(each)
    if run:
        yield tuple(run)


def place_of(run: Sequence[Finding]) -> str:
    """Return the place of a finding, or of neighbours: a cell, a range or a sheet; empty for a whole file."""
    first, last = run[0].address, run[-1].address
    if first is None or last is None:
        return run[0].sheet or ""
    return str(first) if first == last else f"{first}:{last.cell}"


def _words(finding: Finding) -> tuple[str | None, ...]:
    return finding.code, finding.severity, finding.message, finding.explanation, finding.accepted_by, finding.file


def _goes_on(run: Sequence[Finding], finding: Finding) -> bool:
    """Whether `finding` stands right of or below the last of `run`, the way in which the run goes."""
    step = _step(run[-1].address, finding.address)
    return step in ((0, 1), (1, 0)) and (len(run) == 1 or step == _step(run[-2].address, run[-1].address))


def _step(one: Address | None, other: Address | None) -> tuple[int, int] | None:
    """Return how many rows and columns `other` is from `one`; None where they are on no sheet or on two."""
    if one is None or other is None or one.sheet != other.sheet:
        return None
    return other.row - one.row, other.column - one.column
