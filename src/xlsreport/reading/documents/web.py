"""A web page, published or saved → its paragraphs and tables as a reader sees them."""

import re
from email import message_from_bytes
from email.policy import compat32

from lxml import etree, html

from xlsreport.model.days import day_of
from xlsreport.model.document import DocumentTable, ReportDocument, TableCell
from xlsreport.reading.documents.docx import RAISED
from xlsreport.reading.refusal import RefusedError

_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_-]{2,20})""", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f\v\u00a0\u3000]+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SKIPPED = frozenset({"script", "style", "head", "template", "noscript", "select", "textarea", "object", "iframe"})
_BLOCKS = frozenset(
    {"p", "div", "td", "th", "tr", "li", "ul", "ol", "table", "section", "article", "header", "footer", "nav", "main"}
    | {"h1", "h2", "h3", "h4", "h5", "h6", "center", "form", "dl", "dt", "dd", "blockquote", "pre", "hr", "body"}
    | {"caption", "tbody", "thead", "tfoot"}
)
_DATED = ("pubdate", "article:published_time", "dc.date.issued")
_DAY = 10  # signs of a day before its time
_MOST_BYTES = 32 * 1024 * 1024
_MOST_CELLS = 200_000
_MOST_COLUMNS, _MOST_ROWS = 200, 2_000
_GB = {"gb2312": "gb18030", "gbk": "gb18030"}


def read_web_page(data: bytes) -> ReportDocument:
    """Return the page `data`, also one saved as .mht; raises `RefusedError` where there is none, or it is too large."""
    if len(data) > _MOST_BYTES:
        raise RefusedError("F107", f"{len(data) // 2**20} > {_MOST_BYTES // 2**20} MiB")
    try:
        root = html.document_fromstring(_decoded(data), parser=html.HTMLParser(huge_tree=False, remove_comments=True))
    except (etree.LxmlError, ValueError):
        raise RefusedError("F101", "HTML") from None
    page = _Page()
    page.read(root)
    pictures = sum(1 for _ in root.iter("img"))
    return ReportDocument(tuple(page.blocks), (), pictures, published_on=_published_on(root))


def _published_on(root: etree._Element) -> str:
    """Return the day in the page's own words of when it was published, as sites of government must give it."""
    said = {str(each.get("name") or each.get("property") or "").lower(): each for each in root.iter("meta")}
    found = next((str(said[name].get("content") or "") for name in _DATED if name in said), "")
    day = day_of(found[:_DAY])
    return day.isoformat() if day else ""


def page_in(data: bytes) -> bytes:
    """Return the page inside a saved .mht; raises `RefusedError` (F101) where there is none."""
    for part in message_from_bytes(data, policy=compat32).walk():
        if part.get_content_type() == "text/html":
            body = part.get_payload(decode=True)
            if isinstance(body, bytes):
                charset = part.get_content_charset() or ""
                return body if not charset else _as_utf8(body, charset)
    raise RefusedError("F101", "MHT: text/html ✗")


def _as_utf8(body: bytes, charset: str) -> bytes:
    try:
        return b"\xef\xbb\xbf" + body.decode(_GB.get(charset.lower(), charset), "replace").encode()
    except LookupError:
        return body


def _decoded(data: bytes) -> str:
    if data.startswith(b"\xef\xbb\xbf"):
        return _undeclared(data.decode("utf-8-sig", "replace"))
    declared = _CHARSET.search(data[:4096])
    names = [declared[1].decode().lower()] if declared else []
    for name in (*names, "utf-8", "gb18030"):
        try:
            return _undeclared(data.decode(_GB.get(name, name)))
        except (UnicodeError, LookupError):
            continue
    return _undeclared(data.decode("utf-8", "replace"))


def _undeclared(text: str) -> str:
    return re.sub(r"^\s*<\?xml[^>]*>", "", text.lstrip("\ufeff"))


class _Page:
    """What is read of a page so far; `blocks` are its paragraphs and tables."""

    def __init__(self) -> None:
        self.blocks: list[str | DocumentTable] = []
        self._line: list[str] = []
        self._tables = self._cells = 0

    def read(self, root: etree._Element) -> None:
        """Read all that is to be seen of `root`; of tables in one another the innermost are tables."""
        skipping: etree._Element | None = None
        for event, element in etree.iterwalk(root, events=("start", "end")):
            if skipping is not None:
                if event == "end" and element is skipping:
                    skipping = None
                    self._line.append(element.tail or "")
                continue
            if event == "start":
                if _is_unseen(element) or self._is_table(element):
                    skipping = element
                    continue
                self._break(element)
                self._line.append(element.text or "")
            else:
                self._break(element)
                self._line.append(element.tail or "")
        self._end()

    def _break(self, element: etree._Element) -> None:
        if element.tag in _BLOCKS or element.tag == "br":
            self._end()

    def _end(self) -> None:
        text = _SPACE.sub(" ", "".join(self._line)).strip()
        self._line = []
        if text:
            self.blocks.append(text)

    def _is_table(self, element: etree._Element) -> bool:
        if element.tag != "table" or element.find(".//table") is not None:
            return False
        self._end()
        self._tables += 1
        self.blocks.append(DocumentTable(self._tables, tuple(self._read_table(element))))
        return True

    def _read_table(self, table: etree._Element) -> list[TableCell]:
        cells: list[TableCell] = []
        taken: set[tuple[int, int]] = set()
        rows = [row for row in table.iter("tr") if not _is_unseen(row)]
        for number, row in enumerate(rows, 1):
            column = 1
            for cell in row:
                if cell.tag not in ("td", "th") or _is_unseen(cell):
                    continue
                while (number, column) in taken:
                    column += 1
                down = _span(cell, "rowspan", min(_MOST_ROWS, len(rows) - number + 1))
                across = _span(cell, "colspan", _MOST_COLUMNS)
                self._cells += down * across
                if self._cells > _MOST_CELLS:
                    raise RefusedError("F107", f"{self._cells} > {_MOST_CELLS}")
                taken |= {(number + r, column + c) for r in range(down) for c in range(across)}
                cells.append(TableCell(number, column, _seen(cell), down, across))
                column += across
        return cells


def _is_unseen(element: etree._Element) -> bool:
    if not isinstance(element.tag, str) or element.tag in _SKIPPED:
        return True
    return element.get("hidden") is not None or _HIDDEN.search(element.get("style", "")) is not None


def _span(cell: etree._Element, name: str, most: int) -> int:
    said = cell.get(name, "").strip()
    number = int(said) if said.isascii() and said.isdigit() and len(said) < 6 else 1
    return most if name == "rowspan" and said == "0" else max(1, min(number, most))


def _seen(cell: etree._Element) -> str:
    """Return the text of a cell, its lines apart."""
    said: list[str] = []
    hidden: etree._Element | None = None
    for event, element in etree.iterwalk(cell, events=("start", "end")):
        if hidden is not None:
            if event == "end" and element is hidden:
                hidden = None
                said.append(_flowing(element.tail))
            continue
        if event == "start" and element is not cell and _is_unseen(element):
            hidden = element
        elif event == "start" and element.tag == "sup" and (raised := "".join(element.itertext()).strip()):
            said.append(RAISED.format(raised))
            hidden = element
        elif event == "start":
            said.append(("\n" if element.tag in _BLOCKS or element.tag == "br" else "") + _flowing(element.text))
        elif element is not cell:
            said.append(("\n" if element.tag in _BLOCKS else "") + _flowing(element.tail))
    lines = (_SPACE.sub(" ", line).strip() for line in "".join(said).split("\n"))
    return "\n".join(line for line in lines if line)


def _flowing(text: str | None) -> str:
    return _SPACE.sub(" ", text or "")
