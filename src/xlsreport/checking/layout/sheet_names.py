"""Which of a sender's sheets is which of the form's: by name, else by near name and the labels on it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from xlsreport.checking.layout.labels import Labels, flat, similarity
from xlsreport.checking.layout.search import shown
from xlsreport.model.labels import SheetLayout
from xlsreport.model.workbook import Sheet, Workbook

_THE_SAME = 0.8  # the share of a sheet's labels that tells it under any name
_NEARLY = 0.5  # the share that does under a name that is nearly its own
_CLEARLY = 0.1  # by this much of its labels more, one sheet is the one and another is not
_SOME, _FEWEST = 0.15, 3  # of a sheet's labels, at their own places
_DEPTH = 200  # rows below the form's last one in which labels are looked for


@dataclass(frozen=True, slots=True)
class Names:
    """The sender's name of each sheet of the form that was found; `several` are those that more than one may be."""

    found: Mapping[str, str]
    several: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def sheet_names(layouts: Iterable[SheetLayout], book: Workbook) -> Names:
    """Return under which names the sheets of `layouts` stand in `book`."""
    wanted = {layout.name: layout for layout in layouts}
    found = {name: name for name in wanted if name in book.sheets}
    if len(found) == len(wanted):
        return Names(found)
    free = [sheet for name, sheet in book.sheets.items() if name not in wanted]
    likely = {name: _likely(wanted[name], free) for name in wanted if name not in found}
    for own, shares in likely.items():
        if len(shares) == 1 and _lead(own, likely) >= _CLEARLY:
            found[own] = next(iter(shares))
    open_ = {own: [n for n in shares if n not in found.values()] for own, shares in likely.items() if own not in found}
    return Names(found, {own: tuple(names) for own, names in open_.items() if names})


def copied_layout(layouts: Iterable[SheetLayout], sheet: Sheet) -> SheetLayout | None:
    """Return the layout that `sheet`, which is none of the form's, has the labels of; None where it has nobody's."""
    best: tuple[float, SheetLayout | None] = (0.0, None)
    for layout in layouts:
        labels = Labels(layout)
        share = labels.present(_texts(sheet, layout, labels))
        if share >= _enough(layout.name, sheet.name) and share > best[0]:
            best = (share, layout)
    return best[1]


def copied_in_part(layouts: Sequence[SheetLayout], sheet: Sheet) -> SheetLayout | None:
    """Return the layout of which `sheet` has some labels, and almost all its numbers, just where they stand in it."""
    held = {layout.name: len(standing(layout, sheet)) for layout in layouts}
    likely = [each for each in layouts if held[each.name] >= max(_FEWEST, _SOME * len(each.anchors))]
    best = max(likely, key=lambda each: held[each.name], default=None)
    numbers = [place for place, cell in sheet.cells.items() if isinstance(cell.value, Decimal)]
    fitting = [place for place in numbers if best is not None and place in best.places]
    return best if numbers and len(fitting) >= _THE_SAME * len(numbers) else None


def standing(layout: SheetLayout, sheet: Sheet) -> set[tuple[int, int]]:
    """Return where labels of `layout` stand in `sheet` just as in the form."""
    there = ((place, shown(sheet.cell(*place).value)) for place in layout.anchors)
    return {place for place, text in there if text and flat(text) == flat(layout.anchors[place])}


def _likely(layout: SheetLayout, sheets: Iterable[Sheet]) -> dict[str, float]:
    """Return the sheets that may be the one of `layout`, with the share of its labels that each has."""
    labels = Labels(layout)
    shares = {sheet.name: labels.present(_texts(sheet, layout, labels)) for sheet in sheets}
    own = [name for name in shares if _spelt(name) == _spelt(layout.name)]
    if len(own) == 1:
        return {own[0]: 1.0}
    best = max(shares.values(), default=0)
    near = {name: share for name, share in shares.items() if best - share < _CLEARLY}
    return {name: share for name, share in near.items() if share >= _enough(layout.name, name)}


def _lead(own: str, likely: Mapping[str, Mapping[str, float]]) -> float:
    """Return by how much the one sheet that may be `own` is rather `own` than another sheet of the form."""
    ((name, share),) = likely[own].items()
    others = [shares.get(name, 0.0) for other, shares in likely.items() if other != own]
    return share - max(others, default=0.0)


def _enough(own: str, name: str) -> float:
    near = _spelt(own) in _spelt(name) or similarity(_spelt(own), _spelt(name)) > 0
    return _NEARLY if near else _THE_SAME


def _spelt(name: str) -> str:
    return flat(name).casefold()


def _texts(sheet: Sheet, layout: SheetLayout, labels: Labels) -> set[str]:
    deepest = max((row for row, _ in layout.anchors), default=0) + _DEPTH
    values = (shown(cell.value) for (row, _), cell in sheet.cells.items() if row <= deepest)
    return {flat(text) for text in values if text and len(text) <= 2 * labels.capacity}
