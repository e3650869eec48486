"""One cause is one finding: what only follows from another is left out."""

from collections.abc import Iterator, Sequence, Set

from xlsreport.forms.checking.inspected import Inspected
from xlsreport.language import LANGUAGES, language_named
from xlsreport.model.address import Address
from xlsreport.model.finding import Severity
from xlsreport.model.form import Rule
from xlsreport.model.form_finding import FormFault, Saying

# What is found in a rule, the causes first: of a later tier nothing is told where an earlier one has something.
_TIERS = (
    ("L401", "L402", "L403", "L404", "L405", "L406", "L409", "L302"),
    ("L410", "L411"),
    ("L415", "L416"),
    ("L414",),
)
_OF_FORMULAS = ("L307", "L308", "L310", "L311", "L312", "L313")
_OF_PROSE = ("L213", "L114", "L120", "L121", "L205", "L209", "L306")


def causes(faults: Sequence[FormFault], inspected: Inspected | None) -> Iterator[FormFault]:
    """Yield faults without those that are there only because of another."""
    left = list(_at_their_places(faults, inspected))
    gone = set(_following({fault.code for fault in left}))
    yield from (fault for fault in left if fault.code not in gone)


def _at_their_places(faults: Sequence[FormFault], inspected: Inspected | None) -> Iterator[FormFault]:
    """Yield faults without those of copied sheets, of blank drafts, and of rules for another reason already told."""
    copies = {fault.place.sheet for fault in faults if fault.code == "L215"}
    of_prose = any(fault.code in _OF_PROSE for fault in faults)
    wrong = {fault.place.address for fault in faults if fault.code in _OF_FORMULAS}
    tiers = _tiers(faults, inspected)
    for fault in faults:
        sheet = fault.place.address.sheet if fault.place.address else fault.place.sheet
        if fault.code != "L215" and sheet in copies:
            continue  # a copied sheet loses its protection and validations
        if of_prose and _is_of_optional_draft(fault):
            continue
        if fault.code == "L309" and fault.place.address in wrong:
            continue  # that the program cannot compute it is told already
        if (row := _row(fault, inspected)) is None or _tier(fault) <= tiers.get(row, len(_TIERS)):
            yield fault


def _following(codes: Set[str]) -> Iterator[str]:
    """Yield the codes that stand for nothing of their own where others were found."""
    entries = language_named(LANGUAGES[0]).entries
    if any(entries[code].severity is Severity.ERROR for code in codes):
        yield "L512"  # a tag, a formula or a setting that was left out may have been what shows it
    if "L122" in codes:
        yield "L415"  # the words of the results are not those that were meant
    if "L215" in codes:
        yield from ("L507", "L508", "L520")  # of two sheets the tags may mean either


def _is_of_optional_draft(fault: FormFault) -> bool:
    said = fault.words.get("said")
    return fault.code == "L520" and isinstance(said, Saying) and said.key == "form_draft_optional"


def _tiers(faults: Sequence[FormFault], inspected: Inspected | None) -> dict[int, int]:
    """Return the first tier found in each row of the rules sheet; -1 where it is in a formula that the row reads."""
    tiers: dict[int, int] = {}
    if inspected is None:
        return tiers
    codes = (*_OF_FORMULAS, "L217")
    told = {fault.place.address for fault in faults if fault.code in codes and fault.place.address}
    for rule in inspected.form.rules:
        if _read(inspected, rule) & told:
            tiers[rule.result.row] = -1
    for fault in faults:
        row, tier = _row(fault, inspected), _tier(fault)
        if row is not None and 0 <= tier < len(_TIERS):
            tiers[row] = min(tier, tiers.get(row, tier))
    return tiers


def _read(inspected: Inspected, rule: Rule) -> set[Address]:
    sides = (rule.left, rule.right, rule.result)
    form = inspected.form
    return {part for side in sides for part in (side, *form.engine.parts(side), *form.leaves[side])}


def _tier(fault: FormFault) -> int:
    """Return the tier of a fault of a rule, -1 for what is none and always told."""
    return next((number for number, codes in enumerate(_TIERS) if fault.code in codes), -1)


def _row(fault: FormFault, inspected: Inspected | None) -> int | None:
    address = fault.place.address
    if inspected is None or address is None or address.sheet != inspected.form.rules_sheet:
        return None
    return address.row
