"""An earlier year, as far as it is known: what the whole said, and what each department said."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from xlsreport.model.address import Address
from xlsreport.model.workbook import Value

Figures = Mapping[Address, Value]


class WholeSource(StrEnum):
    """Where the whole's figures of an earlier year come from: only what was published is said to be.

    An archive that records which document was published, one that is final, one that is a draft, or the workbook
    that the whole filled.
    """

    PUBLISHED = "published"
    ARCHIVED = "archived"
    DRAFT = "draft"
    WORKBOOK = "workbook"


@dataclass(frozen=True, slots=True)
class EarlierYear:
    """The figures of `period` by the addresses of this year's form, inputs and results alike.

    `whole` is what the whole said, by its `source`, None where that is not known; `departments` what is known of the
    departments of this year's roster, by code; `summed` the joined figures of those that counted, in an archived
    year by its own record; `complete` whether none lacks in it; `archived` whether all this comes from the archive.
    """

    period: int
    whole: Figures | None = None
    departments: Mapping[str, Figures] = field(default_factory=dict)
    summed: Figures = field(default_factory=dict)
    complete: bool = False
    archived: bool = False
    source: WholeSource = WholeSource.WORKBOOK

    @property
    def figures(self) -> Figures | None:
        """The whole's figures to compare with: its own, else the sum where no department lacks in it."""
        if self.whole is not None:
            return self.whole
        return self.summed if self.complete else None
