"""What is known of a sender's years before; of a consolidated workbook, of those who are in it."""

from collections.abc import Iterator, Mapping, Sequence, Set

from xlsreport.consolidation.earlier import joined
from xlsreport.model.contents import Contents
from xlsreport.model.form import Form
from xlsreport.model.previous_year import PreviousYear
from xlsreport.model.review import Identity
from xlsreport.model.roster import Roster
from xlsreport.model.years import Figures


def years_before(
    previous: PreviousYear, senders: Sequence[Identity], contents: Contents | None, roster: Roster, form: Form
) -> tuple[Figures, ...]:
    """Return the years before of the first of `senders` that is known, the newest first; none without the newest.

    Those of a consolidated workbook, whose `contents` say who is in it, are joined from its units' where all are known.
    """
    if contents is None:
        return previous.years(*senders)
    found = (_joined(each, senders, contents, roster, form) for each in (previous, *previous.older))
    newest, *older = found
    return () if newest is None else (newest, *(each for each in older if each is not None))


def _joined(
    year: PreviousYear, senders: Sequence[Identity], contents: Contents, roster: Roster, form: Form
) -> Figures | None:
    parts: list[Figures] = []
    for code, units in _groups(senders[0].code, contents, roster).items():
        who = senders if code == senders[0].code else (Identity(code),)
        found = tuple(_parts(year, code, who, units, roster))
        if not found:
            return None
        parts += found
    return joined(form, parts, year.known) if parts else None


def _groups(own: str, contents: Contents, roster: Roster) -> Mapping[str, Set[str]]:
    """Return the codes of those in a workbook by whom of the roster they stand under, else by its sender."""
    found: dict[str, set[str]] = {}
    for code, unit in contents.joined.items():
        found.setdefault(unit.parent if roster.by_code(unit.parent) else own, set()).add(code)
    return found


def _parts(
    year: PreviousYear, node: str, who: Sequence[Identity], units: Set[str], roster: Roster
) -> Iterator[Figures]:
    """Yield what the `units` under `node` came to, each by itself, else all by what `who`, the node, sent for them.

    Nothing where neither is known for all: what the node sent may have been its own office's alone.
    """
    known = {code: figures for code in sorted(units) if (figures := year.of(Identity(code))) is not None}
    others = units - {node}
    listed = any(roster.by_code(code) for code in others)
    if len(known) == len(units):
        yield from known.values()
    elif not known.keys() & others and not (node in units and listed):
        figures = year.of(*who)
        yield from () if figures is None else (figures,)
