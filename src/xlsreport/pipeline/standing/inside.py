"""Who is in a consolidated workbook, by its own word: counted twice, missing, strangers, other years, drafts."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from xlsreport.model.contents import Contents, JoinedUnit, Membership
from xlsreport.model.finding import Finding
from xlsreport.model.outcome import Entry, Standing
from xlsreport.model.tree import Tree
from xlsreport.pipeline.standing.context import StandingContext
from xlsreport.pipeline.standing.inside_parents import (
    is_below_a_leaf,
    of_another,
    other_parents,
    said_inside,
    under_whom,
)

_COUNT = (Standing.ACCEPTED, Standing.HELD)


def findings_inside(
    whole: Entry, contents: Contents, parts: Sequence[Entry], context: StandingContext, *, compared: bool
) -> Iterator[Finding]:
    """Yield what is to be said of a node's consolidated workbook by who is in it; `parts` came from under it."""
    tree = context.roster.tree
    if tree is None:
        return
    under = tree.under(whole.code or "")
    yield from _elsewhere(contents, under, tree, context)
    yield from _lacking(contents, under, parts, tree, context)
    yield from _strangers(contents, under, tree, context)
    yield from other_parents(contents, under, tree, context)
    yield from _other_versions(contents, parts, context, compared=compared)


def of_itself(whole: Entry, contents: Contents, context: StandingContext) -> Iterator[Finding]:
    """Yield what a consolidated workbook's own word shows to be wrong, whoever sent it."""
    yield from of_another(whole, contents, context)
    if twice := _twice(contents):
        yield said_inside(
            context, "A621", "inside_twice", [under_whom(each, whole, contents, context) for each in twice]
        )
    for alike in _same_file(contents.joined.values()):
        yield said_inside(context, "A621", "inside_same_file", [each.name or each.code for each in alike])
    period = str(context.period) if context.period is not None else contents.period
    others = [each.name or each.code for each in contents.joined.values() if each.period != period]
    if contents.period != period or others:
        who = others or [_called(contents, context)]
        yield said_inside(context, "A625", "inside_other_period", who, period=period)
    if (contents.form, contents.edition) != (context.form.id, context.form.edition):
        form = f"{contents.form} {contents.edition}".strip()
        yield said_inside(context, "A625", "inside_other_form", [_called(contents, context)], form=form)
    drafts = [each.name or each.code for each in contents.joined.values() if each.part is Membership.DRAFT]
    if contents.final and drafts:
        yield said_inside(context, "A627", "inside_drafts", drafts)


def too_many(contents: Contents, under: Collection[str]) -> frozenset[str]:
    """Return the codes of those in a workbook that are not `under` its node, or are in it twice."""
    return frozenset(contents.joined.keys() - under) | frozenset(_twice(contents))


def _twice(contents: Contents) -> Sequence[str]:
    codes = Counter(each.code for each in contents.units if each.part is not Membership.MISSING and each.code)
    return [code for code, count in codes.items() if count > 1]


def inside_of_several(
    entries: Sequence[Entry], tree: Tree | None, context: StandingContext
) -> Mapping[str, Sequence[Finding]]:
    """Return by code what is to be said of consolidated workbooks, each by itself and beside the others.

    A unit that is in two, or in one and here by itself, counts twice, unless one of them stands above the other.
    """
    counting = [each for each in entries if each.standing in _COUNT and each.code]
    holders = [(each, each.review.contents) for each in counting if each.review.contents]
    if not holders:
        return {}
    index = _Index(counting, tree)
    return {
        each.code or "": (*of_itself(each, contents, context), *index.shared(each, contents, context))
        for each, contents in holders
    }


class _Index:
    """In whose workbooks each unit and each file is, and who is here by himself."""

    def __init__(self, counting: Sequence[Entry], tree: Tree | None) -> None:
        self._tree = tree
        self._by_code: dict[str, list[Entry]] = {}
        self._by_file: dict[str, list[tuple[Entry, str]]] = {}
        self._alone = {each.code: each for each in counting if each.joins and not each.review.contents}
        for each in counting:
            for unit in each.review.contents.joined.values() if each.review.contents else ():
                self._by_code.setdefault(unit.code, []).append(each)
                if unit.sha256:
                    self._by_file.setdefault(unit.sha256, []).append((each, unit.code))

    def shared(self, holder: Entry, contents: Contents, context: StandingContext) -> Iterator[Finding]:
        """Yield what is in the workbook of `holder` and elsewhere too."""
        both: dict[str, list[str]] = {}
        same: dict[str, list[str]] = {}
        for code, unit in contents.joined.items():
            if self._tree and code in self._tree.parents:
                continue  # the roster says whose it is: `_elsewhere` tells
            called = unit.name or code
            for other in self._apart(holder, self._by_code[code]):
                both.setdefault(other.name or "", []).append(called)
            for other in self._apart(holder, [e for e, its in self._by_file.get(unit.sha256, ()) if its != code]):
                same.setdefault(other.name or "", []).append(called)
        for name, units in both.items():
            yield said_inside(context, "A622", "inside_both", units, other=name)
        for name, units in same.items():
            yield said_inside(context, "A621", "inside_same_file_as", units, other=name)
        yield from self._here_too(contents, context) if self._tree is None else ()

    def _here_too(self, contents: Contents, context: StandingContext) -> Iterator[Finding]:
        for code in contents.joined:
            if (alone := self._alone.get(code)) is not None:
                file = alone.file.name if alone.file else ""
                yield said_inside(context, "A621", "inside_and_here", [alone.name or ""], file=file)

    def _apart(self, holder: Entry, others: Sequence[Entry]) -> Sequence[Entry]:
        return [each for each in others if not self._is_line(holder, each)]

    def _is_line(self, first: Entry, second: Entry) -> bool:
        """Whether two are one, or one stands above the other: what is in both counts once all the same."""
        one, other = first.code or "", second.code or ""
        if self._tree is None:
            return one == other
        return one in self._tree.under(other) or other in self._tree.under(one)


def _elsewhere(contents: Contents, under: Collection[str], tree: Tree, context: StandingContext) -> Iterator[Finding]:
    """Yield the units that the roster has under another node, or under none."""
    for code, each in contents.joined.items():
        if code in tree.parents and code not in under:
            called = [each.name or code]
            if (above := context.roster.by_code(tree.parents[code])) is not None:
                yield said_inside(context, "A622", "inside_elsewhere", called, other=above.name)
            else:
                cells = context.roster.parent_cells.get(code) or code
                yield said_inside(context, "D823", "inside_without_parent", called, cells=cells)


def _lacking(
    contents: Contents, under: Collection[str], parts: Sequence[Entry], tree: Tree, context: StandingContext
) -> Iterator[Finding]:
    """Yield the units under the node that are not in its workbook, and those that it says are missing."""
    for_others = {each.code for each in parts if each.joins or each.standing is Standing.MISSING}
    known = {each.code for each in parts if each.review.contents}
    inner = {above for code in known if code for above in tree.under(code)} - known
    said = [
        each.name
        for each in context.roster.departments
        if each.code in under
        and each.code in for_others
        and each.code not in contents.joined
        and each.code not in inner
        if not (each.code in known and _is_spread(each.code, contents))
    ]
    own = {each.code for each in context.roster.departments}
    said += [
        each.name or each.code for each in contents.units if each.part is Membership.MISSING and each.code not in own
    ]
    if said:
        yield said_inside(context, "A623", "inside_lacking", said)


def _is_spread(code: str, contents: Contents) -> bool:
    """Whether a unit is in a workbook by those that are in its own consolidated one."""
    return any(each.parent == code for each in contents.joined.values())


def _strangers(contents: Contents, under: Collection[str], tree: Tree, context: StandingContext) -> Iterator[Finding]:
    """Yield the units right under a node that the roster does not have; those under its leaves it need not have."""
    said = [
        each.name or each.code
        for code, each in contents.joined.items()
        if code not in tree.parents and not is_below_a_leaf(each, contents, under, tree)
    ]
    if said:
        yield said_inside(context, "A624", "inside_strangers", said)


def _other_versions(
    contents: Contents, parts: Sequence[Entry], context: StandingContext, *, compared: bool
) -> Iterator[Finding]:
    said = dict.fromkeys(each.name or "" for each in other_versions(contents, parts))
    if said:
        key = "inside_other_version" if compared else "inside_other_version_counts"
        yield said_inside(context, "A626", key, tuple(said))


def other_versions(contents: Contents, parts: Sequence[Entry]) -> Iterator[Entry]:
    """Yield those of `parts` whose file is another than the one that the workbook rests on, though nobody read it."""
    came = [each for each in parts if each.file and each.standing in (*_COUNT, Standing.UNREADABLE)]
    same = {(each.code, each.file.sha256) for each in came if each.file}
    for each in came:
        unit = contents.joined.get(each.code or "")
        if unit and unit.sha256 and (unit.code, unit.sha256) not in same:
            yield each


def _same_file(units: Collection[JoinedUnit]) -> Iterator[Sequence[JoinedUnit]]:
    by_file: dict[str, list[JoinedUnit]] = {}
    for each in units:
        by_file.setdefault(each.sha256, []).append(each)
    return (alike for sha256, alike in by_file.items() if sha256 and len(alike) > 1)


def _called(contents: Contents, context: StandingContext) -> str:
    return contents.name or contents.code or context.language.text("inside_unnamed")
