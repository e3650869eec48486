"""Figures of annual FOIA reports as the agencies published them, and the cells of the form that they belong into.

The items are those of the published XML; the cells are found by the numbers of the form's own sections.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from itertools import groupby
from pathlib import Path

from xlsreport.forms import find_form, load_form
from xlsreport.model.address import Address
from xlsreport.model.form import Form
from xlsreport.model.workbook import Value

FACTS = Path(__file__).resolve().parents[1] / "facts" / "foia.csv"
OVERALL = "OVERALL"
Item = tuple[str, str]  # the section and the item of the XML

EXEMPTIONS = ("1", "2", "3", "4", "5", "6", "7(A)", "7(B)", "7(C)", "7(D)", "7(E)", "7(F)", "8", "9")
_LOWS = (1, 21, 41, 61, 81, 101, 121, 141, 161, 181)
INCREMENTS = (*(f"{low}-{low + 19}" for low in _LOWS), "201-300", "301-400", "401+")
_APPLIED = tuple(f"AppliedExemption[Ex. {name}]/AppliedExemptionQuantity" for name in EXEMPTIONS)
_STATISTICS = tuple(f"ProcessingStatistics{name}Quantity" for name in ("PendingAtStart", "Received", "Processed"))
_STATISTICS = (*_STATISTICS, "ProcessingStatisticsPendingAtEndQuantity")
_DAYS = (
    *(f"TimeIncrement[{days}]/TimeIncrementProcessedQuantity" for days in INCREMENTS),
    "TimeIncrementTotalQuantity",
)
_COMPARED = ("ItemsReceivedLastYear", "ItemsReceivedCurrentYear", "ItemsProcessedLastYear", "ItemsProcessedCurrentYear")
_BACKLOGS = ("BacklogLastYearQuantity", "BacklogCurrentYearQuantity")
_OTHERS = ("ComponentOtherDenialReasonQuantity",)


def _denied(*reasons: str) -> tuple[str, ...]:
    return tuple(f"NonExemptionDenial[{reason}]/NonExemptionDenialQuantity" for reason in reasons)


_REFUSED = ("Withdrawn", "FeeRelated", "NotDescribed", "ImproperRequest", "NotAgency", "Duplicate")
# The section of the form, the row of its table, and the items of its columns in their order; "" is no item.
SECTIONS: Mapping[str, tuple[str, int, tuple[str, ...]]] = {
    "ProcessedRequestSection": ("V.A.", 0, _STATISTICS),
    "RequestDispositionSection": (
        "V.B.(1)",
        0,
        (
            *(f"RequestDisposition{kind}Quantity" for kind in ("FullGrant", "PartialGrant", "FullExemptionDenial")),
            *_denied("NoRecords", "Referred", *_REFUSED, "Other"),
            "RequestDispositionTotalQuantity",
        ),
    ),
    "RequestDenialOtherReasonSection": ("V.B.(2)", 0, _OTHERS),
    "RequestDispositionAppliedExemptionsSection": ("V.B.(3)", 0, _APPLIED),
    "ProcessedAppealSection": ("VI.A.", 0, _STATISTICS),
    "AppealDispositionSection": (
        "VI.B.",
        0,
        tuple(f"AppealDisposition{kind}Quantity" for kind in ("Affirmed", "Partial", "Reversed", "Other", "Total")),
    ),
    "AppealDispositionAppliedExemptionsSection": ("VI.C.(1)", 0, _APPLIED),
    "AppealNonExemptionDenialSection": (
        "VI.C.(2)",
        0,
        _denied("NoRecords", "Referred", *_REFUSED, "InLitigation", "ExpeditedDenial", "Other"),
    ),
    "AppealDenialOtherReasonSection": ("VI.C.(3)", 0, _OTHERS),
    "SimpleResponseTimeIncrementsSection": ("VII.C.", 0, _DAYS),
    "ComplexResponseTimeIncrementsSection": ("VII.C.", 1, _DAYS),
    "ExpeditedResponseTimeIncrementsSection": ("VII.C.", 2, _DAYS),
    "ExpeditedProcessingSection": (
        "VIII.A.",
        0,
        ("RequestGrantedQuantity", "RequestDeniedQuantity", "AdjudicationWithinTenDaysQuantity"),
    ),
    "FeeWaiverSection": ("VIII.B.", 0, ("RequestGrantedQuantity", "RequestDeniedQuantity")),
    "PersonnelAndCostSection": (
        "IX.",
        0,
        (
            *(f"{kind}Quantity" for kind in ("FullTimeEmployee", "EquivalentFullTimeEmployee", "TotalFullTimeStaff")),
            *(f"{kind}CostAmount" for kind in ("Processing", "Litigation", "Total")),
        ),
    ),
    "FeesCollectedSection": ("X.", 0, ("FeesCollectedAmount",)),
    "SubsectionUsedSection": ("XI.A.", 0, ("TimesUsedQuantity",)),
    "SubsectionPostSection": ("XI.B.", 0, ("PostedbyFOIAQuantity", "PostedbyProgramQuantity")),
    "BacklogSection": ("XII.A.", 0, ("BackloggedRequestQuantity", "BackloggedAppealQuantity")),
    "ProcessedConsultationSection": ("XII.B.", 0, _STATISTICS),
    "ProcessedRequestComparisonSection": ("XII.D.(1)", 0, tuple(f"{kind}Quantity" for kind in _COMPARED)),
    "BackloggedRequestComparisonSection": ("XII.D.(2)", 0, _BACKLOGS),
    "ProcessedAppealComparisonSection": ("XII.E.(1)", 0, tuple(f"{kind}Quantity" for kind in _COMPARED)),
    "BackloggedAppealComparisonSection": ("XII.E.(2)", 0, _BACKLOGS),
}
PENDING = "PendingPerfectedRequestsSection"  # its tracks are items, not sections
TRACKS = ("Simple", "Complex", "Expedited")


@dataclass(frozen=True, slots=True)
class Reported:
    """What one component, or the agency overall, published: each item as it is written."""

    year: int
    agency: str
    code: str
    name: str
    items: Mapping[Item, str]

    @property
    def overall(self) -> bool:
        """Whether it is the agency overall."""
        return self.code == OVERALL


def number(text: str | None) -> Decimal | None:
    """Return the number that an item is; None for what is none."""
    try:
        return Decimal((text or "").replace(",", "").strip())
    except InvalidOperation:
        return None


def facts(year: int, agency: str) -> tuple[Reported, ...]:
    """Return what the components of an agency published, and the agency overall last."""
    return tuple(each for each in _all_facts() if (each.year, each.agency) == (year, agency))


@cache
def _all_facts() -> tuple[Reported, ...]:
    return tuple(read_facts(FACTS))


def read_facts(path: Path) -> Iterator[Reported]:
    """Yield what a file of facts tells: a row a component, a column an item; what a component has not is blank."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            own = {tuple(key.split(" ", 1)): value for key, value in row.items() if " " in key and value}
            yield Reported(int(row["year"]), row["agency"], row["code"], row["name"], own)  # type: ignore[arg-type]


@cache
def foia() -> Form:
    """Return the form."""
    return load_form(find_form("foia-annual"))


@cache
def cells() -> Mapping[Item, Address]:
    """Return the cell of every item of the XML that the form has."""
    found: dict[Item, Address] = {}
    for section, (own, row, items) in SECTIONS.items():
        line = _rows(own)[row]
        found |= {(section, item): cell for item, cell in zip(items, line, strict=True) if item}
    for row, track in enumerate(TRACKS):
        found[PENDING, f"{track}PendingRequestStatistics/PendingRequestQuantity"] = _rows("VII.D.")[row][0]
    return found


def _rows(section: str) -> list[list[Address]]:
    """Return the cells of a section of the form, row by row."""
    form = foia()
    own = [a for a, label in form.labels.items() if label.columns and label.columns[0].split()[0] == section]
    known = sorted(each for each in own if each in form.fields or each in form.formulas)
    if section == "X.":
        known = known[:1]  # the percentage is no sum
    return [list(line) for _, line in groupby(known, key=lambda each: each.row)]


def values(told: Reported) -> dict[Address, Value]:
    """Return what a component types into its workbook.

    0 where it has nothing of a kind; the tables on appeals stay blank where it has none of them.
    """
    form, where = foia(), cells()
    sections = {section for section, _ in told.items}
    typed: dict[Address, Value] = {
        form.identity.name: told.name,
        form.identity.code: told.code,
        form.identity.period: Decimal(told.year),
    }
    for (section, item), cell in where.items():
        if cell in form.fields and (form.fields[cell].required or section in sections):
            typed[cell] = told_by(told, (section, item))
    return {cell: value for cell, value in typed.items() if value is not None}


def told_by(told: Reported, item: Item) -> Value:
    """Return what stands in a cell: the number, the text where it is none, 0 where nothing was said."""
    text = told.items.get(item)
    if text is None:
        return Decimal(0)
    found = number(text)
    return text.strip() or None if found is None else found
