"""Who stands under whom: codes of departments alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)  # no slots: what follows from the parents is worked out once and kept
class Tree:
    """Departments by code, each with the code of its parent, blank where it has none; there is no ring.

    A node is one that others stand under.
    """

    parents: Mapping[str, str]

    @cached_property
    def children(self) -> Mapping[str, Sequence[str]]:
        """The codes right under each node, in their order."""
        found: dict[str, list[str]] = {}
        for code, parent in self.parents.items():
            if parent:
                found.setdefault(parent, []).append(code)
        return found

    @property
    def root(self) -> str | None:
        """The one node that everybody stands under; None where there are several."""
        return self.tops[0] if len(self.tops) == 1 else None

    @cached_property
    def tops(self) -> Sequence[str]:
        """The codes that stand under nobody, in their order."""
        return [code for code, parent in self.parents.items() if not parent]

    @cached_property
    def nodes(self) -> Sequence[str]:
        """The nodes from the bottom up: each after all nodes under it, else in their order."""
        inner = [code for code in self.parents if code in self.children]
        return sorted(inner, key=lambda code: -len(self.above(code)))

    def above(self, code: str) -> Sequence[str]:
        """Return the codes that stand above one, the next first."""
        found = []
        parent = self.parents.get(code)
        while parent:
            found.append(parent)
            parent = self.parents[parent]
        return found

    @cached_property
    def _under(self) -> Mapping[str, frozenset[str]]:
        found: dict[str, frozenset[str]] = {}
        for node in self.nodes:
            found[node] = frozenset({node}).union(*(found.get(c, {c}) for c in self.children[node]))
        return found

    def under(self, code: str) -> frozenset[str]:
        """Return the codes that stand under one, at whatever depth, and its own."""
        return self._under.get(code, frozenset({code}))
