"""A604, M313, M320 to M325: what the whole cannot know, and why; where its own entry is another."""

from collections.abc import Iterator, Mapping, Sequence, Set
from decimal import Decimal

from xlsreport.checking.across.cohort import Cohort, Submission
from xlsreport.language import Language
from xlsreport.model.address import Address
from xlsreport.model.consolidation import Consolidation, Hole
from xlsreport.model.finding import Finding
from xlsreport.model.form import Form
from xlsreport.model.wording import as_text, plain_decimal

_SAID_OF = {
    Hole.DIFFERS: "A604",
    Hole.NOT_ENTERED: "M321",
    Hole.BETWEEN: "M322",
    Hole.WORD: "M322",
    Hole.TOO_LONG: "M323",
}
_NAMED = 5  # cells or departments that a sentence names


def not_known(
    form: Form, language: Language, joined: Consolidation, submissions: Sequence[Submission]
) -> Iterator[Finding]:
    """Yield what is to be said of each figure that is not known, of what cannot be computed, and of own entries."""
    among = Cohort(form, language, tuple(sorted(submissions, key=lambda each: each.code)))
    for cell, why in joined.holes.items():
        if cell in form.listed:
            yield from _of_row(among, joined, cell, why)
        elif why in _SAID_OF:
            yield among.finding(_SAID_OF[why], cell, _words(among, joined, cell))
    for cell, departments in joined.departures.items():
        words = {"own": as_text(joined.values[cell]), "departments": as_text(departments)}
        yield among.finding("M320", cell, words, found=joined.values[cell], expected=departments)
    yield from _no_room(among, joined)
    yield from unknown_results(form, language, joined.unknown, joined.holes)


def _of_row(among: Cohort, joined: Consolidation, cell: Address, why: Hole) -> Iterator[Finding]:
    if why is not Hole.NO_ROOM:
        because = reasons(among.language, {cell}, joined.holes)
        key = as_text(joined.values.get(among.form.listed[cell]))
        yield among.finding("M325", cell, {"key": key, "reasons": because})


def _no_room(among: Cohort, joined: Consolidation) -> Iterator[Finding]:
    for each in among.form.lists:
        if count := joined.without_room.get(each.name):
            words = {"list": each.name, "count": count, "room": len(each.rows)}
            yield among.finding("M324", each.rows[0][0], words)


def _words(among: Cohort, joined: Consolidation, cell: Address) -> Mapping[str, object]:
    bounds, text = joined.between.get(cell), among.language.text
    shown = text("joined_between", least=plain_decimal(bounds.least), most=plain_decimal(bounds.most)) if bounds else ""
    return {"values": _by_value(among, cell), "file": among.form.names.whole, "bounds": shown}


def unknown_results(
    form: Form, language: Language, unknown: Mapping[Address, Set[Address]], holes: Mapping[Address, Hole]
) -> Iterator[Finding]:
    """Yield one note for all formulas that rest on the same cells, the rules and what tells of them aside."""
    together: dict[frozenset[Address], list[Address]] = {}
    for cell, roots in unknown.items():
        if not any(each.sheet == form.rules_sheet for each in (cell, *form.engine.parts(cell))):
            together.setdefault(frozenset(roots), []).append(cell)
    for roots, cells in together.items():
        words = {"cells": _listed(language, cells), "reasons": reasons(language, roots, holes)}
        label = form.label(cells[0]) or None
        yield language.finding("M313", words, address=cells[0], label=label)


def reasons(language: Language, roots: Set[Address], holes: Mapping[Address, Hole]) -> str:
    """Return in words why what rests on `roots` is not known."""
    by_reason: dict[Hole, list[Address]] = {}
    for cell in sorted(roots):
        by_reason.setdefault(holes.get(cell, Hole.WORD), []).append(cell)
    said = (language.text(f"unknown_{why}", cells=_listed(language, cells)) for why, cells in by_reason.items())
    return language.text("semicolon").join(said)


def _listed(language: Language, cells: Sequence[Address]) -> str:
    shown = language.text("comma").join(str(cell) for cell in cells[:_NAMED])
    return shown if len(cells) <= _NAMED else language.text("and_more_cells", cells=shown, count=len(cells))


def _by_value(among: Cohort, cell: Address) -> str:
    """Return each value with who gives it, the one of most departments first."""
    names: dict[Decimal | str, list[str]] = {}
    for each in among.submissions:
        value = each.review.values.get(cell)
        if isinstance(value, Decimal) or (isinstance(value, str) and value in among.form.fields[cell].measure.words):
            names.setdefault(value, []).append(each.name)
    text, comma = among.language.text, among.language.text("comma")
    shown = []
    for value, who in sorted(names.items(), key=lambda pair: (-len(pair[1]), as_text(pair[0]))):
        first = comma.join(who[:_NAMED])
        more = first if len(who) <= _NAMED else text("and_more_departments", names=first, count=len(who))
        shown.append(text("value_of", value=as_text(value), names=more))
    return text("semicolon").join(shown)
