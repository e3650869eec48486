"""How a cause is told: by one finding, with what it proposes and what it explains."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from xlsreport.checking.locate.advice import advice_on, changes_of, with_advice
from xlsreport.checking.locate.causes import Cause
from xlsreport.checking.locate.constraints import Claim
from xlsreport.checking.locate.laws import ReviewState
from xlsreport.checking.locate.system import Repair
from xlsreport.model.address import Address
from xlsreport.model.finding import CellChange, Finding
from xlsreport.model.workbook import Value

_OF_TOTALS = "M"


@dataclass(frozen=True, slots=True)
class Telling:
    """A cause, the claims that it answers, and those of their findings that are not told with another cause.

    `overtyped` are the totals typed where others compute: each has lost its formula, and is named whatever the cause.
    """

    cause: Cause
    claims: tuple[Claim, ...]
    usable: tuple[Finding, ...]
    overtyped: frozenset[Address] = frozenset()

    def findings(self, seen: ReviewState) -> tuple[Finding, ...]:
        """Return the findings that tell of the cause, with its proposals: one, but for totals typed over."""
        changes = [changes_of(repair, _before(seen, repair)) for repair in repairs_of(self.cause)]
        return self._certain(seen, changes[0]) if self.cause.unique else self._uncertain(seen, changes)

    def _uncertain(self, seen: ReviewState, changes: Sequence[tuple[CellChange, ...]]) -> tuple[Finding, ...]:
        first = self._best(self.usable, {cell for cell, _ in self.cause.core})
        if first is None:
            return (self._of_its_own(seen, changes[0][0], changes),) if self.cause.listed else ()
        told = self._advised(seen, first, changes)
        others = (each for each in self.usable if each.address in self.overtyped and each is not first)
        return (told, *(replace(each, suggestions=told.suggestions) for each in others))

    def _certain(self, seen: ReviewState, changes: tuple[CellChange, ...]) -> tuple[Finding, ...]:
        after = {change.address: change for change in changes}
        totals = [f for f in self.usable if f.address in after and f.code.startswith(_OF_TOTALS)]
        named = [self._of_total(seen, finding, after, changes) for finding in totals]
        rest = [change for change in changes if change.address not in {finding.address for finding in totals}]
        if not rest:
            return tuple(named)
        rules = [finding for finding in self.usable if not finding.code.startswith(_OF_TOTALS)]
        first = self._best(rules, {change.address for change in rest})
        if first is None and totals:
            return (self._advised(seen, totals[0], [changes]), *named[1:])
        if first is None:
            return (self._of_its_own(seen, rest[0], [changes]),)
        return (*named, self._advised(seen, _at(seen, first, [change.address for change in rest]), [changes]))

    def _of_total(
        self, seen: ReviewState, finding: Finding, after: dict[Address, CellChange], changes: tuple[CellChange, ...]
    ) -> Finding:
        if finding.address and finding.expected == after[finding.address].after:
            return replace(finding, suggestions=(changes,))  # its own sentence says it all
        return self._advised(seen, finding, [changes])

    def _best(self, findings: Sequence[Finding], cells: set[Address]) -> Finding | None:
        return min(findings, key=lambda each: (each.severity.rank, each.address not in cells), default=None)

    def _of_its_own(self, seen: ReviewState, change: CellChange, changes: Sequence[tuple[CellChange, ...]]) -> Finding:
        words = {"laws": seen.case.language.text("comma").join(self._names(seen))}
        return self._advised(seen, seen.case.finding("M312", change.address, words, found=change.before), changes)

    def _advised(self, seen: ReviewState, finding: Finding, changes: Sequence[tuple[CellChange, ...]]) -> Finding:
        advice = advice_on(seen.case, self.cause, changes, self._names(seen))
        proposals = tuple(changes) if self.cause.listed else ()
        return replace(finding, message=with_advice(seen.case, finding, advice), suggestions=proposals)

    def _names(self, seen: ReviewState) -> list[str]:
        """Return what the laws are called that the cause breaks: rules by number, then totals by place."""
        names = {*(law.name for law in self.cause.laws), *(claim.name for claim in self.claims)}
        rules = [rule.id for rule in sorted(seen.case.form.rules, key=lambda rule: rule.left) if rule.id in names]
        return [*rules, *(str(total) for total in seen.case.form.totals if str(total) in names)]


def repairs_of(cause: Cause) -> tuple[Repair, ...]:
    """Return the repairs that a cause is told by: those listed, else what all of them have in common."""
    if cause.listed:
        return cause.repairs
    return (cause.core,) if cause.core else ()


def _before(seen: ReviewState, repair: Repair) -> list[Value]:
    cells = [cell for cell, _ in repair]
    return [seen.values.get(cell, seen.case.book.at(cell).value) for cell in cells]


def _at(seen: ReviewState, finding: Finding, cells: Sequence[Address]) -> Finding:
    """Return `finding` placed at one of `cells`: where it is, if that is one of them."""
    if finding.address in cells:
        return finding
    cell = cells[0]
    return replace(finding, sheet=cell.sheet, address=cell, label=seen.case.form.label(cell) or None)
