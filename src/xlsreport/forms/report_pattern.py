"""The form's Word template read backwards: which cell of the form each cell of its tables shows, and each paragraph."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from xlsreport.forms.library import TEMPLATE
from xlsreport.forms.tags import opened_template
from xlsreport.model.address import Address
from xlsreport.model.document import PatternTable, ReportPattern, SaidFigure, TableCell
from xlsreport.model.form import Form, Role
from xlsreport.model.template import tag_name

if TYPE_CHECKING:
    from docx.table import Table

_FIGURE = re.compile(r"\{\{\s*(?:(\w+)\.)?(\w+)\.([A-Z]{1,3}[1-9][0-9]*)\s*\}\}")  # a filter says something else
_LINES = re.compile(r"\{%p?\s*for\s+\w+\s+in\s+(\w+)\.([A-Z]{1,3}[1-9][0-9]*)\.lines\s*%\}")
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_OPENS, _CLOSES = re.compile(r"\{%-?p?\s*(?:for|if)\b"), re.compile(r"\{%-?p?\s*end(?:for|if)\b")
_CONDITIONAL = re.compile(r"\{%\s*if.*?endif\s*%\}", re.DOTALL)
_NAME, _PERIOD = r"(.{1,60}?)", r"(?<![0-9])([0-9]{4}.{0,8}?)"
_WORDY = 12  # signs of the template's own that make a paragraph known again
_KNOWN_BY = 4  # signs of the longest piece of a sentence, by which it is known again
_STOPS = "，。；：、,.;:"  # at the edge of a line some programs hang them where no reader finds them
_WHOLE_ROW = re.compile(r"\s*\{%tr\s[^%]*%\}\s*")


def report_pattern(form: Form) -> ReportPattern:
    """Return where the figures and texts of `form` stand in a report made with its template."""
    document = opened_template(form.folder / TEMPLATE)
    sheets = {tag_name(name): name for name in form.layouts}
    tables = tuple(_table(table, sheets) for table in document.tables)
    texts = [each.text for each in document.paragraphs]
    return ReportPattern(
        tuple(each for each in tables if each.figures),
        _body(texts, sheets),
        tuple(_titles(form, texts, sheets)),
        tuple(_sentences(texts)),
        tuple(_said(form, texts, sheets)),
    )


def _body(texts: Sequence[str], sheets: Mapping[str, str]) -> tuple[str | Address, ...]:
    """Return the headings that always stand there, and the cells whose texts do."""
    body: list[str | Address] = []
    depth = 0
    for text in texts:
        if (lines := _LINES.search(text)) and lines[1] in sheets:
            address = Address.parse(lines[2], sheets[lines[1]])
            body += [address] if address not in body else []
        elif depth == 0 and text.strip() and not _TAG.search(text):
            body.append(text.strip())
        depth += len(_OPENS.findall(text)) - len(_CLOSES.findall(text))
    return tuple(body)


def _titles(form: Form, texts: Sequence[str], sheets: Mapping[str, str]) -> Iterator[tuple[str, tuple[Address, ...]]]:
    """Yield how the lines read that say whose report it is and of when, and which cells their parts are."""
    wanted = {form.identity.name, form.identity.period}
    for each in texts:
        text = _CONDITIONAL.sub("", each)
        cells = [_cell(match, sheets) for match in _FIGURE.finditer(text)]
        pieces = ["".join(part.split()) for part in _FIGURE.sub("\0", text).split("\0")]
        known = tuple(cell for cell in cells if cell is not None)
        if len(known) == len(cells) and wanted & set(known) and any(pieces) and not _TAG.search(_FIGURE.sub("", text)):
            parts = [_PERIOD if cell == form.identity.period else _NAME for cell in known]
            yield (
                re.escape(pieces[0]) + "".join(a + re.escape(b) for a, b in zip(parts, pieces[1:], strict=True)),
                known,
            )


def _sentences(texts: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield the pieces of each paragraph that the template writes round what it is told."""
    for each in texts:
        pieces = tuple(piece for part in _TAG.split(each) if len(piece := "".join(part.split())) > 1)
        if _TAG.search(each) and sum(map(len, pieces)) >= _WORDY:
            yield pieces


def _said(form: Form, texts: Sequence[str], sheets: Mapping[str, str]) -> Iterator[SaidFigure]:
    """Yield the figures inside sentences, with the template's own words on both sides."""
    for each in texts:
        anchor = max(("".join(piece.split()) for piece in _TAG.split(each)), key=len)
        for match in _FIGURE.finditer(each):
            cell = None if match[1] else _cell(match, sheets)
            before = "".join(_TAG.split(each[: match.start()])[-1].split()).lstrip(_STOPS)
            after = "".join(_TAG.split(each[match.end() :])[0].split()).rstrip(_STOPS)
            if cell is not None and before and len(anchor) >= _KNOWN_BY and _counts(form, cell):
                yield SaidFigure(cell, before, after, anchor)


def _counts(form: Form, cell: Address) -> bool:
    field = form.fields.get(cell)
    return cell in form.formulas or (field is not None and field.role is Role.FIGURE and field.kind.numeric)


def _cell(match: re.Match[str], sheets: Mapping[str, str]) -> Address | None:
    return Address.parse(match[3], sheets[match[2]]) if match[2] in sheets else None


def _table(table: "Table", sheets: Mapping[str, str]) -> PatternTable:
    extents: dict[object, list[int]] = {}
    texts: dict[object, str] = {}
    rows = [row for row in table.rows if not all(_is_block(cell.text) for cell in row.cells)]
    for r, row in enumerate(rows, 1):
        for c, cell in enumerate(row.cells, 1):
            extent = extents.setdefault(cell._tc, [r, c, r, c])
            extent[2], extent[3] = r, max(extent[3], c)
            texts[cell._tc] = cell.text
    cells, figures, repeated = [], {}, set()
    for tc, (top, left, bottom, right) in extents.items():
        match = _FIGURE.fullmatch(texts[tc].strip())
        address = _cell(match, sheets) if match else None
        if match and address:
            figures[top, left] = address
            if match[1]:
                repeated.add(top)
        text = "" if match else _TAG.sub("", texts[tc]).strip()
        cells.append(TableCell(top, left, text, bottom - top + 1, right - left + 1))
    return PatternTable(tuple(cells), figures, frozenset(repeated))


def _is_block(text: str) -> bool:
    return not text.strip() or _WHOLE_ROW.fullmatch(text) is not None
