"""The styles of report_styles.py as WordprocessingML."""

from report_styles import BODY, DRAFT_STYLE, LATIN, STYLES, TABLE_STYLE, ParagraphStyle

WORDML = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def styles_xml() -> str:
    """Return word/styles.xml: the defaults, STYLES, and the one table style."""
    return (
        f'<w:styles xmlns:w="{WORDML}">{_defaults_xml()}'
        f"{''.join(_style_xml(style) for style in STYLES)}{_draft_style_xml()}{_table_styles_xml()}</w:styles>"
    )


def _defaults_xml() -> str:
    """Return the defaults: Chinese, black; `hint` makes Word set “ ” — … in the Chinese font, full width.

    The language of Latin text is English, else LibreOffice breaks lines within numbers.
    """
    return (
        "<w:docDefaults><w:rPrDefault><w:rPr>"
        f"{_fonts_xml(BODY, LATIN)}"
        '<w:color w:val="000000"/><w:sz w:val="32"/><w:szCs w:val="32"/>'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    )


def _style_xml(style: ParagraphStyle) -> str:
    kind = ' w:default="1"' if not style.base else "" if style.name.isascii() else ' w:customStyle="1"'
    base = f'<w:basedOn w:val="{style.base}"/>' if style.base else ""
    following = f'<w:next w:val="{style.next}"/>' if style.next else ""
    return (
        f'<w:style w:type="paragraph"{kind} w:styleId="{style.id}"><w:name w:val="{style.name}"/>'
        f"{base}{following}<w:qFormat/><w:pPr>{_paragraph_xml(style)}</w:pPr><w:rPr>{_run_xml(style)}</w:rPr></w:style>"
    )


def _paragraph_xml(style: ParagraphStyle) -> str:
    """Return the contents of w:pPr, in the order that the schema demands."""
    keep = "" if style.keep_next is None else f'<w:keepNext w:val="{int(style.keep_next)}"/>'
    align = f'<w:jc w:val="{style.align}"/>' if style.align else ""
    level = "" if style.level is None else f'<w:outlineLvl w:val="{style.level}"/>'
    return keep + _spacing_xml(style) + _indent_xml(style) + align + level


def _spacing_xml(style: ParagraphStyle) -> str:
    lengths = {"before": style.before, "after": style.after, "line": style.line}
    given = "".join(f' w:{name}="{value * 20:.0f}"' for name, value in lengths.items() if value is not None)
    exact = ' w:lineRule="exact"' if style.line is not None else ""
    return f"<w:spacing{given}{exact}/>" if given else ""


def _indent_xml(style: ParagraphStyle) -> str:
    """Indents in hundredths of a character, and in twips for programs that know only those."""
    left, right = style.sides or (None, None)
    given = {"left": left, "right": right, "firstLine": style.first}
    attributes = "".join(
        f' w:{name}Chars="{count * 100:.0f}" w:{name}="{count * (style.size or 0) * 20:.0f}"'
        for name, count in given.items()
        if count is not None
    )
    return f"<w:ind{attributes}/>" if attributes else ""


def _run_xml(style: ParagraphStyle) -> str:
    fonts = _fonts_xml(style.font, style.latin) if style.font else ""
    half_points = f"{(style.size or 0) * 2:.0f}"
    return fonts + (f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>' if style.size else "")


def _fonts_xml(chinese: str, latin: str) -> str:
    return f'<w:rFonts w:hint="eastAsia" w:ascii="{latin}" w:eastAsia="{chinese}" w:hAnsi="{latin}" w:cs="{latin}"/>'


def _draft_style_xml() -> str:
    """Return the character style of what is drafted, by which Word finds all of it at once."""
    return (
        f'<w:style w:type="character" w:customStyle="1" w:styleId="Draft"><w:name w:val="{DRAFT_STYLE}"/>'
        '<w:qFormat/><w:rPr><w:highlight w:val="yellow"/></w:rPr></w:style>'
    )


def _table_styles_xml() -> str:
    """Return the default table style, which Word wants, and ours: single black lines, text in mid-height."""
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in sides)
    widths = {"top": 20, "left": 28, "bottom": 20, "right": 28}
    margins = "".join(f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in widths.items())
    return (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/>'
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr></w:style>"
        f'<w:style w:type="table" w:customStyle="1" w:styleId="ReportTable"><w:name w:val="{TABLE_STYLE}"/>'
        '<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr><w:jc w:val="center"/>'
        f"<w:tblBorders>{borders}</w:tblBorders></w:tblPr>"
        '<w:tcPr><w:vAlign w:val="center"/></w:tcPr></w:style>'
    )
