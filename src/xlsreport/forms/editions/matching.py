"""Which cell of an earlier edition is which cell of a later one, told by their labels."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from xlsreport.model.address import Address
from xlsreport.model.form import Form, Role
from xlsreport.model.labels import Label

_ALIKE = 0.7  # from here on a label is thought to be another wording of one
_AHEAD = 0.1  # by how much more it must be alike than any other
_SHARED = 0.5  # of a sheet's labels, that make a sheet of another name the same
_MOST = 400  # rows or columns without a partner that are compared by their wording

Part = tuple[str, ...]


class Fate(StrEnum):
    """What became of a cell: the first three are mapped, the others are not."""

    SAME = "same"
    MOVED = "moved"
    RENAMED = "renamed"
    SPLIT = "split"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class CellFate:
    """A cell of the earlier edition and the one of the later that it is; None where it is none."""

    fate: Fate
    before: Address | None
    after: Address | None


def fates(earlier: Form, later: Form) -> tuple[CellFate, ...]:
    """Return what became of every cell that is filled or computed, the rules aside, in the order of the forms."""
    search = _Search(_cells(earlier), _cells(later), _sheets(earlier, later))
    search.pair_equals()
    renamed = search.pair_near()
    split = search.split()
    found = {old: _fate(earlier, later, old, new, renamed) for old, new in search.pairs.items()}
    found |= {old: CellFate(Fate.SPLIT if old in split else Fate.REMOVED, old, None) for old in search.old}
    added = (CellFate(Fate.ADDED, None, cell) for cell in search.new)
    return (*(found[cell] for cell in _cells(earlier)), *added)


def _fate(earlier: Form, later: Form, old: Address, new: Address, renamed: Mapping[Address, Address]) -> CellFate:
    if renamed.get(old) == new:
        return CellFate(Fate.RENAMED, old, new)
    return CellFate(Fate.SAME if old == new else Fate.MOVED, old, new)


def _cells(form: Form) -> dict[Address, Label]:
    """Return the cells that have a label and hold something of the form's own, in its order."""
    filled = (cell for cell, field in form.fields.items() if field.role is not Role.EXPLANATION)
    computed = (cell for cell in form.formulas if cell.sheet != form.rules_sheet)
    order = {name: number for number, name in enumerate(form.layouts)}
    named = {cell: form.labels[cell] for cell in (*filled, *computed) if form.label(cell)}
    return {cell: named[cell] for cell in sorted(named, key=lambda each: (order[each.sheet], each.row, each.column))}


def _sheets(earlier: Form, later: Form) -> Mapping[str, str]:
    """Return the later name of each sheet of the earlier edition, those of another name by what labels they share."""
    same = {name: name for name in earlier.layouts if name in later.layouts}
    left = [name for name in later.layouts if name not in same]
    for name in earlier.layouts:
        texts = set(earlier.layouts[name].texts.values())
        shared = {other: len(texts & set(later.layouts[other].texts.values())) for other in left}
        likely = max(left, key=lambda other: shared[other], default=None)
        if name not in same and likely is not None and texts and shared[likely] >= _SHARED * len(texts):
            same[name] = likely
            left.remove(likely)
    return same


class _Search:
    """Pairs cells; `old` and `new` are those that are not paired yet."""

    def __init__(self, old: dict[Address, Label], new: dict[Address, Label], sheets: Mapping[str, str]) -> None:
        self.old, self.new, self.sheets = dict(old), dict(new), sheets
        self.pairs: dict[Address, Address] = {}

    def pair_equals(self) -> None:
        """Pair the cells that are called the same and stand the same, then those that one of each is called."""
        for cell in tuple(self.old):
            there = Address(self.sheets.get(cell.sheet, ""), cell.row, cell.column)
            if self.new.get(there) == self.old[cell]:
                self._pair(cell, there)
        mine = {(self.sheets.get(cell.sheet, ""), label): cell for cell, label in self.old.items()}
        theirs = {(cell.sheet, label): cell for cell, label in self.new.items()}
        once = _once((self.sheets.get(c.sheet, ""), label) for c, label in self.old.items())
        once &= _once((c.sheet, label) for c, label in self.new.items())
        for key in once:
            self._pair(mine[key], theirs[key])

    def pair_near(self) -> Mapping[Address, Address]:
        """Pair the cells whose row is worded alike and whose column is called the same, or the other way round."""
        found: dict[Address, Address] = {}
        for near, same in ((_rows, _columns), (_columns, _rows)):
            for sheet in self.sheets:
                found |= self._near_on(sheet, near, same)
        return found

    def _near_on(self, sheet: str, near: "_Side", same: "_Side") -> Mapping[Address, Address]:
        mine = {cell: label for cell, label in self.old.items() if cell.sheet == sheet}
        theirs = {cell: label for cell, label in self.new.items() if cell.sheet == self.sheets[sheet]}
        partner = _partners(_distinct(map(near, mine.values())), _distinct(map(near, theirs.values())))
        there: dict[tuple[Part, Part], Address] = {(near(label), same(label)): c for c, label in theirs.items()}
        found = {}
        for cell, label in mine.items():
            wanted = partner.get(near(label))
            new = there.get((wanted, same(label))) if wanted is not None else None
            if new is not None and new in self.new:
                self._pair(cell, new)
                found[cell] = new
        return found

    def split(self) -> frozenset[Address]:
        """Return the cells left of the earlier edition that several of the later one, one level down, stand for."""
        below = Counter((cell.sheet, label.rows[:-1], label.columns) for cell, label in self.new.items())
        told = (
            (cell, (self.sheets.get(cell.sheet, ""), label.rows, label.columns)) for cell, label in self.old.items()
        )
        return frozenset(cell for cell, key in told if below[key] > 1)

    def _pair(self, old: Address, new: Address) -> None:
        self.pairs[old] = new
        del self.old[old], self.new[new]


_Side = Callable[[Label], Part]


def _rows(label: Label) -> Part:
    return label.rows


def _columns(label: Label) -> Part:
    return label.columns


def _once(keys: Iterator[tuple[str, Label]]) -> set[tuple[str, Label]]:
    return {key for key, count in Counter(keys).items() if count == 1}


def _distinct(parts: Iterator[Part]) -> list[Part]:
    return list(dict.fromkeys(part for part in parts if part))


def _partners(mine: Sequence[Part], theirs: Sequence[Part]) -> Mapping[Part, Part]:
    """Return for each wording the one that it was changed into, where both ways no other is nearly as near."""
    if len(mine) > _MOST or len(theirs) > _MOST:
        return {}
    alike = {
        (a, b): _likeness(a, b) for a in mine for b in theirs if not _is_above(a, theirs) and not _is_above(b, mine)
    }
    found = {}
    for (one, other), degree in alike.items():
        rivals = [d for (a, b), d in alike.items() if (a == one) != (b == other)]
        if degree >= _ALIKE and degree >= max(rivals, default=0.0) + _AHEAD:
            found[one] = other
    return found


def _is_above(part: Part, others: Sequence[Part]) -> bool:
    """Whether several of `others` are one level below `part`: it was divided, and none of them is what it was."""
    return sum(other[:-1] == part for other in others) > 1


def _likeness(one: Part, other: Part) -> float:
    """Return how alike two labels are worded: those of one depth may differ in one of their heads alone."""
    if len(one) != len(other):
        return worded_alike("\n".join(one), "\n".join(other))
    different = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    return worded_alike(*different[0]) if len(different) == 1 else 0.0


def worded_alike(one: str, other: str) -> float:
    """Return how alike two texts are, from 0 to 1."""
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
