"""An earlier year, as far as it is known: what the whole published, and what each department said."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from xlsreport.model.address import Address
from xlsreport.model.workbook import Value

Figures = Mapping[Address, Value]


@dataclass(frozen=True, slots=True)
class EarlierYear:
    """The figures of `period` by the addresses of this year's form, inputs and results alike.

    `published` is what the whole itself said, None where that is not known; `departments` what is known of the
    departments of this year's roster, by code; `summed` the joined figures of those that counted, in an archived
    year by its own record; `complete` whether none lacks in it; `archived` whether all this comes from the archive.
    """

    period: int
    published: Figures | None = None
    departments: Mapping[str, Figures] = field(default_factory=dict)
    summed: Figures = field(default_factory=dict)
    complete: bool = False
    archived: bool = False

    @property
    def figures(self) -> Figures | None:
        """The whole's figures to compare with: the published ones, else the sum where no department lacks in it."""
        if self.published is not None:
            return self.published
        return self.summed if self.complete else None
