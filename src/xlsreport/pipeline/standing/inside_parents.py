"""Whose a consolidated workbook says it is, and under whom it has each unit, held against the roster."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from xlsreport.model.contents import Contents, JoinedUnit
from xlsreport.model.finding import Finding
from xlsreport.model.outcome import Entry
from xlsreport.model.roster import code_key
from xlsreport.model.tree import Tree
from xlsreport.pipeline.standing.context import StandingContext

_NAMED = 10  # units that a message names
_OF_OTHERS = (  # what names another sender
    "inside_same_file_as",
    "inside_and_here",
    "inside_both",
    "inside_elsewhere",
    "inside_of_another",
)


def of_another(whole: Entry, contents: Contents, context: StandingContext) -> Iterator[Finding]:
    """Yield that who is in a workbook is said of another's: of neither the roster's code nor the one typed in it."""
    own = {code_key(code) for code in (whole.code or "", whole.review.identity.code) if code}
    if contents.code and code_key(contents.code) not in own:
        known = context.roster.by_code(contents.code)
        other = known.name if known else contents.name or contents.code
        words = {"other_code": contents.code, "other": other}
        yield said_inside(context, "A629", "inside_of_another", [whole.name or ""], **words)


def other_parents(
    contents: Contents, under: Collection[str], tree: Tree, context: StandingContext
) -> Iterator[Finding]:
    """Yield the units that the workbook has under somebody else than the roster, both under its node."""
    own = {contents.code, ""}
    said = [
        context.language.text("inside_said_parent", name=each.name or code, parent=each.parent)
        for code, each in contents.joined.items()
        if code in tree.parents and code in under and each.parent not in own | {code, tree.parents[code]}
    ]
    if said:
        yield said_inside(context, "A628", "inside_other_parents", said)


def is_below_a_leaf(unit: JoinedUnit, contents: Contents, under: Collection[str], tree: Tree) -> bool:
    """Whether a unit that the roster has not stands under a leaf of its node, at whatever depth.

    Who stands between is in no workbook, so that a parent whom nobody knows will do where a leaf has units at all.
    """
    leaves = {code for code in under if code not in tree.children}
    if unit.parent in leaves:
        return True
    known = not unit.parent or unit.parent in tree.parents or unit.parent == contents.code
    return not known and any(each.parent in leaves for each in contents.joined.values())


def under_whom(code: str, whole: Entry, contents: Contents, context: StandingContext) -> str:
    """Return what a unit that is in a workbook twice is called, with the nodes of `whole` under which it is."""
    roster, name = context.roster, contents.joined[code].name or code
    below = roster.tree.under(whole.code or "") if roster.tree else frozenset[str]()
    nodes = dict.fromkeys(each.parent for each in contents.listed if each.code == code and each.parent in below)
    names = [node.name for each in nodes if (node := roster.by_code(each)) is not None]
    text = context.language.text
    return text("inside_twice_under", name=name, nodes=text("comma").join(names)) if len(names) > 1 else name


def said_inside(context: StandingContext, code: str, key: str, names: Sequence[str], **words: object) -> Finding:
    """Return a finding about units, many of them cut short; what its sender is told does not name another."""
    text = context.language.text
    listed = text("comma").join(names[:_NAMED])
    if len(names) > _NAMED:
        listed += text("and_more", count=len(names) - _NAMED)
    words = {"names": listed, "count": len(names), **words}
    letter = text(f"{key}_letter", **words) if key in _OF_OTHERS else ""
    return replace(context.language.finding(code, {"what": text(key, **words)}), letter=letter)
