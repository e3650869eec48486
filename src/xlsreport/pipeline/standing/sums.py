"""A node's consolidated workbook held against what its children and its own office come to."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal

from xlsreport.consolidation import consolidate
from xlsreport.model.address import Address
from xlsreport.model.consolidation import Consolidation
from xlsreport.model.contents import Contents
from xlsreport.model.finding import Finding
from xlsreport.model.form import Form
from xlsreport.model.joining import Joining
from xlsreport.model.outcome import Entry, Standing
from xlsreport.model.wording import plain_decimal
from xlsreport.model.workbook import Value
from xlsreport.pipeline.standing.context import StandingContext
from xlsreport.pipeline.standing.inside import other_versions

Vector = Mapping[Address, Decimal]
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
    total = consolidate(context.form, [each.review.values for each in joined])
    gaps = differences(context.form, whole.review.values, total)
    left_out = [each for each in joined if contents.joined.keys().isdisjoint(_codes(each))]
    rest = _explained(
        gaps,
        [vector(context.form, each.review.values) for each in left_out],
        [vector(context.form, each.review.values) for each in strangers],
    )
    if not rest:
        return
    for each in joined:
        own = vector(context.form, each.review.values)
        if own and rest == own:
            yield _about(each, "A621", "sum_twice", own, context)
            return
        if own and rest == {cell: -figure for cell, figure in own.items()}:
            yield _about(each, "A623", "sum_left_out", own, context)
            return
    others = frozenset(each.code for each in other_versions(contents, joined))
    cells = sorted(rest, key=lambda cell: _place(context.form, cell))
    for number, cell in enumerate(cells[:_MOST]):
        more = len(cells) - _MOST if number == _MOST - 1 else 0
        figures = _Figures(_number(whole.review.values.get(cell)), _number(total.values.get(cell)))
        yield _at(cell, figures, (_parts(cell, joined, others, context), more), context)


@dataclass(frozen=True, slots=True)
class _Figures:
    """What a whole says in a cell, and what its children come to."""

    found: Decimal
    expected: Decimal


def _codes(part: Entry) -> Set[str]:
    """Return under which codes a part may be in a workbook: its own, or those of who is in it."""
    return part.review.contents.joined.keys() if part.review.contents else {part.code or ""}


def differences(form: Form, values: Mapping[Address, Value], total: Consolidation) -> Vector:
    """Return by how much `values` exceed `total`, in the cells that are summed and known; no zeros."""
    known = [cell for cell in summed(form) if cell not in total.holes]
    gaps = {cell: _number(values.get(cell)) - _number(total.values.get(cell)) for cell in known}
    return {cell: gap for cell, gap in gaps.items() if gap}


def vector(form: Form, values: Mapping[Address, Value]) -> Vector:
    """Return the figures of `values` in the cells that are summed; no zeros."""
    return {cell: figure for cell in summed(form) if (figure := _number(values.get(cell)))}


def summed(form: Form) -> Sequence[Address]:
    """Return the cells that are summed, in the form's order."""
    return [field.address for field in form.figures if field.joining is Joining.SUM]


def _explained(gaps: Vector, left_out: Sequence[Vector], too_much: Sequence[Vector]) -> Vector:
    """Return what is left of `gaps` once figures that are left out are put back, and those too much taken away."""
    rest = dict(gaps)
    for sign, some in ((1, left_out), (-1, too_much)):
        for cell, figure in (pair for figures in some for pair in figures.items()):
            rest[cell] = rest.get(cell, Decimal(0)) + sign * figure
    return {cell: gap for cell, gap in rest.items() if gap}


def _about(part: Entry, code: str, key: str, own: Vector, context: StandingContext) -> Finding:
    cell = max(own, key=lambda each: abs(own[each]))
    words = {"name": part.name, "cell": cell, "figure": plain_decimal(own[cell]), "count": len(own)}
    what = context.language.text(key, **words)
    return context.language.finding(code, {"what": what}, address=cell, label=context.form.label(cell) or None)


def _at(cell: Address, figures: _Figures, told: tuple[str, int], context: StandingContext) -> Finding:
    """Return the finding at one cell; `told` are the children's figures in words, and how many more cells differ."""
    gap, (parts, more) = figures.found - figures.expected, told
    words = {
        "found": plain_decimal(figures.found),
        "expected": plain_decimal(figures.expected),
        "gap": context.language.gap(gap),
        "parts": parts,
        "more": context.language.text("sum_more_cells", count=more) if more > 0 else "",
    }
    return context.language.finding(
        "A620",
        words,
        address=cell,
        label=context.form.label(cell) or None,
        found=figures.found,
        expected=figures.expected,
        difference=gap,
    )


def _parts(cell: Address, parts: Sequence[Entry], others: Set[str | None], context: StandingContext) -> str:
    """Return the largest figures of `parts` with whose they are; who is among `others` sent another file since."""
    text = context.language.text
    figures = [(_number(each.review.values.get(cell)), each) for each in parts]
    some = sorted((pair for pair in figures if pair[0]), key=lambda pair: (pair[1].code not in others, -abs(pair[0])))
    named = [
        text("sum_part_newer" if each.code in others else "sum_part", name=each.name, figure=plain_decimal(figure))
        for figure, each in some
    ]
    listed = text("comma").join(named[:_NAMED]) or text("sum_no_part")
    return listed + (text("and_more", count=len(named) - _NAMED) if len(named) > _NAMED else "")


def _place(form: Form, cell: Address) -> tuple[int, int, int]:
    return list(form.layouts).index(cell.sheet), cell.row, cell.column


def _number(value: Value) -> Decimal:
    return value if isinstance(value, Decimal) else Decimal(0)
