"""A Word document → its paragraphs and tables, as they read once every tracked change is accepted."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from xlsreport.model.document import DocumentTable, ReportDocument, TableCell
from xlsreport.reading.guard import unpacked
from xlsreport.reading.refusal import RefusedError
from xlsreport.reading.xml_normalise import parsed

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT, _PLAIN = b"http://purl.oclc.org/ooxml/wordprocessingml/main", _W[1:-1].encode()
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PICTURES = frozenset({"blip", "imagedata"})
_GONE = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}rPr", f"{_W}pPr", f"{_W}tcPr", f"{_W}tblPr", f"{_W}trPr"})
_SIGNS = {f"{_W}tab": " ", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_BODY, _NOTES = "word/document.xml", ("word/footnotes.xml", "word/endnotes.xml")
_MOST_CELLS = 200_000
_MOST_COLUMNS = 200
_DEEPEST = 60
RAISED = "⁅{}⁆"  # a raised text beside a figure is the mark of a note, and no digit of it


@dataclass(slots=True)
class _Story:
    """What is read of a document so far."""

    blocks: list[str | DocumentTable] = field(default_factory=list)
    tables: int = 0
    cells: int = 0


def read_docx(data: bytes) -> ReportDocument:
    """Return the Word document `data`; raises `RefusedError` where it cannot be read, or is too large."""
    package = unpacked(data)
    root = parsed(_BODY, package.part(_BODY).replace(_STRICT, _PLAIN))
    story = _Story()
    for body in root.iter(f"{_W}body"):
        _blocks(body, story, 0)
        break
    notes = [line for part in _NOTES if part in package.parts for line in _notes(package.part(part))]
    pictures = sum(1 for each in root.iter() if etree.QName(each).localname in _PICTURES)
    return ReportDocument(tuple(story.blocks), tuple(notes), pictures)


def _notes(part: bytes) -> Iterator[str]:
    for paragraph in parsed("notes", part.replace(_STRICT, _PLAIN)).iter(f"{_W}p"):
        if text := _text(paragraph).strip():
            yield text


def _blocks(parent: etree._Element, story: _Story, depth: int) -> None:
    """Read the paragraphs and tables of `parent`, those of content controls and of text boxes among them."""
    if depth > _DEEPEST:
        raise RefusedError("F107", f"w:tbl × {depth}")
    for child in parent:
        if child.tag == f"{_W}p":
            story.blocks.append(_text(child))
            for box in _boxes(child):
                _blocks(box, story, depth + 1)
        elif child.tag == f"{_W}tbl":
            _table(child, story, depth)
        elif child.tag not in _GONE and child.tag != _FALLBACK and isinstance(child.tag, str):
            _blocks(child, story, depth + 1)


def _boxes(paragraph: etree._Element) -> Iterator[etree._Element]:
    for box in paragraph.iter(f"{_W}txbxContent"):
        inside = {each.tag for each in box.iterancestors()}
        if _FALLBACK not in inside and not inside & {f"{_W}del", f"{_W}moveFrom"}:
            yield box


def _table(table: etree._Element, story: _Story, depth: int) -> None:
    story.tables += 1
    number, at = story.tables, len(story.blocks)
    cells: list[TableCell] = []
    open_: dict[int, int] = {}  # column → the number of the cell that is merged down to here
    for row, found in enumerate(_rows(table), 1):
        column = 1 + _number(found.find(f"{_W}trPr/{_W}gridBefore"))
        for cell in _inside(found, f"{_W}tc"):
            span = min(max(_number(cell.find(f"{_W}tcPr/{_W}gridSpan")), 1), _MOST_COLUMNS)
            if _is_continued(cell) and column in open_:
                above = cells[open_[column]]
                cells[open_[column]] = TableCell(
                    above.row, above.column, above.text, row - above.row + 1, above.columns
                )
            else:
                cells.append(TableCell(row, column, _lines(cell, story, depth), 1, span))
                open_[column] = len(cells) - 1
            column += span
        story.cells += column
        if story.cells > _MOST_CELLS:
            raise RefusedError("F107", f"{story.cells} > {_MOST_CELLS}")
    story.blocks.insert(at, DocumentTable(number, tuple(cells)))


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for row in _inside(table, f"{_W}tr"):
        if row.find(f"{_W}trPr/{_W}del") is None:
            yield row


def _inside(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Yield the rows of a table, or the cells of a row, those in content controls among them."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}customXml", f"{_W}ins", f"{_W}moveTo"):
            yield from _inside(child, tag)


def _is_continued(cell: etree._Element) -> bool:
    merge = cell.find(f"{_W}tcPr/{_W}vMerge")
    return merge is not None and merge.get(f"{_W}val", "continue") == "continue"


def _number(element: etree._Element | None) -> int:
    said = element.get(f"{_W}val", "") if element is not None else ""
    return int(said) if said.isascii() and said.isdigit() and len(said) < 5 else 0


def _lines(cell: etree._Element, story: _Story, depth: int) -> str:
    """Return the text of a cell; a table or a text box in it is read as one of its own."""
    inner = _Story(tables=story.tables, cells=story.cells)
    _blocks(cell, inner, depth + 1)
    story.tables, story.cells = inner.tables, inner.cells
    story.blocks += [each for each in inner.blocks if isinstance(each, DocumentTable)]
    return "\n".join(each for each in inner.blocks if isinstance(each, str)).strip()


def _text(element: etree._Element) -> str:
    """Return the text of a paragraph without what was deleted, hidden, or stands in a box of its own."""
    said = []
    for child in element:
        if child.tag == f"{_W}t":
            said.append(child.text or "")
        elif child.tag in _SIGNS:
            said.append(_SIGNS[child.tag])
        elif child.tag == f"{_W}r":
            said.append(_run(child))
        elif isinstance(child.tag, str) and child.tag not in _GONE and not child.tag.endswith(("}drawing", "}pict")):
            said.append("" if child.tag.endswith("}AlternateContent") else _text(child))
    return "".join(said)


def _run(run: etree._Element) -> str:
    looks = run.find(f"{_W}rPr")
    if looks is None:
        return _text(run)
    if _is_on(looks.find(f"{_W}vanish")):
        return ""
    raised = looks.find(f"{_W}vertAlign")
    text = _text(run)
    is_raised = raised is not None and raised.get(f"{_W}val") == "superscript" and text.strip()
    return RAISED.format(text) if is_raised else text


def _is_on(element: etree._Element | None) -> bool:
    return element is not None and element.get(f"{_W}val", "1") not in ("0", "false", "off")
