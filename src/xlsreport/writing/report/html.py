"""A Word report as a fragment of HTML, to paste into the editor of a website: the same text and the same tables."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.oxml.table import CT_Row, CT_Tc
from docx.table import Table
from docx.text.paragraph import Paragraph

_HEADINGS = {"Title": "h2", "Heading 1": "h3", "Heading 2": "h4", "Heading 3": "h5"}
_FIGURE = re.compile(r"[-−+]?[\d,.]*%?")  # a blank cell is a figure that is not there
_COLOUR = re.compile(r"[0-9A-Fa-f]{6}")
_TABLE = "border-collapse:collapse;width:100%"
_CELL = "border:1px solid #000;padding:4px"  # stated at each cell: editors take classes and style sheets away
_MARK = "text-align:center;color:#c00000"
_ALIGNED = {WD_ALIGN_PARAGRAPH.RIGHT: "text-align:right", WD_ALIGN_PARAGRAPH.CENTER: "text-align:center"}


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell as a browser needs it, where one that is merged downwards stands once."""

    text: str
    columns: int
    rows: int
    fill: str  # six hexadecimal digits, empty where it is not shaded

    @property
    def figure(self) -> bool:
        """Whether it holds a figure, or would."""
        return _FIGURE.fullmatch(self.text) is not None


def html_of(report: bytes, language: str, mark: str = "") -> str:
    """Return the Word document `report`, written in `language`, as one `<section>`; `mark` is its first line."""
    document = Document(io.BytesIO(report))
    parts, heading = [f'<section lang="{escape(language)}">'], ""
    if mark:
        parts.append(f'<p style="{_MARK}"><strong>{escape(mark)}</strong></p>')
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            parts += _table(block, heading)
        elif block.text.strip():
            heading = block.text if _tag(block) != "p" else heading
            parts.append(_paragraph(block))
    return "\n".join((*parts, "</section>\n"))


def _tag(paragraph: Paragraph) -> str:
    return _HEADINGS.get(paragraph.style.name or "" if paragraph.style else "", "p")


def _paragraph(paragraph: Paragraph) -> str:
    tag, style = _tag(paragraph), paragraph.style
    align = paragraph.alignment
    if align is None and style is not None:
        align = style.paragraph_format.alignment
    look = _ALIGNED.get(align) if align is not None else None
    given = f' style="{look}"' if look and tag in ("p", "h2") else ""
    text = "".join(_run(run.text, marked=run.font.highlight_color is not None) for run in paragraph.runs)
    return f"<{tag}{given}>{text}</{tag}>"


def _run(text: str, *, marked: bool) -> str:
    shown = escape(text).replace("\n", "<br>")
    return f"<mark>{shown}</mark>" if marked and shown else shown


def _table(table: Table, caption: str) -> Iterator[str]:
    rows = list(table._tbl.tr_lst)
    heads = sum(_repeated(row) for row in rows)
    yield f'<table style="{_TABLE}">'
    yield f"<caption>{escape(caption)}</caption>"
    yield _widths(table)
    for tag, first, last in (("thead", 0, heads), ("tbody", heads, len(rows))):
        if first < last:
            yield f"<{tag}>"
            yield from (_row(_cells(rows, number), head=number < heads) for number in range(first, last))
            yield f"</{tag}>"
    yield "</table>"


def _widths(table: Table) -> str:
    """Return the columns' widths as parts of the whole: left to itself, a browser breaks the shortest heads."""
    widths = [int(column.w or 0) for column in table._tbl.tblGrid.gridCol_lst]
    if not all(widths):
        return ""
    columns = (f'<col style="width:{100 * width / sum(widths):.1f}%">' for width in widths)
    return f"<colgroup>{''.join(columns)}</colgroup>"


def _repeated(row: CT_Row) -> bool:
    properties = row.find(qn("w:trPr"))
    return properties is not None and properties.find(qn("w:tblHeader")) is not None


def _cells(rows: list[CT_Row], number: int) -> list[_Cell]:
    """Return the cells that begin in a row, each with how far it reaches."""
    return [
        _Cell(_text(cell), cell.grid_span, _depth(rows, number, cell), _fill(cell))
        for cell in rows[number].tc_lst
        if cell.vMerge != "continue"
    ]


def _depth(rows: list[CT_Row], number: int, cell: CT_Tc) -> int:
    if cell.vMerge != "restart":
        return 1
    depth = 1
    for row in rows[number + 1 :]:
        below = next((each for each in row.tc_lst if each.grid_offset == cell.grid_offset), None)
        if below is None or below.vMerge != "continue":
            break
        depth += 1
    return depth


def _text(cell: CT_Tc) -> str:
    return "\n".join(paragraph.text for paragraph in cell.p_lst).strip()


def _fill(cell: CT_Tc) -> str:
    shading = cell.find(f"{qn('w:tcPr')}/{qn('w:shd')}")
    fill = "" if shading is None else shading.get(qn("w:fill"), "")
    return fill if _COLOUR.fullmatch(fill) else ""


def _row(cells: list[_Cell], *, head: bool) -> str:
    """Return a row; texts in front of its figures are its heads, and a row of texts alone heads what is below."""
    column = head or not any(cell.figure for cell in cells)
    parts, leading = [], True
    for cell in cells:
        leading = leading and not cell.figure
        scope = "col" if column and cell.text else "row" if leading else ""
        parts.append(_cell(cell, scope))
    return f"<tr>{''.join(parts)}</tr>"


def _cell(cell: _Cell, scope: str) -> str:
    tag = "th" if scope else "td"
    spans = {"scope": scope, "colspan": cell.columns, "rowspan": cell.rows}
    given = "".join(f' {name}="{value}"' for name, value in spans.items() if value not in ("", 1))
    align = "left" if scope == "row" else "center"
    shade = f";background-color:#{cell.fill}" if cell.fill else ""
    text = escape(cell.text).replace("\n", "<br>")
    return f'<{tag}{given} style="{_CELL};text-align:{align}{shade}">{text}</{tag}>'
