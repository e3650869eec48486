"""The parts of a spreadsheet package (.xlsx, .xlsm, Strict OOXML): which are its sheets, and what else it carries."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from xlsreport.model.workbook import Remark
from xlsreport.reading.guard import Package
from xlsreport.reading.refusal import RefusedError
from xlsreport.reading.repack import repacked
from xlsreport.reading.xml_normalise import parsed

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = re.compile(
    rb"""((?:xmlns(?::[\w.-]+)?|Type)\s*=\s*["'])http://purl\.oclc\.org/ooxml/"""
    rb"""(spreadsheetml/main|officeDocument/relationships)(?=["'/])"""
)
_TRANSITIONAL = {  # what a Strict namespace is called in the transitional form that every reader knows
    b"spreadsheetml/main": MAIN.encode(),
    b"officeDocument/relationships": _RELATIONS.encode(),
}
_ROOT_LINKS = "_rels/.rels"
_READ_TYPES = ("/worksheet", "/sharedStrings", "/styles")
_MACROS = re.compile(r"(?:^|/)(?:vbaproject\.bin|macrosheets/)", re.IGNORECASE)
_EXTERNAL = re.compile(r"xl/externallinks/_rels/.+\.rels", re.IGNORECASE)
_MOST_LINKS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Link:
    """A relationship of a part: its id, the last word of its type and the part that it names."""

    id: str
    type: str
    target: str


@dataclass(frozen=True, slots=True)
class Spreadsheet:
    """What is read: the worksheets' XML by name, in order (None for a sheet without cells), and `data` for calamine."""

    sheets: Mapping[str, bytes | None]
    data: bytes


def spreadsheet(package: Package) -> Spreadsheet:
    """Return the worksheets of `package`, and a package of the parts that are read alone.

    Raises `RefusedError` (F101) where a part is missing or not well formed, or two sheets have one name.
    """
    parts = dict(package.parts)
    by_folded = {name.casefold(): name for name in parts}
    main = next((each.target for each in _links(parts, by_folded, _ROOT_LINKS) if each.type == "/officeDocument"), "")
    book = _present(main, by_folded)
    links = [each for each in _links(parts, by_folded, _links_of(book)) if each.type in _READ_TYPES]
    optional = {each.id for each in links if each.type != "/worksheet" and each.target.casefold() not in by_folded}
    needed = {each.id: _present(each.target, by_folded) for each in links if each.id not in optional}
    kept = {name: parts[name] for name in (_ROOT_LINKS, book, _links_of(book), *needed.values())}
    kept = {name: _transitional(content) for name, content in kept.items()}
    return Spreadsheet(dict(_sheets(book, kept, needed)), repacked(kept))


def read_parts(package: Package, book: str) -> dict[str, str]:
    """Return the names of the parts of the workbook part `book` that are read, by the link's id."""
    by_folded = {each.casefold(): each for each in package.parts}
    links = [each for each in _links(package.parts, by_folded, _links_of(book)) if each.type in _READ_TYPES]
    return {each.id: by_folded[each.target.casefold()] for each in links if each.target.casefold() in by_folded}


def remarks(package: Package) -> tuple[Remark, ...]:
    """Return what `package` carries beside cells: macros, which are never run, and links that are never followed."""
    macros = (Remark("F109"),) if any(_MACROS.search(name) for name in package.names) else ()
    linked = [part for name, part in package.parts.items() if _EXTERNAL.fullmatch(name)]
    targets = [link.get("Target", "") for part in linked for link in parsed("externalLinks", part)]
    shown = ", ".join(posixpath.basename(target.replace("\\", "/"))[:60] for target in targets[:_MOST_LINKS_SHOWN])
    return (*macros, Remark("F110", shown or str(len(linked)))) if linked else macros


def _sheets(book: str, kept: Mapping[str, bytes], needed: Mapping[str, str]) -> Iterator[tuple[str, bytes | None]]:
    seen: set[str] = set()
    for each in parsed(book, kept[book]).iter(f"{{{MAIN}}}sheet"):
        name = each.get("name", "")
        if name.casefold() in seen:
            raise RefusedError("F101", f"{book}: {name[:100]} × 2")
        seen.add(name.casefold())
        part = needed.get(each.get(f"{{{_RELATIONS}}}id", ""))
        yield name, kept[part] if part else None


def _links(parts: Mapping[str, bytes], by_folded: Mapping[str, str], name: str) -> Iterator[Link]:
    folder = posixpath.dirname(posixpath.dirname(name))
    for each in parsed(name, parts[_present(name, by_folded)]):
        if each.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, each.get("Target", "")))
            yield Link(each.get("Id", ""), f"/{each.get('Type', '').rpartition('/')[2]}", target.lstrip("/"))


def _links_of(part: str) -> str:
    folder, _, name = part.rpartition("/")
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _present(name: str, by_folded: Mapping[str, str]) -> str:
    if name.casefold() not in by_folded:
        raise RefusedError("F101", f"ZIP: {name[:100] or 'xl/workbook.xml'} ✗")
    return by_folded[name.casefold()]


def _transitional(content: bytes) -> bytes:
    if b"purl.oclc.org/ooxml" not in content:
        return content
    return _STRICT.sub(lambda match: match[1] + _TRANSITIONAL[match[2]], content)
