"""What joining comes to: the form filled for the whole, and why some of it is not known."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from xlsreport.model.address import Address
from xlsreport.model.form_parts import Range
from xlsreport.model.workbook import UNKNOWN, Value


class Hole(StrEnum):
    """Why an input of the whole is not known.

    It is not joined, should be the same and is not, lacks a part of its mean, or is of a last year that nobody knows.
    Its ratio is over nothing, its own entry is missing, a word says no number or only bounds, its text is too long,
    or its list has more rows than the form.
    """

    NOT_JOINED = "not_joined"
    DIFFERS = "differs"
    NO_MEAN = "no_mean"
    NO_LAST_YEAR = "no_last_year"
    NO_RATIO = "no_ratio"
    NOT_ENTERED = "not_entered"
    WORD = "word"
    BETWEEN = "between"
    TOO_LONG = "too_long"
    NO_ROOM = "no_room"


@dataclass(frozen=True, slots=True)
class Consolidation:
    """The same form filled with joined inputs: `values` joined, `results` its formulas evaluated again.

    `holes` are the inputs that are not known, each with the reason; a result that rests on one is `UNKNOWN`, and
    `unknown` has it with the holes that it rests on. `between` has the bounds of those that are known no better, and
    `departures` what the departments come to where the whole's own entry says something else.
    `without_room` are the rows of each list, by its name, that the form has no room for.
    """

    values: Mapping[Address, Value]
    results: Mapping[Address, Value]
    departments: int
    holes: Mapping[Address, Hole] = field(default_factory=dict)
    unknown: Mapping[Address, frozenset[Address]] = field(default_factory=dict)
    between: Mapping[Address, Range] = field(default_factory=dict)
    departures: Mapping[Address, Value] = field(default_factory=dict)
    without_room: Mapping[str, int] = field(default_factory=dict)

    def value(self, address: Address) -> Value:
        """Return the figure at `address`, joined or computed."""
        return self.values.get(address, self.results.get(address))

    def shown(self, address: Address) -> Value:
        """Return what people are shown at `address`: unknown where the figure should be there and is not known."""
        why = self.holes.get(address)
        return self.value(address) if why in (None, Hole.NOT_JOINED) else UNKNOWN


@dataclass(frozen=True, slots=True)
class Subtotals:
    """The departments that count, added up by what stands in one `column` of the roster, in the roster's order."""

    column: str
    groups: Mapping[str, Consolidation]
