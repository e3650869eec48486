"""Findings of one cause become one finding, at the cell that is wrong where that is certain."""

from collections.abc import Sequence
from dataclasses import replace

from xlsreport.checking.locate.causes import Cause
from xlsreport.checking.locate.constraints import Claim, applied, as_decimal, claims_of
from xlsreport.checking.locate.findings import Telling, repairs_of
from xlsreport.checking.locate.laws import Declaration, ReviewState
from xlsreport.checking.locate.nonlinear import sound
from xlsreport.checking.locate.system import Repair
from xlsreport.model.finding import Finding


def folded(
    seen: ReviewState, declaration: Declaration, causes: Sequence[Cause], findings: Sequence[Finding]
) -> tuple[Finding, ...]:
    """Return `findings` with those that `causes` explain told once each, with what to look up."""
    if not causes:
        return tuple(findings)
    causes = [sound(seen, cause) for cause in causes]
    claims = tuple(claims_of(seen, declaration, findings))
    answered = _answered(seen, declaration, causes, claims)
    gone = {id(claim.finding) for claim in answered}
    overtyped = frozenset(cell for cell, figure in declaration.system.figures.items() if figure.overtyped)
    told: list[Finding] = []
    for number, cause in enumerate(causes):
        others = [repair for n, cause in enumerate(causes) if n != number for repair in repairs_of(cause)]
        telling = replace(_telling(cause, others, answered, claims), overtyped=overtyped)
        told += telling.findings(seen)
        if telling.usable and not repairs_of(cause):
            gone.add(id(telling.usable[0]))
    return (*(finding for finding in findings if id(finding) not in gone), *told)


def _telling(cause: Cause, others: Sequence[Repair], answered: Sequence[Claim], claims: Sequence[Claim]) -> Telling:
    """Return how `cause` is told: by what it answers and no other cause does, else by the laws that it breaks."""
    repairs = repairs_of(cause)
    turned = tuple(claim for claim in answered if any(claim.turns_on(repair) for repair in repairs))
    own = tuple(claim for claim in turned if not any(claim.turns_on(repair) for repair in others))
    if repairs:
        return Telling(cause, turned, tuple(claim.finding for claim in own))
    named = {law.name for law in cause.laws}
    mine = tuple(claim for claim in claims if claim.name in named and claim not in answered)
    return Telling(cause, mine, tuple(claim.finding for claim in mine[:1]))


def _answered(
    seen: ReviewState, declaration: Declaration, causes: Sequence[Cause], claims: Sequence[Claim]
) -> tuple[Claim, ...]:
    """Return the claims that no longer stand once every cause that can be told is mended."""
    first = [repairs[0] for cause in causes if (repairs := repairs_of(cause))]
    declared = {cell: as_decimal(figure.value) for cell, figure in declaration.system.figures.items()}
    after = applied({**seen.values, **declared}, first)
    every = [repair for cause in causes for repair in repairs_of(cause)]
    return tuple(c for c in claims if not c.fails(after) and any(c.turns_on(repair) for repair in every))
