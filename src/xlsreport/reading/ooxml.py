"""The parts of a spreadsheet package (.xlsx, .xlsm, .xlsb): what links to what, and what else it carries."""

import posixpath
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xlsreport.model.workbook import Remark
from xlsreport.reading.guard import Package
from xlsreport.reading.refusal import RefusedError
from xlsreport.reading.short_memory import remembering
from xlsreport.reading.xml_normalise import parsed

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ROOT_LINKS = "_rels/.rels"
SHEET, SHARED_STRINGS, STYLES = "/worksheet", "/sharedStrings", "/styles"  # the types of links to what is read
CELLLESS = ("/chartsheet", "/dialogsheet", "/xlMacrosheet", "/xlIntlMacrosheet")  # to sheets that have no cells of ours
_MACROS = re.compile(r"(?:^|/)(?:vbaproject\.bin|macrosheets/)", re.IGNORECASE)
_EXTERNAL = re.compile(r"xl/externallinks/_rels/.+\.rels", re.IGNORECASE)
_MOST_SHOWN = 3
_LONGEST = 60  # characters of a name that are shown


@dataclass(frozen=True, slots=True)
class Link:
    """A relationship of a part: its id, the last word of its type and the part that it names."""

    id: str
    type: str
    target: str


def links_in(package: Package, name: str) -> tuple[Link, ...]:
    """Return the links of the part `name` of links, without those that lead out of the package.

    Raises `RefusedError` (F101) where it is missing or damaged.
    """
    return _links(package.part(present(name, package.named())), name)


@remembering(64, 64 * 1024)
def _links(content: bytes, name: str) -> tuple[Link, ...]:
    folder = posixpath.dirname(posixpath.dirname(name))
    return tuple(
        Link(
            each.get("Id", ""),
            f"/{each.get('Type', '').rpartition('/')[2]}",
            posixpath.normpath(posixpath.join("/", folder, each.get("Target", ""))).lstrip("/"),
        )
        for each in parsed(name, content)
        if each.get("TargetMode") != "External"
    )


def links_of(part: str) -> str:
    """Return the name of the part in which the links of `part` stand."""
    folder, _, name = part.rpartition("/")
    return posixpath.join(folder, "_rels", f"{name}.rels")


def present(name: str, by_folded: Mapping[str, str]) -> str:
    """Return a part's name as the package has it; raises `RefusedError` (F101) where there is none."""
    if name.casefold() not in by_folded:
        raise RefusedError("F101", f"ZIP: {name[:100] or 'xl/workbook.xml'} ✗")
    return by_folded[name.casefold()]


def is_table(link: Link, by_folded: Mapping[str, str]) -> bool:
    """Whether a link leads to the texts or formats that cells refer to; one that leads nowhere is left out."""
    return link.type in (SHARED_STRINGS, STYLES) and link.target.casefold() in by_folded


def remarks(package: Package, cellless: Sequence[str] = ()) -> tuple[Remark, ...]:
    """Return what `package` carries beside cells: macros, which are never run, links that are never followed.

    `cellless` are the names of its sheets that have no cells.
    """
    found = [Remark("F109")] if any(_MACROS.search(name) for name in package.names) else []
    if linked := [name for name in package.names if _EXTERNAL.fullmatch(name)]:
        targets = [posixpath.basename(target) for name in linked for target in _targets(package, name)]
        found.append(Remark("F110", _shown(targets) or str(len(linked))))
    if cellless:
        found.append(Remark("F142", _shown(cellless) + (" …" if len(cellless) > _MOST_SHOWN else "")))
    return tuple(found)


def _targets(package: Package, name: str) -> list[str]:
    try:
        return [each.get("Target", "").replace("\\", "/") for each in parsed(name, package.part(name))]
    except RefusedError:
        return []  # that there are links is known by the part's name


def _shown(names: Sequence[str]) -> str:
    return ", ".join(name[:_LONGEST] for name in names[:_MOST_SHOWN])
