"""A year as its bag holds it: who was in it, and every figure of the whole and of each department."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from xlsreport.model.address import Address

WHOLE = ""  # the code under which the whole's own figures stand
Numbers = Mapping[Address, Decimal]


@dataclass(frozen=True, slots=True)
class ArchivedUnit:
    """A department of an archived year; `counted` says whether its figures were in the total."""

    code: str
    name: str
    counted: bool = True


@dataclass(frozen=True, slots=True)
class ArchivedYear:
    """The figures of `period` by department code, the whole's under `WHOLE`; `labels` as that year's form had them.

    `form` and `edition` name the form of that year; `folder` is the bag's.
    """

    period: int
    folder: str
    form: str
    edition: str
    name: str = ""
    draft: bool = False
    imported: bool = False
    units: tuple[ArchivedUnit, ...] = ()
    figures: Mapping[str, Numbers] = field(default_factory=dict)
    labels: Mapping[Address, str] = field(default_factory=dict)

    def unit(self, text: str) -> ArchivedUnit | None:
        """Return the unit that `text` names: by its code, else by a name that only one bears."""
        named = [each for each in self.units if each.name == text]
        coded = next((each for each in self.units if each.code == text), None)
        return coded or (named[0] if len(named) == 1 else None)
