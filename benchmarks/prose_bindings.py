"""Which cells a reader binds a marked figure to, against those that the checks bind it to."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from xlsreport.checking.narrative.passage import Passage
from xlsreport.checking.narrative.prose_figures import CountedText, FigureReader
from xlsreport.model.address import Address, cell_range
from xlsreport.model.form import Form
from xlsreport.model.narrative import Phrase

_MARK = re.compile(r"⟦([^|⟧]*)\|([^⟧]*)⟧")
_SHEETS = {"2": "表二", "3": "表三", "4": "表四", "5": "补充"}


def disagreements(form: Form, report: Mapping[str, Any]) -> Iterator[str | None]:
    """Yield None for each mark of a report that is bound as a reader does, and what it is bound to for any other.

    A part is bound as a reader does where it is compared with no cell; a figure also where its cell is told together
    with the others of the mark (`[prose.also]`).
    """
    also = dict(form.narrative.also)
    reader = FigureReader(form, report["period"])
    for marked in report["marked"].values():
        counted = reader.read(_MARK.sub(lambda match: match[1], marked))
        for match in _MARK.finditer(marked):
            start = len(Passage(_MARK.sub(lambda before: before[1], marked[: match.start()])).plain)
            wanted = _wanted(match[2])
            bound = _bound(counted, start, start + len(Passage(match[1]).plain))
            together = tuple(sorted({*bound, *(also[cell].address for cell in bound if cell in also)}))
            if wanted is not None:
                yield (
                    None
                    if wanted in (bound, together)
                    else f"{match[1]}: {match[2]}, not {' '.join(map(str, bound)) or None}"
                )


def _wanted(cells: str) -> tuple[Address, ...] | None:
    """Return the cells of a mark, none of a part; None where the mark says nothing of cells."""
    spec = cells.removeprefix("Z:")
    if spec[0] not in _SHEETS:
        return () if spec == "P" else None
    areas = [f"{_SHEETS[area[0]]}!{area[1:]}" for area in spec.split("+")]
    return tuple(sorted(cell for area in areas for cell in cell_range(area)))


def _bound(counted: CountedText, start: int, end: int) -> tuple[Address, ...]:
    figures = (each for each in counted.bound if start <= each.figure.start < end and not each.apart)
    nones = (each for each in counted.nones if each.start < end and start < each.end)
    said = [_certain(each.phrases) for each in figures]
    return tuple(sorted({cell for cells in (*said, *(_cells(each.phrases) for each in nones)) for cell in cells}))


def _certain(phrases: tuple[Phrase, ...]) -> tuple[Address, ...]:
    return _cells(phrases[:1]) if len({phrase.terms for phrase in phrases}) == 1 else ()


def _cells(phrases: Iterable[Phrase]) -> tuple[Address, ...]:
    return tuple(term.address for phrase in phrases for term in phrase.terms)
