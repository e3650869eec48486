"""How a report that came as a document differs from figures and texts that are known."""

from dataclasses import dataclass
from enum import StrEnum

from xlsreport.model.address import Address
from xlsreport.model.finding import Finding
from xlsreport.model.report_reading import Doubt, TablePlace
from xlsreport.model.workbook import Value


class Differing(StrEnum):
    """What is otherwise: a figure, one that is not there, one not certain, a row or sentence that is more or less."""

    FIGURE = "figure"
    MISSING = "missing"
    UNSURE = "unsure"
    ADDED = "added"
    IDENTITY = "identity"
    SENTENCE_MISSING = "sentence-missing"
    SENTENCE_ADDED = "sentence-added"


@dataclass(frozen=True, slots=True)
class ReportDifference:
    """One thing that is otherwise: what is `known`, what the report says (`said`), and where, as far as it is known."""

    kind: Differing
    address: Address | None = None
    known: Value = None
    said: str = ""
    place: TablePlace | None = None
    doubt: Doubt | None = None


@dataclass(frozen=True, slots=True)
class ReportComparison:
    """A report against what is known: how many of its figures are the same, what differs, and its prose judged."""

    agreeing: int
    differences: tuple[ReportDifference, ...] = ()
    prose: tuple[Finding, ...] = ()

    @property
    def is_same(self) -> bool:
        """Whether nothing differs and no sentence contradicts a figure."""
        return not self.differences and not any(finding.open for finding in self.prose)
