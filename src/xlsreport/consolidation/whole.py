"""Joining submissions: pure, exact, and the same in whatever order and grouping it is done."""

from collections.abc import Iterator, Sequence
from decimal import Context, Decimal
from typing import TYPE_CHECKING

from xlsreport.consolidation.figures import Joined, Sums, Values, joined, summed, sums_together
from xlsreport.consolidation.lists import joined_list
from xlsreport.consolidation.ranked import ranked
from xlsreport.language import language_named
from xlsreport.model.address import Address
from xlsreport.model.comparison import is_blank, same
from xlsreport.model.consolidation import Consolidation, Hole
from xlsreport.model.exact import PRECISION, rounded
from xlsreport.model.form import Field, Form
from xlsreport.model.joining import Joining, Ratio
from xlsreport.model.workbook import CELL_CAPACITY, UNKNOWN, Value

if TYPE_CHECKING:
    from xlsreport.model.form_parts import Range

_ELSEWHERE = (Joining.RATIO, Joining.RANKED, Joining.OWN)  # not of one cell of the parts
_DIVIDED = (Joining.MEAN, Joining.RATIO)  # people write them rounded
_QUOTIENT = Context(prec=PRECISION)


def consolidate(form: Form, parts: Sequence[Values], own: Values | None = None) -> Consolidation:
    """Join the inputs of `parts` as the form says, and evaluate the form's formulas from them.

    `own` are the whole's own texts, identity and carried cells, and its own entries where the form asks for them; any
    other figure among them is left out.
    """
    return _Joining(form, parts, own or {}, summed(form.figures, parts)).whole()


def consolidate_both(
    form: Form, parts: Sequence[Values], every: Sequence[Values], own: Values
) -> tuple[Consolidation, Consolidation]:
    """Return what `consolidate` makes of `parts`, and of `every` one, among whom all of them are.

    Sums are made of the sums of `parts`: these are nearly everybody.
    """
    sums = summed(form.figures, parts)
    whole = _Joining(form, parts, own, sums).whole()
    if len(every) == len(parts):
        return whole, whole
    some = set(map(id, parts))
    others = summed(form.figures, [each for each in every if id(each) not in some])
    return whole, _Joining(form, every, own, sums_together(sums, others)).whole()


def _with_totals(form: Form, parts: Sequence[Values]) -> Sequence[Values]:
    """Return `parts` with what their own formulas give, where a mean is by one of these."""
    if not any(field.weight in form.formulas for field in form.figures):
        return parts
    return [{**form.engine.evaluate(part), **part} for part in parts]


class _Joining:
    """One consolidation in the making: values, why others are not known, and where the whole says something else."""

    def __init__(self, form: Form, parts: Sequence[Values], own: Values, sums: Sums) -> None:
        self.form = form
        self.sums = sums
        self.parts = _with_totals(form, parts)
        self.own = own
        figures = {field.address for field in form.figures} | form.listed.keys()
        self.values: dict[Address, Value] = {a: v for a, v in own.items() if a not in figures}
        self.holes: dict[Address, Hole] = {}
        self.between: dict[Address, Range] = {}
        self.departures: dict[Address, Value] = {}
        self.without_room: dict[str, int] = {}

    def whole(self) -> Consolidation:
        form = self.form
        for field in form.figures:
            if field.joining not in _ELSEWHERE:
                self._take(field, self.sums.get(field.address) or joined(field, self.parts))
        self._rank()
        self._join_lists()
        self._join_texts()
        for field in self._of(Joining.OWN):
            self._take(field, Joined())
        self.holes |= {cell: Hole.NO_LAST_YEAR for cell in form.carried if cell not in self.values}
        ratios = tuple(self._of(Joining.RATIO))
        if ratios:
            before = self._evaluated()
            for field in ratios:
                self._take(field, self._quotient(field, field.ratio, before) if field.ratio else Joined())
        return self._evaluated()

    def _of(self, how: Joining) -> Iterator[Field]:
        return (field for field in self.form.fields.values() if field.joining is how)

    def _take(self, field: Field, found: Joined) -> None:
        """Keep what a cell comes to, or what the whole says of it instead; else why it is not known."""
        cell, own = field.address, self.own.get(field.address) if field.own else None
        if not is_blank(own):
            self.values[cell] = own
            if found.value is not None and not self._agree(field, own, found.value):
                self.departures[cell] = self._as_written(field, own, found.value)
        elif found.value is not None:
            self.values[cell] = found.value
        elif (hole := self._hole(field, found)) is not None:
            self.holes[cell] = hole
            if found.between:
                self.between[cell] = found.between

    def _as_written(self, field: Field, own: Value, found: Value) -> Value:
        """Return what the departments come to, with as many decimals as an entry that is rounded."""
        if field.joining in _DIVIDED and isinstance(own, Decimal) and isinstance(found, Decimal):
            return round(found, _decimals(own))
        return found

    def _agree(self, field: Field, own: Value, found: Value) -> bool:
        """Whether the whole's entry is what the departments come to.

        It is so at the decimals that the form allows, of a mean at those that are written where it says none.
        """
        decimals = field.measure.decimals
        if not (isinstance(own, Decimal) and isinstance(found, Decimal)):
            return same(own, found)
        if decimals is None and field.joining in _DIVIDED:
            decimals = _decimals(own)
        if decimals is None:
            return same(own, found)
        return round(own, decimals) == round(found, decimals)

    def _hole(self, field: Field, found: Joined) -> Hole | None:
        """Return why a cell is not known; None where nobody gave anything to join."""
        if not self.parts or not self._wanted(field):
            return None
        reasons = {Joining.MEAN: Hole.NO_MEAN, Joining.RATIO: Hole.NO_RATIO, Joining.OWN: Hole.NOT_ENTERED}
        return found.hole or reasons.get(field.joining)

    def _wanted(self, field: Field) -> bool:
        """Whether there is something to join; of what is never joined, parts that are wholes have nothing any more."""
        asked = [field.address] + ([field.weight] if field.weight else [])
        if field.joining is Joining.RATIO:
            return any(field.address in part for part in self.parts)
        if field.joining is Joining.NONE or (field.joining is Joining.OWN and field.required):
            return True
        return any(part.get(cell) for part in self.parts for cell in asked)

    def _rank(self) -> None:
        """Set the blocks of the first of all: each is the whole's own, or that of all, never half of each."""
        for ranking in self.form.rankings:
            found = ranked(ranking, self.form.fields, self.parts)
            own = {cell: self.own.get(cell) for place in ranking.places for cell in place}
            if not any(map(self._entered, own)):
                self.values |= found
                continue
            self.values |= {cell: value for cell, value in own.items() if not is_blank(value)}
            for key, *_ in ranking.places:
                if key in found and not self._agree(self.form.fields[key], own[key], found[key]):
                    self.departures[key] = found[key]

    def _entered(self, cell: Address) -> bool:
        return self.form.fields[cell].own and not is_blank(self.own.get(cell))

    def _join_lists(self) -> None:
        for each in self.form.lists:
            found = joined_list(each, self.form.fields, self.parts)
            self.values |= found.values
            self.holes |= found.holes
            self.between |= found.between
            if found.without_room:
                self.without_room[each.name] = found.without_room

    def _join_texts(self) -> None:
        """Set texts one after the other, each with its department's name; the whole's own text stands instead."""
        language = language_named(self.form.language)
        for field in self._of(Joining.TEXT):
            written = [(part.get(self.form.identity.name), part.get(field.address)) for part in self.parts]
            lines = [language.text("joined_text", name=name, text=text) for name, text in written if not is_blank(text)]
            if not lines or not is_blank(self.values.get(field.address)):
                continue
            text = "\n".join(lines)
            if len(text) > CELL_CAPACITY:
                self.holes[field.address] = Hole.TOO_LONG
            else:
                self.values[field.address] = text

    def _quotient(self, field: Field, ratio: Ratio, before: Consolidation) -> Joined:
        above, below = before.value(ratio.above), before.value(ratio.below)
        known = before.holes.keys() | before.unknown.keys()
        if {ratio.above, ratio.below} & known or not (isinstance(above, Decimal) and isinstance(below, Decimal)):
            return Joined()
        if not below:
            return Joined()
        quotient = _QUOTIENT.divide(_QUOTIENT.multiply(above, ratio.times), below)
        return Joined(rounded(quotient, field.decimals))

    def _evaluated(self) -> Consolidation:
        holes = dict(self.holes) if self.parts else {}
        unknown = self.form.unknown(frozenset(holes), self.values)
        results = {**self.form.engine.evaluate(self.values), **dict.fromkeys(unknown, UNKNOWN)}
        between, departures = dict(self.between), dict(self.departures)
        values, room = dict(self.values), dict(self.without_room)
        return Consolidation(values, results, len(self.parts), holes, unknown, between, departures, room)


def _decimals(number: Decimal) -> int:
    exponent = number.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
