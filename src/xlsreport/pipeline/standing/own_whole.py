"""A node's own file that is just what came from under it: its consolidated workbook, which must not count again."""

from collections.abc import Sequence

from xlsreport.consolidation import consolidate
from xlsreport.model.finding import Finding
from xlsreport.model.outcome import Entry, Standing
from xlsreport.model.tree import Tree
from xlsreport.pipeline.standing.context import StandingContext
from xlsreport.pipeline.standing.gaps import differences, unread_cells, vector

_COUNT = (Standing.ACCEPTED, Standing.HELD)


def looks_like_a_whole(
    entry: Entry, entries: Sequence[Entry], tree: Tree, context: StandingContext
) -> Sequence[Finding]:
    """Return that the file of a node, which does not say who is in it, has the very figures of those under it."""
    if entry.code not in tree.children or entry.standing not in _COUNT or not entry.joins:
        return ()
    under = tree.under(entry.code or "") - {entry.code}
    parts = [e for e in entries if e.code in under and e.joins and e.standing in _COUNT]
    unread = unread_cells(parts, context.form)
    own = vector(context.form, entry.review.values, unread)
    total = consolidate(context.form, [each.review.values for each in parts])
    if not parts or not own or differences(context.form, own, total, unread):
        return ()
    what = context.language.text("sum_is_whole", count=len(parts))
    return (context.language.finding("A621", {"what": what}),)
