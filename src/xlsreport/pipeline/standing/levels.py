"""The consolidated workbooks of nodes: compared with what came from under them, or standing for it."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from xlsreport.model.contents import Contents
from xlsreport.model.finding import Finding
from xlsreport.model.outcome import Entry, Standing
from xlsreport.model.roster import Roster
from xlsreport.model.tree import Tree
from xlsreport.pipeline.review.examined import ExaminedFile
from xlsreport.pipeline.standing.context import StandingContext
from xlsreport.pipeline.standing.gaps import has_figures
from xlsreport.pipeline.standing.how_wholes_count import how_it_counts, inside_another
from xlsreport.pipeline.standing.inside import findings_inside, inside_of_several, too_many
from xlsreport.pipeline.standing.own_whole import looks_like_a_whole
from xlsreport.pipeline.standing.standings import standings
from xlsreport.pipeline.standing.sums import findings_of_sums

_COUNT = (Standing.ACCEPTED, Standing.HELD)


@dataclass(frozen=True, slots=True)
class Arrivals:
    """What was examined: the consolidated workbooks of nodes, and everything else."""

    wholes: tuple[ExaminedFile, ...]
    others: tuple[ExaminedFile, ...]


def arrivals_by_kind(examined: Sequence[ExaminedFile], tree: Tree | None) -> Arrivals:
    """Return `examined` parted: a node's file that says who is in it is its whole, any other its own office's.

    One that says so in a way that is not known here is a whole too: it never counts, for nobody knows for whom.
    """
    nodes = tree.children if tree else {}

    def is_whole(each: ExaminedFile) -> bool:
        says = each.review.contents is not None or each.review.untold
        return says and each.department is not None and each.department.code in nodes

    return Arrivals(tuple(filter(is_whole, examined)), tuple(each for each in examined if not is_whole(each)))


def levelled(entries: Sequence[Entry], wholes: Sequence[ExaminedFile], context: StandingContext) -> tuple[Entry, ...]:
    """Return `entries`, those of the other files, with those of `wholes` before their nodes' own, and what is wrong.

    A whole whose units all came with their figures is compared with them; else it stands for those that it names, and
    these are set aside. A node without a file of its own is no department that lacks.
    """
    tree = context.roster.tree
    if tree is None:
        return _told_of_each_other(entries, tree, context)
    own = {each.department.code for each in wholes if each.department}
    nodes = Roster(tuple(each for each in context.roster.departments if each.code in own))
    judged = [each for each in standings(wholes, replace(context, roster=nodes)) if each.file]
    return _Levels(tree, context, [each for each in entries if not _is_bare(each, tree)], judged).entries()


def nothing_came(context: StandingContext) -> tuple[Entry, ...]:
    """Return the entries of a season in which nothing came yet: all that are waited for, or excused."""
    return levelled(standings((), context), (), context)


def _told_of_each_other(entries: Sequence[Entry], tree: Tree | None, context: StandingContext) -> tuple[Entry, ...]:
    """Return the entries, consolidated workbooks among them with what each and others have in common."""
    across = inside_of_several(entries, tree, context)
    return tuple(_with(each, across.get(each.code or "", ())) if _contents(each) else each for each in entries)


def _is_bare(entry: Entry, tree: Tree) -> bool:
    """Whether an entry says no more than that a node has no file of its own."""
    return entry.code in tree.children and entry.standing is Standing.MISSING and not entry.review.findings


class _Levels:
    """The judgement of one tree, from the bottom up."""

    def __init__(self, tree: Tree, context: StandingContext, entries: list[Entry], wholes: list[Entry]) -> None:
        self._tree, self._context = tree, context
        self._entries, self._wholes = entries, wholes
        self._here = _named(each for each in entries if has_figures(each, context.form))
        self._standing_for: dict[str, Entry] = {}
        self._replaced: dict[str, str] = {}
        self._said: dict[str, tuple[Finding, ...]] = {}
        self._lacking: dict[str, Sequence[str]] = {}

    def entries(self) -> tuple[Entry, ...]:
        for node in self._tree.nodes:
            whole = next((w for w in self._wholes if w.code == node and w.standing in _COUNT and _contents(w)), None)
            if whole is not None and (contents := _contents(whole)) is not None:
                self._judge(node, whole, contents)
        settled = [self._settled(each) for each in self._wholes]
        said = [_with(e, looks_like_a_whole(e, self._entries, self._tree, self._context)) for e in self._entries]
        judged = _told_of_each_other(_in_order((*settled, *said), self._context), self._tree, self._context)
        return tuple(self._with_how_it_counts(each) for each in judged)

    def _judge(self, node: str, whole: Entry, contents: Contents) -> None:
        """Compare a whole with its units, or have it stand for them; nodes under it are judged already."""
        under = self._tree.under(node)
        lacking = [code for code in contents.joined if code not in self._here]
        parts = [
            *(e for e in self._entries if e.code in under),
            *(w for c, w in self._standing_for.items() if c in under),
        ]
        inside = findings_inside(whole, contents, parts, self._context, compared=not lacking)
        odd = too_many(contents, under)
        beside = [e for e in self._entries if e.code in odd and e.review.values]
        sums = findings_of_sums(whole, contents, parts, beside, self._context) if not lacking else ()
        self._said[node], self._lacking[node] = (*inside, *sums), lacking
        if lacking:
            self._stand_for_its_units(node, whole, contents.joined.keys())

    def _stand_for_its_units(self, node: str, whole: Entry, inside: Set[str]) -> None:
        """Have what stands under `node` and is in its whole set aside, those that sent nothing too."""
        under = self._tree.under(node)
        self._entries = [
            self._aside(each, whole) if each.code in inside and each.code in under else each for each in self._entries
        ]
        for code in under & self._standing_for.keys():
            lower = _contents(self._standing_for[code])
            if lower and lower.joined.keys() & inside:
                del self._standing_for[code]
                self._replaced[code] = node
        self._standing_for[node] = whole
        self._here |= inside

    def _aside(self, entry: Entry, whole: Entry) -> Entry:
        if entry.aside:
            return entry
        key = "inside_whole" if entry.standing is Standing.MISSING else "inside_whole_too"
        note = inside_another(key, whole, self._context)
        return replace(entry, aside=whole.code or "", review=entry.review.with_more(note))

    def _settled(self, whole: Entry) -> Entry:
        """Return the entry of a whole with what is wrong with it, set aside unless it stands for its units."""
        code = whole.code or ""
        if whole.standing not in _COUNT or _contents(whole) is None:
            return replace(whole, aside=code)
        return _with(replace(whole, aside=self._aside_for(code, whole)), self._said.get(code, ()))

    def _aside_for(self, code: str, whole: Entry) -> str:
        """Return the node that a whole is set aside for: its own where it is compared; none where it counts."""
        if self._standing_for.get(code) is whole:
            return ""
        return self._replaced.get(code, code)

    def _with_how_it_counts(self, entry: Entry) -> Entry:
        """Return the entry of a judged whole with the note how it enters the total, once all errors are known."""
        contents = _contents(entry)
        lacking = self._lacking.get(entry.code or "")
        if contents is None or lacking is None or entry.standing not in _COUNT:
            return entry
        upper = self._replaced.get(entry.code or "")
        over = self._standing_for.get(upper or "")
        return replace(
            entry, review=entry.review.with_more(how_it_counts(entry, contents, lacking, over, self._context))
        )


def _named(entries: Iterable[Entry]) -> frozenset[str]:
    """Return the codes of all that came, and of those that it says are in it."""
    codes: set[str] = set()
    for each in entries:
        contents = _contents(each)
        codes |= {each.code or ""} | (contents.joined.keys() if contents else set())
    return frozenset(codes - {""})


def _contents(entry: Entry) -> Contents | None:
    return entry.review.contents


def _with(entry: Entry, findings: Sequence[Finding]) -> Entry:
    """Return an entry with more findings, held where one of them is an error."""
    if not findings:
        return entry
    review = entry.review.with_more(*findings)
    held = entry.standing in _COUNT and any(each.blocks for each in review.findings)
    return replace(entry, review=review, standing=Standing.HELD if held else entry.standing)


def _in_order(entries: Sequence[Entry], context: StandingContext) -> Sequence[Entry]:
    """Return the entries in the roster's order, files of nobody last; a node's whole stands before its own office."""
    places: Mapping[str, int] = {each.code: number for number, each in enumerate(context.roster.departments)}
    return sorted(entries, key=lambda each: places.get(each.code or "", len(places)))
