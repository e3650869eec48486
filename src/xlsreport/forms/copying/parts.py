"""The parts of a workbook as an Office package: read, changed one by one, and packed again."""

import io
import posixpath
import zipfile
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

from lxml import etree

Element = etree._Element
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LANGUAGE: Any = {None: MAIN}  # lxml takes None for no prefix; its types do not know
WORKSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_RELATED: Any = {None: _RELATIONS}
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_CONTENT_TYPES = "[Content_Types].xml"
etree.register_namespace("r", OFFICE)  # its usual prefix, whether or not another library has said so
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, remove_blank_text=False)


def main(name: str) -> str:
    """Return the qualified name of an element of a workbook's own language."""
    return f"{{{MAIN}}}{name}"


def linked(name: str) -> str:
    """Return the qualified name of an attribute that names a relation, as `r:id`."""
    return f"{{{OFFICE}}}{name}"


def parsed_xml(data: bytes) -> Element:
    """Return the root of an XML part; nothing outside it is ever read."""
    return etree.fromstring(data, _PARSER)


def made(parent: Element, tag: str, text: str | None = None, **attributes: str) -> Element:
    """Return a new last child of `parent`, in the workbook's own language."""
    child = etree.SubElement(parent, main(tag), attributes)
    child.text = text
    return child


class Parts:
    """The parts of a package by name, in its order. What was changed is written anew, all else as it was."""

    def __init__(self, data: bytes) -> None:
        """Take the package `data` apart."""
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            self._contents = {each.filename: package.read(each) for each in package.infolist() if not each.is_dir()}
        self._trees: dict[str, Element] = {}

    def __contains__(self, name: str) -> bool:
        """Whether there is a part of that name."""
        return name in self._contents

    def names(self, folder: str) -> list[str]:
        """Return the XML parts that lie in `folder`, not deeper."""
        return [
            n for n in self._contents if n.startswith(folder) and n.endswith(".xml") and "/" not in n[len(folder) :]
        ]

    def raw(self, name: str) -> bytes:
        """Return the bytes of a part as its author left it."""
        return self._contents[name]

    def tree(self, name: str) -> Element:
        """Return the root of an XML part; what is changed in it will be written."""
        if name not in self._trees:
            self._trees[name] = parsed_xml(self._contents[name])
        return self._trees[name]

    def put(self, name: str, content: bytes | Element) -> None:
        """Write a part, new or in the place of another."""
        self._trees.pop(name, None)
        self._contents[name] = b"" if isinstance(content, Element) else content
        if isinstance(content, Element):
            self._trees[name] = content

    def drop(self, name: str) -> None:
        """Take a part away, with what its package says of its kind."""
        del self._contents[name]
        self._trees.pop(name, None)
        for each in self.tree(_CONTENT_TYPES).findall(f"{{{_TYPES}}}Override"):
            if each.get("PartName") == f"/{name}":
                each.getparent().remove(each)  # type: ignore[union-attr]

    def unused(self, pattern: str) -> str:
        """Return the first name of `pattern` (a `{}` for the number) that no part has, in any letters."""
        taken = {each.casefold() for each in self._contents}
        number = 1
        while pattern.format(number).casefold() in taken:
            number += 1
        return pattern.format(number)

    def declare(self, name: str, kind: str) -> None:
        """Say of a new part what kind it is."""
        etree.SubElement(self.tree(_CONTENT_TYPES), f"{{{_TYPES}}}Override", PartName=f"/{name}", ContentType=kind)

    def declare_ending(self, ending: str, kind: str) -> None:
        """Say of all parts whose name ends so what kind they are, where nothing says it yet."""
        root = self.tree(_CONTENT_TYPES)
        known = {(each.get("Extension") or "").lower() for each in root.findall(f"{{{_TYPES}}}Default")}
        if ending not in known:
            root.insert(0, etree.Element(f"{{{_TYPES}}}Default", Extension=ending, ContentType=kind))

    def relations(self, name: str) -> Iterator[tuple[str, str, str]]:
        """Yield the id, the kind (its last word) and the target of each relation of a part with another."""
        if (rels := _rels_of(name)) not in self._contents:
            return
        for each in parsed_xml(self._current(rels)).iter(f"{{{_RELATIONS}}}Relationship"):
            if each.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", posixpath.dirname(name), each.get("Target", "")))
                yield each.get("Id", ""), each.get("Type", "").rpartition("/")[2], target.lstrip("/")

    def related(self, name: str, kind: str) -> str | None:
        """Return the first part of `kind` that a part leads to."""
        return next((target for _, each, target in self.relations(name) if each == kind), None)

    def relate(self, name: str, kind: str, target: str) -> str:
        """Lead from a part to `target`; return the id of the new relation."""
        rels = _rels_of(name)
        if rels not in self._contents:
            self.put(rels, etree.Element(f"{{{_RELATIONS}}}Relationships", nsmap=_RELATED))
        root = self.tree(rels)
        taken = {each.get("Id") for each in root}
        number = next(each for each in range(1, len(taken) + 2) if f"rIdX{each}" not in taken)
        etree.SubElement(
            root, f"{{{_RELATIONS}}}Relationship", Id=f"rIdX{number}", Type=f"{OFFICE}/{kind}", Target=f"/{target}"
        )
        return f"rIdX{number}"

    def unrelate(self, name: str, target: str) -> None:
        """Take away what leads from a part to `target`."""
        found = {each for each, _, part in self.relations(name) if part == target}
        root = self.tree(_rels_of(name))
        for each in [child for child in root if child.get("Id") in found]:
            root.remove(each)

    def _current(self, name: str) -> bytes:
        """Return the bytes of a part: its author's, where nothing was changed in it."""
        content, root = self._contents[name], self._trees.get(name)
        unchanged = root is None or (content and etree.tostring(root) == etree.tostring(parsed_xml(content)))
        return content if unchanged or root is None else _written(root)

    def packed(self) -> bytes:
        """Return the package."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
            for name in self._contents:
                package.writestr(name, self._current(name))
        return out.getvalue()


class Book:
    """A workbook's parts by the names that people know: its sheets, its styles."""

    def __init__(self, data: bytes) -> None:
        """Take the workbook `data` apart."""
        self.parts = Parts(data)
        self.name = self.parts.related("", "officeDocument") or "xl/workbook.xml"

    @property
    def root(self) -> Element:
        """The part that names the sheets."""
        return self.parts.tree(self.name)

    @cached_property
    def pages(self) -> dict[str, str]:
        """The parts of all sheets by title, chart sheets included, in their order."""
        targets = {each: target for each, _, target in self.parts.relations(self.name)}
        return {
            each.get("name", ""): targets[each.get(linked("id"), "")]
            for each in parsed_xml(self.parts.raw(self.name)).iter(main("sheet"))
            if each.get(linked("id")) in targets
        }

    def sheet(self, title: str) -> Element:
        """Return the root of the sheet called `title`."""
        return self.parts.tree(self.pages[title])

    @property
    def sheets(self) -> dict[str, Element]:
        """The roots of the sheets with cells by title; all of them are written anew."""
        roots = {title: self.sheet(title) for title in self.pages}
        return {title: root for title, root in roots.items() if root.tag == main("worksheet")}

    def forget_order(self) -> None:
        """Take away in which order Excel computed: a cell in it without a formula is damage to Excel."""
        if order := self.parts.related(self.name, "calcChain"):
            self.parts.unrelate(self.name, order)
            self.parts.drop(order)


def _rels_of(name: str) -> str:
    folder, file = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{file}.rels")


def _written(root: Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def needed(root: Element, name: str, order: Iterable[str] = ()) -> Element:
    """Return the first child of `root` of that name, made in its place in `order` where there is none."""
    found = root.find(main(name))
    if found is None:
        found = etree.Element(main(name))
        in_order(root, found, order or (name,))
    return found


def without(element: Element, *names: str) -> None:
    """Take attributes away."""
    for name in names:
        if name in element.attrib:
            del element.attrib[name]


def in_order(root: Element, child: Element, order: Iterable[str]) -> None:
    """Put `child` into `root` before what `order` (names of the workbook's language) has after it."""
    names = [main(name) for name in order]
    later = set(names[names.index(str(child.tag)) + 1 :])
    place = next((number for number, each in enumerate(root) if each.tag in later), len(root))
    root.insert(place, child)
