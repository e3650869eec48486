"""The cells of a form that are filled in, and its rules."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from xlsreport.model.address import Address
from xlsreport.model.finding import Severity
from xlsreport.model.form_parts import UNMEASURED, Measure
from xlsreport.model.joining import Joining, Ratio, Scope
from xlsreport.model.labels import UNLABELLED, Label


class Kind(StrEnum):
    """What an input accepts, as its data validation says: a whole number, a decimal, one of a list, or text."""

    COUNT = "count"
    AMOUNT = "amount"
    CHOICE = "choice"
    TEXT = "text"

    numeric: bool
    """Whether its values are numbers."""

    def __init__(self, value: str) -> None:
        self.numeric = value in ("count", "amount")  # asked of every cell of every workbook


class Role(StrEnum):
    """What an unlocked cell is for. Figures are joined, what is listed row by row; what is carried is of last year."""

    FIGURE = "figure"
    DETAIL = "detail"
    IDENTITY = "identity"
    PROSE = "prose"
    CARRIED = "carried"
    LISTED = "listed"
    EXPLANATION = "explanation"


@dataclass(frozen=True, slots=True)
class Field:
    """An unlocked cell. `joining` is by `weight` where it is a weighted mean; bounds are inclusive.

    For text, `minimum` and `maximum` bound its length in characters. Where the whole has an entry of its `own`, that
    stands instead of what is joined. A mean or ratio is rounded to `decimals`.
    """

    address: Address
    kind: Kind
    role: Role
    required: bool = False
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    choices: tuple[str, ...] = ()
    label: Label = UNLABELLED
    joining: Joining = Joining.NONE
    weight: Address | None = None
    measure: Measure = UNMEASURED
    ratio: Ratio | None = None
    own: bool = False
    decimals: int | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the rules sheet: `left` must stand in `relation` (= ≥ ≤) to `right`; `result` says whether.

    One on `trial` fires as a note and binds nothing.
    """

    id: str
    severity: Severity
    text: str
    left: Address
    relation: str
    right: Address
    result: Address
    explanation: Address
    scope: Scope = Scope.ALL
    trial: bool = False
