"""What every file of a period is reviewed with."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from xlsreport.model.address import Address
from xlsreport.model.decisions import Correction
from xlsreport.model.previous_year import PreviousYear
from xlsreport.model.roster import Roster


@dataclass(frozen=True, slots=True)
class ReviewInputs:
    """What every file is reviewed with; it is sent to each worker process once.

    Corrections and evidence are by department code.
    """

    form: Path
    roster: Roster
    previous_year: PreviousYear
    period: int | None
    corrections: Mapping[str, tuple[Correction, ...]] = field(default_factory=dict)
    evidence: Mapping[str, Mapping[Address, Decimal]] = field(default_factory=dict)
