"""A604, M313: what the whole cannot know, and why."""

from collections.abc import Iterator, Mapping, Sequence, Set
from decimal import Decimal

from xlsreport.checking.across.checks import Cohort, Submission
from xlsreport.language import Language
from xlsreport.model.address import Address
from xlsreport.model.finding import Finding
from xlsreport.model.form import Form
from xlsreport.model.outcome import Consolidation, Hole
from xlsreport.model.wording import plain_decimal

_NAMED = 5  # cells or departments that a sentence names


def not_known(
    form: Form, language: Language, joined: Consolidation, submissions: Sequence[Submission]
) -> Iterator[Finding]:
    """Yield a query for each figure that should be the same and is not, and a note for what cannot be computed."""
    among = Cohort(form, language, tuple(sorted(submissions, key=lambda each: each.code)))
    for cell, why in joined.holes.items():
        if why is Hole.DIFFERS:
            yield among.finding("A604", cell, {"values": _by_value(among, cell)})
    yield from unknown_results(form, language, joined.unknown, joined.holes)


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
        by_reason.setdefault(holes[cell], []).append(cell)
    said = (language.text(f"unknown_{why}", cells=_listed(language, cells)) for why, cells in by_reason.items())
    return language.text("semicolon").join(said)


def _listed(language: Language, cells: Sequence[Address]) -> str:
    shown = language.text("comma").join(str(cell) for cell in cells[:_NAMED])
    return shown if len(cells) <= _NAMED else language.text("and_more_cells", cells=shown, count=len(cells))


def _by_value(among: Cohort, cell: Address) -> str:
    """Return each value with who gives it, the one of most departments first."""
    names: dict[Decimal, list[str]] = {}
    for each in among.submissions:
        if isinstance(value := each.review.values.get(cell), Decimal):
            names.setdefault(value, []).append(each.name)
    text, comma = among.language.text, among.language.text("comma")
    shown = []
    for value, who in sorted(names.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        first = comma.join(who[:_NAMED])
        more = first if len(who) <= _NAMED else text("and_more_departments", names=first, count=len(who))
        shown.append(text("value_of", value=plain_decimal(value), names=more))
    return text("semicolon").join(shown)
