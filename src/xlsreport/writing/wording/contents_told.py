"""Who is in a consolidation, in the words that its workbook carries to the level above."""

from collections.abc import Iterator
from dataclasses import replace

from xlsreport.model.contents import Contents, JoinedUnit, Membership
from xlsreport.model.outcome import Entry, Outcome, Standing
from xlsreport.model.tree import Tree

_DRAFT = "S121"  # the finding that a workbook calls itself a draft


def contents_of_outcome(outcome: Outcome) -> Contents:
    """Return who is in `outcome`, in the roster's order, and who lacks; a consolidated one by its own units."""
    who, form, tree = outcome.whole.identity, outcome.form, outcome.tree or Tree({})
    units = tuple(unit for entry in outcome.entries for unit in _units(entry, outcome, tree))
    return Contents(who.code, who.name, form.id, form.edition, str(outcome.period), outcome.final, units)


def _units(entry: Entry, outcome: Outcome, tree: Tree) -> Iterator[JoinedUnit]:
    code, name, period = entry.code or "", entry.name or "", str(outcome.period)
    parent = code if code in tree.children else tree.parents.get(code, "")
    if outcome.counts(entry):
        if entry.review.contents is not None:
            contents = entry.review.contents
            yield from contents.units if contents.final else map(_as_draft, contents.units)
            return
        draft = any(each.code == _DRAFT for each in entry.review.findings)
        sha256 = entry.file.sha256 if entry.file else ""
        yield JoinedUnit(code, name, parent, period, sha256, Membership.DRAFT if draft else Membership.FINAL)
    elif entry.joins and outcome.standing_of(code) is entry.standing and entry.standing is not Standing.SUPERSEDED:
        yield JoinedUnit(code, name, parent, period, "", Membership.MISSING)


def _as_draft(member: JoinedUnit) -> JoinedUnit:
    return replace(member, part=Membership.DRAFT) if member.part is Membership.FINAL else member
