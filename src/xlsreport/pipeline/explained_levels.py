"""A figure through the levels: each node with what came from under it, and those behind it in the tree's order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from xlsreport.consolidation import consolidate
from xlsreport.model.address import Address
from xlsreport.model.outcome import Outcome
from xlsreport.model.roster import Roster
from xlsreport.model.tree import Tree
from xlsreport.model.workbook import Value


@dataclass(frozen=True, slots=True)
class Level:
    """A place in the tree, `depth` steps below the top; `figure` is what a node's units come to, None for a unit."""

    code: str
    name: str
    parent: str
    depth: int
    is_node: bool
    figure: Value = None


def levels(outcome: Outcome, roster: Roster, address: Address) -> tuple[Level, ...]:
    """Return the places of the tree from the top down, each before those under it; nothing without a tree."""
    tree = outcome.tree
    if tree is None:
        return ()
    names = {each.code: each.name for each in roster.departments}
    return tuple(
        Level(code, names.get(code, code), tree.parents[code], len(tree.above(code)), code in tree.children, figure)
        for code in _from_the_top(tree)
        for figure in [_figure(outcome, tree, code, address) if code in tree.children else None]
    )


def _from_the_top(tree: Tree) -> Iterator[str]:
    waiting: list[Sequence[str]] = [[code for code, parent in tree.parents.items() if not parent]]
    while waiting:
        first, *rest = waiting.pop()
        if rest:
            waiting.append(rest)
        yield first
        if first in tree.children:
            waiting.append(tree.children[first])


def _figure(outcome: Outcome, tree: Tree, code: str, address: Address) -> Value:
    """Return what the entries under a node that are in the total come to."""
    under = tree.under(code)
    parts = [each.review.values for each in outcome.entries if each.code in under and outcome.counts(each)]
    return consolidate(outcome.form, parts).value(address) if parts else None
