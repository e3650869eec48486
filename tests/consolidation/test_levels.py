"""Levels: what comes to the top through any tree of nodes is what a single join of all units gives."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from kit.filled import disclosure
from xlsreport.consolidation import Values, consolidate
from xlsreport.model.joining import Joining
from xlsreport.model.tree import Tree

FORM = disclosure()
SUMMED = [field.address for field in FORM.figures if field.joining is Joining.SUM][:6]
FIGURES = st.fixed_dictionaries({}, optional={cell: st.decimals(0, 10**12, places=5) for cell in SUMMED})


@st.composite
def trees(draw: st.DrawFn) -> tuple[Tree, Mapping[str, Values]]:
    """Return a tree of up to a dozen, each under one of those before it, and the figures of each."""
    parents = {"0": ""}
    for number in range(1, draw(st.integers(1, 11))):
        parents[str(number)] = str(draw(st.integers(0, number - 1)))
    return Tree(parents), {code: draw(FIGURES) for code in parents}


def from_below(tree: Tree, own: Mapping[str, Values]) -> Values:
    """Return what stands on top when every node joins what its children come to with its own office's figures."""
    known: dict[str, Values] = {}
    for node in tree.nodes:
        parts: Sequence[Values] = [known.get(code, own[code]) for code in tree.children[node]]
        known[node] = consolidate(FORM, [*parts, own[node]]).values
    return known.get(tree.root or "", own["0"])


@settings(deadline=None, max_examples=50)
@given(trees())
def test_the_top_of_a_tree_is_the_flat_join(given_tree: tuple[Tree, Mapping[str, Values]]) -> None:
    tree, own = given_tree
    flat = consolidate(FORM, list(own.values())).values
    top = from_below(tree, own)
    assert {cell: top.get(cell) or Decimal(0) for cell in SUMMED} == {
        cell: flat.get(cell) or Decimal(0) for cell in SUMMED
    }
