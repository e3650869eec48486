"""The column of the roster that says under which other each department stands."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from xlsreport.errors import WorkspaceError
from xlsreport.intake.tables import several
from xlsreport.language import Language
from xlsreport.model.address import Address
from xlsreport.model.roster import Department, Roster

Places = Mapping[str, Address]


def with_parents(roster: Roster, places: Places, file: str, language: Language) -> Roster:
    """Return `roster` with each parent by its code; `places` are the cells that name them, by the department's code.

    Raises `WorkspaceError` naming the cell of a parent that is nobody, of several, or that closes a ring.
    """
    settled = Roster(tuple(_with_parent(each, roster, places, file, language) for each in roster.departments), places)
    ring = _ring(settled.departments)
    if ring:
        names = language.text("roster_ring_step").join(each.name for each in (*ring, ring[0]))
        raise WorkspaceError(language.text("roster_ring", file=file, cell=places[ring[0].code], names=names))
    return settled


def _with_parent(each: Department, roster: Roster, places: Places, file: str, language: Language) -> Department:
    if not each.parent:
        return each
    found = roster.named(each.parent)
    if found is not None:
        return replace(each, parent=found.code)
    key = "roster_parents_several" if _is_several(each.parent, roster) else "roster_parent_nobody"
    words = {"file": file, "cell": places[each.code], "name": each.name, "parent": each.parent}
    raise WorkspaceError(language.text(key, **words))


def _is_several(text: str, roster: Roster) -> bool:
    """Whether `text` names more than one department of the roster."""
    return sum(roster.named(part) is not None for part in several(text)) > 1


def _ring(departments: Sequence[Department]) -> Sequence[Department]:
    """Return the departments of the first ring, from the first in the roster's order on; none where there is none."""
    above = {each.code: each for each in departments}
    done: set[str] = set()
    for each in departments:
        path: list[Department] = []
        while each.code not in done and each not in path:
            path.append(each)
            if not each.parent:
                break
            each = above[each.parent]  # noqa: PLW2901
        else:
            if each in path:
                return path[path.index(each) :]
        done.update(step.code for step in path)
    return ()
