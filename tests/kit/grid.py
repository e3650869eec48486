"""A table of a Word document: its cells by their addresses, its merges, its heads."""

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from openpyxl.utils import get_column_letter

from kit.wordml import TWIPS_A_MM, attribute, switched_on, text_of, w


@dataclass(frozen=True, slots=True)
class Grid:
    """A table by addresses as a sheet has them, A1 its first cell; a merged cell stands at its first address."""

    texts: dict[str, str]
    merged: set[str]
    heads: int
    whole: int
    rows: int
    columns: int
    width: float  # in mm

    @classmethod
    def of(cls, table: ET.Element) -> "Grid":
        """Read a table."""
        rows = table.findall(w("tr"))
        widths = [int(str(attribute(each, "w"))) for each in table.iter(w("gridCol"))]
        texts, merged = dict[str, str](), set[str]()
        for number, row in enumerate(rows):
            for cell, (start, columns) in places(row).items():
                if continued(cell):
                    continue
                first = f"{get_column_letter(start + 1)}{number + 1}"
                texts[first], depth = text_of(cell), spans(rows, number, cell)[1]
                if (columns, depth) != (1, 1):
                    merged.add(f"{first}:{get_column_letter(start + columns)}{number + depth}")
        marks = [set(row_marks(row)) for row in rows]
        heads, whole = (sum(mark in each for each in marks) for mark in ("head", "whole"))
        return cls(texts, merged, heads, whole, len(rows), len(widths), sum(widths) / TWIPS_A_MM)


def continued(cell: ET.Element) -> bool:
    """Whether a cell is the rest of one that is merged with it from above."""
    merge = cell.find(w("tcPr/vMerge"))
    return merge is not None and attribute(merge) != "restart"


def spans(rows: list[ET.Element], number: int, cell: ET.Element) -> tuple[int, int]:
    """Return how many columns and rows a cell covers."""
    start, columns = places(rows[number])[cell]
    depth = 1
    if cell.find(w("tcPr/vMerge")) is not None:
        for row in rows[number + 1 :]:
            below = next((c for c, (at, _) in places(row).items() if at == start), None)
            if below is None or not continued(below):
                break
            depth += 1
    return columns, depth


def places(row: ET.Element) -> dict[ET.Element, tuple[int, int]]:
    """Return the column in which each cell of a row begins, and how many it covers."""
    found, at = {}, 0
    for cell in row.findall(w("tc")):
        columns = int(attribute(cell.find(w("tcPr/gridSpan"))) or 1)
        found[cell] = (at, columns)
        at += columns
    return found


def row_marks(row: ET.Element) -> Iterator[str]:
    """Yield what is said of a row: that it is a head, stays whole, stays with the next."""
    properties = row.find(w("trPr"))
    for name, said in (("tblHeader", "head"), ("cantSplit", "whole")):
        if properties is not None and switched_on(properties.find(w(name))):
            yield said
    first = next(row.iter(w("p")))
    if switched_on(first.find(w("pPr/keepNext"))):
        yield "with-next"
