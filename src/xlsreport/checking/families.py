"""The checks of one submission that are asked once its cells are read, by family: to add a rule is to add a line.

A check takes what is known of the submission and returns its findings; it changes nothing, and asks no other check.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from xlsreport.checking.cells.lists import check_lists
from xlsreport.checking.cells.units import check_units
from xlsreport.checking.context import Case
from xlsreport.checking.history.jumps import check_jumps
from xlsreport.checking.history.repeated_text import check_repeated
from xlsreport.checking.narrative import ProseInputs, check_prose
from xlsreport.model.address import Address
from xlsreport.model.finding import Finding
from xlsreport.model.workbook import Value


@dataclass(frozen=True, slots=True)
class ReadSubmission:
    """What a check is asked about.

    `values` are the inputs read with certainty, for the checks against other years the certain results too; `told` is
    who speaks, and the tables that the texts are held against; `marked` are cells that must be corrected or explained
    already, so that nothing more is asked about them.
    """

    case: Case
    values: Mapping[Address, Value]
    told: ProseInputs
    marked: Collection[Address] = ()


Check = Callable[[ReadSubmission], Iterable[Finding]]

OWN_CHECKS: tuple[Check, ...] = (
    lambda read: check_units(read.case, read.values),  # V: typed in another unit
    lambda read: check_lists(read.case, read.values),  # V: rows of lists
    lambda read: check_prose(read.case, read.told),  # N: sentences against tables
)
"""What one workbook says by itself."""

YEAR_CHECKS: tuple[Check, ...] = (
    lambda read: check_jumps(read.case, read.values, read.marked),  # H: figures unlike the sender's earlier ones
    lambda read: check_repeated(read.case, read.values),  # H: texts too much like the sender's earlier ones
)
"""What is unlike, or too like, the sender's own earlier years."""


def asked(checks: tuple[Check, ...], read: ReadSubmission) -> tuple[Finding, ...]:
    """Return what all of `checks` find, in their order."""
    return tuple(finding for check in checks for finding in check(read))
