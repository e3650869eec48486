"""A node's consolidated workbook held against what its children and its own office come to."""

from collections.abc import Iterator, Sequence, Set
from decimal import Decimal

from xlsreport.consolidation import consolidate
from xlsreport.model.address import Address
from xlsreport.model.contents import Contents
from xlsreport.model.finding import Finding
from xlsreport.model.form import Form
from xlsreport.model.outcome import Entry, Standing
from xlsreport.model.wording import plain_decimal
from xlsreport.pipeline.standing.context import StandingContext
from xlsreport.pipeline.standing.gaps import (
    Explained,
    Share,
    Vector,
    differences,
    explained,
    number,
    unread_cells,
    vector,
)
from xlsreport.pipeline.standing.inside import other_versions

_COUNT = (Standing.ACCEPTED, Standing.HELD)
_NAMED = 5  # children that a message names
_MOST = 20  # cells of one workbook that are findings each


def findings_of_sums(
    whole: Entry,
    contents: Contents,
    parts: Sequence[Entry],
    strangers: Sequence[Entry],
    context: StandingContext,
) -> Iterator[Finding]:
    """Yield where a whole is not the sum of `parts`: one finding where one unit explains all, else one a cell.

    `strangers` are in it and from elsewhere, or in it twice. What is wrong with who is in it (`inside.py`) explains
    its figures, and is not said again.
    """
    joined = [each for each in parts if each.joins and each.standing in _COUNT and each.review.values]
    total, unread = (
        consolidate(context.form, [each.review.values for each in joined]),
        unread_cells([whole, *joined], context.form),
    )
    left_out = [each for each in joined if contents.joined.keys().isdisjoint(_codes(each))]
    shares = [*_shares(left_out, unread, context, sign=-1), *_shares(strangers, unread, context, sign=1)]
    found = explained(differences(context.form, whole.review.values, total, unread), shares)
    if one := _one_unit(found.rest, joined, unread, context):
        yield one
        return
    others = frozenset(each.code for each in other_versions(contents, joined))
    cells = sorted(found.rest, key=lambda cell: _place(context.form, cell))
    for place, cell in enumerate(cells[:_MOST]):
        more = len(cells) - _MOST if place == _MOST - 1 else 0
        told = (_parts(cell, joined, others, context), more)
        yield _at(cell, number(whole.review.values.get(cell)), found, told, context)


def _shares(units: Sequence[Entry], unread: Set[Address], context: StandingContext, *, sign: int) -> Iterator[Share]:
    for each in units:
        own = vector(context.form, each.review.values, unread)
        yield Share(each.name or "", {cell: sign * figure for cell, figure in own.items()})


def _one_unit(rest: Vector, joined: Sequence[Entry], unread: Set[Address], context: StandingContext) -> Finding | None:
    """Return that one unit explains all that is left: it is in the figures twice, or not at all."""
    for each in joined if rest else ():
        own = vector(context.form, each.review.values, unread)
        if rest == own:
            return _about(each, "A621", "sum_twice", own, context)
        if rest == {cell: -figure for cell, figure in own.items()}:
            return _about(each, "A623", "sum_left_out", own, context)
    return None


def _codes(part: Entry) -> Set[str]:
    """Return under which codes a part may be in a workbook: its own, or those of who is in it."""
    return part.review.contents.joined.keys() if part.review.contents else {part.code or ""}


def _about(part: Entry, code: str, key: str, own: Vector, context: StandingContext) -> Finding:
    cell = max(own, key=lambda each: abs(own[each]))
    words = {"name": part.name, "cell": cell, "figure": plain_decimal(own[cell]), "count": len(own)}
    what = context.language.text(key, **words)
    return context.language.finding(code, {"what": what}, address=cell, label=context.form.label(cell) or None)


def _at(cell: Address, found: Decimal, of: Explained, told: tuple[str, int], context: StandingContext) -> Finding:
    """Return the finding at one cell; `told` are the children's figures in words, and how many more cells differ.

    What is expected has in it what is wrong with other units and told of them, so that the difference is the rest.
    """
    gap, (parts, more) = of.rest[cell], told
    words = {
        "found": plain_decimal(found),
        "expected": plain_decimal(found - gap),
        "gap": _gap(gap, of.at(cell), context),
        "parts": parts,
        "more": context.language.text("sum_more_cells", count=more) if more > 0 else "",
    }
    return context.language.finding(
        "A620",
        words,
        address=cell,
        label=context.form.label(cell) or None,
        found=found,
        expected=found - gap,
        difference=gap,
    )


def _gap(gap: Decimal, beside: Sequence[tuple[str, Decimal]], context: StandingContext) -> str:
    """Return a difference in words, with what of the expected figure is there for units that are told of elsewhere."""
    text, said = context.language.text, context.language.gap(gap)
    named = [text("sum_part", name=name, figure=context.language.gap(figure)) for name, figure in beside]
    return text("sum_gap_beside", gap=said, told=_listed(named, context)) if named else said


def _listed(named: Sequence[str], context: StandingContext) -> str:
    more = len(named) - _NAMED
    return context.language.text("comma").join(named[:_NAMED]) + (
        context.language.text("and_more", count=more) if more > 0 else ""
    )


def _parts(cell: Address, parts: Sequence[Entry], others: Set[str | None], context: StandingContext) -> str:
    """Return the largest figures of `parts` with whose they are; who is among `others` sent another file since."""
    text = context.language.text
    figures = [(number(each.review.values.get(cell)), each) for each in parts]
    some = sorted((pair for pair in figures if pair[0]), key=lambda pair: (pair[1].code not in others, -abs(pair[0])))
    named = [
        text("sum_part_newer" if each.code in others else "sum_part", name=each.name, figure=plain_decimal(figure))
        for figure, each in some
    ]
    return _listed(named or [text("sum_no_part")], context)


def _place(form: Form, cell: Address) -> tuple[int, int, int]:
    return list(form.layouts).index(cell.sheet), cell.row, cell.column
