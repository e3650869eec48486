"""How a paragraph of a Word document is set: by the defaults, the styles that its own is based on, and itself."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from kit.wordml import TWIPS_A_POINT, WORDML, w


@dataclass(frozen=True, slots=True)
class Look:
    """How a paragraph is set; lengths in points, `first` as given in hundredths of a character too."""

    chinese: str = ""
    latin: str = ""
    size: float = 0
    line: str = ""
    before: float = 0
    after: float = 0
    first: float = 0
    first_chars: int = 0
    sides: tuple[float, float] = (0, 0)
    align: str = "left"
    keep_next: bool = False
    level: int | None = None

    def __str__(self) -> str:
        first = f"first line {self.first_chars / 100:g} characters ({self.first:g} pt)" if self.first_chars else ""
        sides = f"sides {self.sides[0]:g} and {self.sides[1]:g} pt" if any(self.sides) else ""
        spaces = f"space {self.before:g} and {self.after:g} pt" if self.before or self.after else ""
        level = f"outline level {self.level + 1}" if self.level is not None else ""
        keep = "kept with the next" if self.keep_next else ""
        lead = f"{self.chinese} / {self.latin} {self.size:g} pt, lines of {self.line}, {self.align}"
        return ", ".join(part for part in (lead, first, sides, spaces, keep, level) if part)


def look(layers: Sequence[ET.Element]) -> Look:
    """Return what the `layers` make of a paragraph, each on top of the one before."""
    said = dict(pair for layer in layers for pair in _said(layer))

    def points(name: str, which: str) -> float:
        return int(said.get((name, which), 0)) / TWIPS_A_POINT

    level = said.get(("outlineLvl", "val"))
    return Look(
        said.get(("rFonts", "eastAsia"), ""),
        said.get(("rFonts", "ascii"), ""),
        int(said.get(("sz", "val"), 0)) / 2,
        f"{points('spacing', 'line'):g} pt {said.get(('spacing', 'lineRule'), 'auto')}",
        points("spacing", "before"),
        points("spacing", "after"),
        points("ind", "firstLine"),
        int(said.get(("ind", "firstLineChars"), 0)),
        (points("ind", "left"), points("ind", "right")),
        said.get(("jc", "val"), "left"),
        said.get(("keepNext", "val"), "0") not in ("0", "false"),
        None if level is None else int(level),
    )


def _said(layer: ET.Element) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield what a layer says of a paragraph and of its text; a switch without a value is on."""
    for path in ("pPrDefault/pPr", "rPrDefault/rPr", "pPr", "rPr"):
        for each in layer.findall(f"{w(path)}/*"):
            name = each.tag.removeprefix(WORDML)
            yield from (((name, key.removeprefix(WORDML)), value) for key, value in each.attrib.items())
            if not each.attrib:
                yield (name, "val"), "1"
