"""Paragraphs and tables as WordprocessingML. Text is only ever text: no markup, no field, no control character.

A thousand departments' tables are written as one text and parsed once: python-docx, asked cell by cell, takes minutes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.xmlchemy import BaseOxmlElement

TWIPS_A_MM = 56.7


@dataclass(frozen=True, slots=True)
class TableStyles:
    """The ids of the styles of a table and of the paragraphs in its cells."""

    table: str
    head: str
    text: str
    figure: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, its width in mm, and whether it holds figures."""

    head: str
    width: float
    figures: bool = False


def paragraph_xml(style: str, *lines: str) -> str:
    """Return a paragraph in the style with the id `style`, its `lines` divided by line breaks."""
    runs = "<w:r><w:br/></w:r>".join(f'<w:r><w:t xml:space="preserve">{_text(line)}</w:t></w:r>' for line in lines)
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}</w:p>'


def section_end_xml(section: str) -> str:
    """Return the paragraph that ends a section whose page the element `section` describes."""
    return f"<w:p><w:pPr>{section}</w:pPr></w:p>"


def table_xml(columns: Sequence[Column], rows: Iterable[Sequence[str]], styles: TableStyles) -> str:
    """Return a table of fixed widths; its head is repeated on every page, and no row falls apart between two."""
    widths = [round(column.width * TWIPS_A_MM) for column in columns]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    beside = [styles.figure if column.figures else styles.text for column in columns]
    head = _row_xml([column.head for column in columns], widths, [styles.head] * len(columns), "<w:tblHeader/>")
    body = "".join(_row_xml(row, widths, beside) for row in rows)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{styles.table}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{head}{body}</w:tbl>'
    )


def body_of(content: Iterable[str]) -> BaseOxmlElement:
    """Return the body of a document that holds `content`."""
    return parse_xml(f"<w:body {nsdecls('w', 'r')}>{''.join(content)}</w:body>")


def _row_xml(texts: Sequence[str], widths: Sequence[int], styles: Sequence[str], more: str = "") -> str:
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{paragraph_xml(style, text)}</w:tc>'
        for text, width, style in zip(texts, widths, styles, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{more}</w:trPr>{cells}</w:tr>"


def _text(line: str) -> str:
    return escape("".join(c if c.isprintable() else " " if c in "\n\t\u3000\xa0" else "" for c in line))
