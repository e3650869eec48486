"""What the coordinator decided: findings accepted, figures corrected by agreement, versions that count."""

from dataclasses import dataclass

from xlsreport.model.address import Address
from xlsreport.model.workbook import Value


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A finding that the coordinator accepts. `cell` is None for one about a whole file.

    `department` is a code, a name or an alias as it was typed; `at` is the decision's own row, for messages. `found`
    is the figure that was accepted, as the finding had it; None for whatever stands there. `everyone` is true for the
    finding of every department, `anywhere` for that at every place.
    """

    code: str
    department: str
    cell: Address | None
    reason: str
    who: str
    when: str
    at: Address
    found: Value = None
    everyone: bool = False
    anywhere: bool = False


@dataclass(frozen=True, slots=True)
class Correction:
    """A figure corrected by agreement with its department: at `cell`, from `before` to `after`."""

    department: str
    cell: Address
    before: Value
    after: Value
    who: str
    when: str
    at: Address


@dataclass(frozen=True, slots=True)
class Choice:
    """Which of several versions of a department counts: the one that came as `file`."""

    department: str
    file: str
    note: str
    at: Address


@dataclass(frozen=True, slots=True)
class DecisionsMark:
    """Which form and period a workbook of decisions is for, so that a copy of another's is known."""

    form: str
    period: int


@dataclass(frozen=True, slots=True)
class Absence:
    """A department that reports nothing and is not waited for."""

    department: str
    reason: str
    who: str
    when: str
    at: Address


@dataclass(frozen=True, slots=True)
class Decisions:
    """Every decision of one period, each kind in the order of its sheet; `file` is the workbook's name."""

    file: str = ""
    acceptances: tuple[Acceptance, ...] = ()
    corrections: tuple[Correction, ...] = ()
    choices: tuple[Choice, ...] = ()
    absences: tuple[Absence, ...] = ()


@dataclass(frozen=True, slots=True)
class Columns:
    """A sheet of the workbook of decisions: the keys of its name and columns, and which of them must be filled."""

    sheet: str
    keys: tuple[str, ...]
    required: tuple[str, ...]


ACCEPTED = Columns(
    "decisions_accepted",
    ("code", "department", "cell", "reason", "who", "when", "found"),
    ("code", "department", "reason", "who"),
)
CORRECTED = Columns(
    "decisions_corrected",
    ("department", "cell", "from", "to", "agreed", "when"),
    ("department", "cell", "to", "agreed"),
)
CHOSEN = Columns("decisions_chosen", ("department", "file", "note"), ("department", "file"))
ABSENT = Columns("decisions_absent", ("department", "reason", "who", "when"), ("department", "reason", "who"))
EVIDENCE = Columns(
    "evidence_sheet", ("department", "cell", "figure", "source"), ("department", "cell", "figure", "source")
)
