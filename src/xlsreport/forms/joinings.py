"""The ways of joining that form.toml names, read: `sum`, `own or max`, `mean by …`, `ratio … / …`, `oldest with …`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from xlsreport.model.address import Address, cell_range
from xlsreport.model.joining import Joining, JoinRule, Order, Ranking, Ratio

_ALONE = (Joining.SUM, Joining.MAX, Joining.MIN, Joining.SAME, Joining.NONE, Joining.TEXT)
_ORDERS = {str(each): each for each in Order}
_LAST = "last"  # the first of all stands in the last cell


@dataclass(frozen=True, slots=True)
class Joinings:
    """How each named cell is joined, and the blocks of the first of all."""

    rules: Mapping[Address, JoinRule]
    rankings: tuple[Ranking, ...]


def read_joinings(table: Mapping[str, Any]) -> Joinings:
    """Read `[consolidate]`; raises `ValueError` with the entry that cannot be understood."""
    rules: dict[Address, JoinRule] = {}
    rankings: list[Ranking] = []
    for target, how in table.items():
        try:
            found, ranking = _read(cell_range(target), str(how).split())
        except (ValueError, ArithmeticError):
            raise ValueError(f"{target} = {how}") from None
        rules |= found
        rankings += ranking
    return Joinings(rules, tuple(rankings))


def _read(cells: Sequence[Address], words: Sequence[str]) -> tuple[Mapping[Address, JoinRule], list[Ranking]]:
    own = words[0] == Joining.OWN and words[1:2] == ["or"]
    said = words[2:] if own else words
    if said[0] in _ORDERS:
        ranking = _ranking(cells, said)
        rule = JoinRule(Joining.RANKED, own=own)
        return {cell: rule for place in ranking.places for cell in place}, [ranking]
    return {cell: replace(rule, own=own or rule.own) for cell, rule in _rules(cells, said).items()}, []


def _rules(cells: Sequence[Address], said: Sequence[str]) -> Mapping[Address, JoinRule]:
    match said[0], " ".join(said[1:]):
        case Joining.OWN, "":
            return dict.fromkeys(cells, JoinRule(Joining.OWN, own=True))
        case Joining.MEAN, rest if rest.startswith("by "):
            weights = _spread(rest.removeprefix("by "), len(cells))
            return {cell: JoinRule(Joining.MEAN, weight) for cell, weight in zip(cells, weights, strict=True)}
        case Joining.RATIO, rest:
            ratios = _ratios(rest, len(cells))
            return {cell: JoinRule(Joining.RATIO, ratio=each) for cell, each in zip(cells, ratios, strict=True)}
        case how, "" if how in _ALONE:
            return dict.fromkeys(cells, JoinRule(Joining(how)))
    raise ValueError(said)


def _ratios(text: str, count: int) -> Sequence[Ratio]:
    """Return the ratios of `A!B1 / A!B2` or `A!B1 / A!B2 * 100`, one for each of `count` cells."""
    cells, _, times = text.partition(" * ")
    above, below = (_spread(part, count) for part in cells.split(" / "))
    return [Ratio(one, other, Decimal(times or 1)) for one, other in zip(above, below, strict=True)]


def _ranking(cells: Sequence[Address], said: Sequence[str]) -> Ranking:
    """Return the block of `oldest`, `oldest last`, either `with` ranges of as many partner cells."""
    order, rest = _ORDERS[said[0]], " ".join(said[1:])
    last = rest == _LAST or rest.startswith(f"{_LAST} ")
    partners = rest.removeprefix(_LAST).strip() if last else rest
    if partners and not partners.startswith("with "):
        raise ValueError(said)
    beside = [cell_range(part) for part in partners.removeprefix("with ").split(",")] if partners else []
    places = tuple(zip(cells, *beside, strict=True))
    return Ranking(order, places[::-1] if last else places)


def _spread(text: str, count: int) -> Sequence[Address]:
    cells = cell_range(text.strip())
    spread = cells * count if len(cells) == 1 else cells
    if len(spread) != count:
        raise ValueError(text)
    return spread
