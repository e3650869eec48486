"""How a report that came as a document differs from figures and texts that are known."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from xlsreport.model.address import Address
from xlsreport.model.finding import Finding
from xlsreport.model.report_reading import Doubt, TablePlace
from xlsreport.model.workbook import Value


class Differing(StrEnum):
    """What is otherwise: a figure, one not there or not certain, a row, sentence or department that is more or less."""

    FIGURE = "figure"
    MISSING = "missing"
    UNSURE = "unsure"
    ADDED = "added"
    IDENTITY = "identity"
    SENTENCE_MISSING = "sentence-missing"
    SENTENCE_ADDED = "sentence-added"
    OWN_MISSING = "own-sentence-missing"
    OWN_ADDED = "own-sentence-added"
    UNIT_MISSING = "unit-missing"
    UNIT_ADDED = "unit-added"


@dataclass(frozen=True, slots=True)
class ReportDifference:
    """One thing that is otherwise: what is `known`, what the report says (`said`), and where, as far as it is known.

    `unit` is the department whose figure it is, blank of the whole's.
    """

    kind: Differing
    address: Address | None = None
    known: Value = None
    said: str = ""
    place: TablePlace | None = None
    doubt: Doubt | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class KnownUnits:
    """What is known of each department, by its code: its figures, and what it is called.

    `whose` says which code each name in the report stands for; a name that nobody bears is not in it.
    """

    values: Mapping[str, Mapping[Address, Value]] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    whose: Mapping[str, str] = field(default_factory=dict)


NO_UNITS = KnownUnits()


@dataclass(frozen=True, slots=True)
class ReportComparison:
    """A report against what is known: how many of its figures are the same, what differs, and its prose judged.

    `pictures` is how many it has, in which figures may stand that nobody reads.
    """

    agreeing: int
    differences: tuple[ReportDifference, ...] = ()
    prose: tuple[Finding, ...] = ()
    pictures: int = 0

    @property
    def is_same(self) -> bool:
        """Whether nothing differs and no sentence contradicts a figure."""
        return not self.differences and not any(finding.open for finding in self.prose)
