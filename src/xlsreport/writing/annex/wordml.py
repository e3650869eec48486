"""Paragraphs and tables as WordprocessingML. Text is only ever text: no markup, no field, no control character.

It is written piece by piece and never stands in memory as a tree: ten thousand departments would take a gigabyte.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from xlsreport.model.text_width import longest_word

TWIPS_A_MM = 56.7
_MM_A_CHARACTER, _CELL_MARGINS = 1.85, 4.0  # of 9 points in a wide font; left and right together


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
    """Return the paragraph that ends a section whose page the element `section` describes.

    It is a point high: after a table that fills its page it would else stand on a blank one.
    """
    return (
        '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
        f'<w:rPr><w:sz w:val="2"/></w:rPr>{section}</w:pPr></w:p>'
    )


def table_xml(columns: Sequence[Column], rows: Iterable[Sequence[str]], styles: TableStyles) -> Iterator[str]:
    """Yield a table of fixed widths, row by row; its head is repeated on every page, and no row falls apart.

    A column takes from wider ones what its longest word or number needs: a word torn apart is a misprint.
    """
    rows = list(rows)
    longest = (max(map(longest_word, texts)) for texts in zip([column.head for column in columns], *rows, strict=True))
    least = [word * _MM_A_CHARACTER + _CELL_MARGINS for word in longest]
    widths = [round(width * TWIPS_A_MM) for width in fitted([column.width for column in columns], least)]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    beside = [styles.figure if column.figures else styles.text for column in columns]
    head = _row_xml([column.head for column in columns], widths, [styles.head] * len(columns), "<w:tblHeader/>")
    yield (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{styles.table}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{head}'
    )
    yield from (_row_xml(row, widths, beside) for row in rows)
    yield "</w:tbl>"


def fitted(widths: Sequence[float], least: Sequence[float]) -> tuple[float, ...]:
    """Return `widths`, the same in all, each at least its `least` as far as the others can spare."""
    pairs = tuple(zip(widths, least, strict=True))
    short, spare = (sum(max(sign * (low - width), 0) for width, low in pairs) for sign in (1, -1))
    moved = min(short, spare)
    if not moved:
        return tuple(widths)
    return tuple(
        width + (low - width) * moved / (short if low > width else spare) if low != width else width
        for width, low in pairs
    )


def _row_xml(texts: Sequence[str], widths: Sequence[int], styles: Sequence[str], more: str = "") -> str:
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{paragraph_xml(style, text)}</w:tc>'
        for text, width, style in zip(texts, widths, styles, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{more}</w:trPr>{cells}</w:tr>"


def _text(line: str) -> str:
    if line.isprintable():
        return escape(line, quote=False)
    return escape("".join(c if c.isprintable() else " " if c in "\n\t\u3000\xa0" else "" for c in line), quote=False)
