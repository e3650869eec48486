"""A review: a submission with its findings, and the values that were read from it with certainty."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from xlsreport.model.address import Address
from xlsreport.model.contents import Contents
from xlsreport.model.finding import Finding
from xlsreport.model.sentences import Sentences
from xlsreport.model.statement import Statement
from xlsreport.model.workbook import OUR_FAULT, Value

UNTOLD = "S129"  # the code of the error that nobody here can read who is in a consolidated workbook


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a workbook says it is from; blank where it does not say."""

    code: str = ""
    name: str = ""
    period: int | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """What one workbook says.

    `values` holds every unlocked cell read with certainty (absent where blank or not readable), carried cells as they
    were used; `results` the form's formulas evaluated from them, absent where one rests on
    an input that is blank though required, or that was not read with certainty. `tentative` is what stands on sheets
    that could not be read for certain, where it most likely belongs: its sender may confirm it, nothing else uses it.
    `statements` are what its sender wrote into a list of findings that came back with it.
    `contents` says who is in it, where it is a consolidated one that says so; `sentences` what those of its texts are
    known by, where that is known.
    """

    identity: Identity = field(default_factory=Identity)
    values: Mapping[Address, Value] = field(default_factory=dict)
    results: Mapping[Address, Value] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    tentative: Mapping[Address, Value] = field(default_factory=dict)
    statements: tuple[Statement, ...] = ()
    contents: Contents | None = None
    sentences: Sentences | None = None

    def value(self, address: Address) -> Value:
        """Return the value at `address`, typed in or computed."""
        typed = self.values.get(address)
        return self.results.get(address) if typed is None else typed

    @property
    def failed(self) -> bool:
        """Whether the program itself failed at the file."""
        return any(each.code == OUR_FAULT for each in self.findings)

    @property
    def untold(self) -> bool:
        """Whether it is a consolidated workbook that says who is in it in a way that is not known here."""
        return any(each.code == UNTOLD for each in self.findings)

    def with_more(self, *more: Finding) -> "Review":
        """Return the same review with further findings, these last."""
        return replace(self, findings=(*self.findings, *more)) if more else self
