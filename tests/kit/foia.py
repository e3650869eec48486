"""Figures of annual FOIA reports as the agencies published them, and the cells of the form that they belong into.

The items are those of the published XML; the cells are found by the numbers of the form's own sections.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import cache
from itertools import groupby
from pathlib import Path

from xlsreport.forms import find_form, load_form
from xlsreport.model.address import Address
from xlsreport.model.form import Form
from xlsreport.model.workbook import Value

FACTS = Path(__file__).resolve().parents[1] / "facts" / "foia.csv"
FACTS_OF_LISTS = FACTS.with_name("foia-lists.csv")
OVERALL = "OVERALL"
Item = tuple[str, str]  # the section and the item of the XML
Entry = tuple[str, Decimal]  # what an entry of a list is, and its number

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
        ("RequestGrantedQuantity", "RequestDeniedQuantity", "", "", "AdjudicationWithinTenDaysQuantity"),
    ),
    "FeeWaiverSection": ("VIII.B.", 0, ("RequestGrantedQuantity", "RequestDeniedQuantity", "", "")),
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
_OF_DAYS = tuple(f"ResponseTime{each}Days" for each in ("Median", "Average", "Lowest", "Highest"))
_PENDING_DAYS = tuple(f"PendingRequestStatistics/PendingRequest{each}Days" for each in ("Median", "Average"))
_ADJUDICATED = ("", "", "AdjudicationMedianDays", "AdjudicationAverageDays", "")
_TIMES = (("ProcessedResponseTimeSection", "VII.A."), ("InformationGrantedResponseTimeSection", "VII.B."))
# As above for numbers of days: an item ends with Value, or with Code where a word stands for the number.
DAYS: tuple[tuple[str, str, int, tuple[str, ...]], ...] = (
    ("AppealResponseTimeSection", "VI.C.(4)", 0, _OF_DAYS),
    *(
        (section, own, row, tuple(f"{track}ResponseTime/{each}" for each in _OF_DAYS))
        for section, own in _TIMES
        for row, track in enumerate(TRACKS)
    ),
    *(
        (PENDING, "VII.D.", row, ("", *(f"{track}{each}" for each in _PENDING_DAYS)))
        for row, track in enumerate(TRACKS)
    ),
    ("ExpeditedProcessingSection", "VIII.A.", 0, _ADJUDICATED),
    ("FeeWaiverSection", "VIII.B.", 0, _ADJUDICATED[:4]),
)
# The ten oldest: two rows of the form, dates and numbers of days, the oldest last.
OLDEST = {
    "OldestPendingAppealSection": "VI.C.(5)",
    "OldestPendingRequestSection": "VII.E.",
    "OldestPendingConsultationSection": "XII.C.",
}
NONE, UNDER = "N/A", "<1"
# The lists: the sheet of the form, and the columns of what an entry is and of its number.
LISTS = {
    "Exemption3StatuteSection": ("Section IV", 1, 4),
    "RequestDenialOtherReasonSection": ("Reasons V.B", 1, 2),
    "AppealDenialOtherReasonSection": ("Reasons VI.C", 1, 2),
}
_FIRST_ENTRY = 5


@dataclass(frozen=True, slots=True)
class Reported:
    """What one component, or the agency overall, published: each item as it is written, and its lists by section."""

    year: int
    agency: str
    code: str
    name: str
    items: Mapping[Item, str]
    lists: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)

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
    lists = _read_lists(path.with_name(FACTS_OF_LISTS.name))
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            listed = {section: tuple(entries) for (*who, section), entries in lists.items() if who == _who(row)}
            own = {tuple(key.split(" ", 1)): value for key, value in row.items() if " " in key and value}
            yield Reported(int(row["year"]), row["agency"], row["code"], row["name"], own, listed)  # type: ignore[arg-type]


def _who(row: Mapping[str, str]) -> list[str]:
    return [row["year"], row["agency"], row["code"]]


def _read_lists(path: Path) -> Mapping[tuple[str, ...], list[Entry]]:
    found: dict[tuple[str, ...], list[Entry]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            entries = found.setdefault((*_who(row), row["section"]), [])
            entries.append((row["entry"], Decimal(row["number"])))
    return found


@cache
def foia() -> Form:
    """Return the form."""
    return load_form(find_form("foia-annual"))


@cache
def cells() -> Mapping[Item, Address]:
    """Return the cell of every item of the XML that the form has."""
    found: dict[Item, Address] = {}
    for section, (own, row, items) in SECTIONS.items():
        line = rows_of(own)[row]
        found |= {(section, item): cell for item, cell in zip(items, line, strict=True) if item}
    for row, track in enumerate(TRACKS):
        found[PENDING, f"{track}PendingRequestStatistics/PendingRequestQuantity"] = rows_of("VII.D.")[row][0]
    return found


@cache
def days_cells() -> Mapping[Item, Address]:
    """Return the cell of every number of days, by its item without the ending Value or Code."""
    return {
        (section, item): cell
        for section, own, row, items in DAYS
        for item, cell in zip(items, rows_of(own)[row], strict=True)
        if item
    }


def rows_of(section: str) -> list[list[Address]]:
    """Return the cells of a section of the form, row by row."""
    form = foia()
    own = [a for a, label in form.labels.items() if label.columns and label.columns[0].split()[0] == section]
    known = sorted(each for each in own if each in form.fields or each in form.formulas)
    if section == "X.":
        known = known[:1]  # the percentage is no sum
    return [list(line) for _, line in groupby(known, key=lambda each: each.row)]


def values(told: Reported) -> dict[Address, Value]:
    """Return what a component types into its workbook.

    0 or N/A where it has nothing of a kind; the tables on appeals stay blank where it has none of them.
    """
    form = foia()
    typed: dict[Address, Value] = {
        form.identity.name: told.name,
        form.identity.code: told.code,
        form.identity.period: Decimal(told.year),
    }
    typed |= {cell: told_by(told, item) for item, cell in cells().items() if _given(told, item[0], cell)}
    typed |= {cell: days_told_by(told, item) for item, cell in days_cells().items() if _given(told, item[0], cell)}
    for section, own in OLDEST.items():
        dates, numbers = rows_of(own)
        if _given(told, section, dates[0]):
            for date, number_of, entry in zip(dates, numbers, oldest(told, section), strict=True):
                typed[date], typed[number_of] = entry
    for section, entries in told.lists.items():
        sheet, name, count = LISTS[section]
        for row, (text, times) in enumerate(entries, _FIRST_ENTRY):
            typed[Address(sheet, row, name)], typed[Address(sheet, row, count)] = text, times
    return {cell: value for cell, value in typed.items() if value is not None and cell in form.fields}


def _given(told: Reported, section: str, cell: Address) -> bool:
    field = foia().fields.get(cell)
    return field is not None and (field.required or any(each == section for each, _ in told.items))


def told_by(told: Reported, item: Item) -> Value:
    """Return what stands in a cell: the number, the text where it is none, 0 where nothing was said."""
    text = told.items.get(item)
    if text is None:
        return Decimal(0)
    found = number(text)
    return text.strip() or None if found is None else found


def days_told_by(told: Reported, item: Item) -> Decimal | str:
    """Return a number of days, or the word for less than one, or for none: the XML says 0.0000 where there is none."""
    section, stem = item
    said = told.items.get((section, f"{stem}Value")) or told.items.get((section, f"{stem}Code")) or ""
    found = number(said)
    return UNDER if said in ("LT1", UNDER) else found or NONE


def oldest(told: Reported, section: str) -> list[tuple[str, Decimal]]:
    """Return the dates and days of the ten oldest of a kind, the oldest last; what lacks stands before."""
    found = []
    for place in range(1, 11):
        day = told.items.get((section, f"OldItem[{place}]/OldItemReceiptDate"), "")
        days = number(told.items.get((section, f"OldItem[{place}]/OldItemPendingDaysQuantity")))
        if day and day != NONE:
            found.append((day, days or Decimal(0)))
    found.sort(key=lambda each: (each[0], -each[1]), reverse=True)
    return [(NONE, Decimal(0))] * (10 - len(found)) + found
