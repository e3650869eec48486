"""Formulas as a sheet's XML has them: written once for several cells, which share them by an index."""

from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from lxml import etree

from xlsreport.model.address import Address
from xlsreport.reading.refusal import RefusedError

_MOST_TEXT = 2 * 1024 * 1024  # letters that shared formulas may be written out to: seconds of work


class Formula(NamedTuple):
    """A formula as it is written: its text, and the index under which several cells share it, if they do."""

    text: str
    group: str | None


def formula_of(element: etree._Element) -> Formula:
    """Return the formula of an element `f`."""
    return Formula(element.text or "", element.get("si", "") if element.get("t") == "shared" else None)


@dataclass(slots=True)
class SharedFormulas:
    """Formulas that several cells of a sheet share, by their index: the text and the cell where it stands."""

    known: dict[str, tuple[str, str]] = field(default_factory=dict)
    written: int = 0

    def text(self, formula: Formula, row: int, column: int) -> str:
        """Return the formula's text; one that shares another's is written out for its own place."""
        text, index = formula.text, formula.group
        if index is None:
            return f"={text}"
        place = Address("", row, column).cell
        if text:
            self.known[index] = (text, place)
        elif index in self.known:
            return self._written_out(*self.known[index], place)
        return f"={text}"

    def _written_out(self, text: str, origin: str, cell: str) -> str:
        self.written += len(text)
        if self.written > _MOST_TEXT:
            raise RefusedError("F107", f"{cell}: {self.written} > {_MOST_TEXT}")
        return _translated(text, origin, cell)


@lru_cache(maxsize=2048)
def _translated(text: str, origin: str, cell: str) -> str:
    from openpyxl.formula.translate import Translator  # noqa: PLC0415 - loads all of openpyxl, and few files need it

    return str(Translator(f"={text}", origin=origin).translate_formula(cell))
