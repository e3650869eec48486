"""The bare Word package that the report is written into: page, styles, fonts and settings, nothing else.

python-docx's own template brings theme fonts, blue headings, 160 styles, list definitions and a thumbnail;
a package of four small parts is shorter than undoing all that.
"""

import io
import zipfile

from report_style_xml import WORDML, styles_xml

# The layout of GB/T 9704 in twips (1 mm = 56.7): A4; margins 37 mm above, 26 right, 35 below, 28 left.
# The footer ends 25 mm above the edge, which sets the page number 7 mm below the text.
PAGE = (
    '<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"'
    ' w:header="851" w:footer="1417" w:gutter="0"/>'
)

# (name, names that other machines know the same or a like face by, family, character set: 86 is GB2312)
FONTS = (
    ("方正小标宋简体", "华文中宋,STZhongsong,宋体,SimSun", "roman", "86"),
    ("仿宋_GB2312", "仿宋,FangSong", "modern", "86"),
    ("楷体_GB2312", "楷体,KaiTi", "modern", "86"),
    ("黑体", "SimHei", "modern", "86"),
    ("宋体", "SimSun", "roman", "86"),
    ("Times New Roman", "", "roman", "00"),
)
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def bare_package() -> bytes:
    """Return a Word document without any text, with the report's page, styles, fonts and settings."""
    beside = {part: f"{part}.xml" for part in ("styles", "settings", "fontTable")}
    parts = {
        "[Content_Types].xml": _content_types_xml(),
        "_rels/.rels": _relations_xml({"officeDocument": "word/document.xml"}),
        "word/document.xml": _word_xml("document", f"<w:body><w:sectPr>{PAGE}</w:sectPr></w:body>"),
        "word/_rels/document.xml.rels": _relations_xml(beside),
        "word/styles.xml": styles_xml(),
        "word/settings.xml": _settings_xml(),
        "word/fontTable.xml": _word_xml("fonts", "".join(_font_xml(*font) for font in FONTS)),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, xml in parts.items():
            package.writestr(name, _DECLARATION + xml)
    return out.getvalue()


def _content_types_xml() -> str:
    kinds = {"document": "document.main"} | {part: part for part in ("styles", "settings", "fontTable")}
    overrides = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{_MAIN}.{kind}+xml"/>' for part, kind in kinds.items()
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relations_xml(targets: dict[str, str]) -> str:
    relations = "".join(
        f'<Relationship Id="rId{number}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items(), start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>'


def _settings_xml() -> str:
    """Return settings: odd and even pages differ, Chinese punctuation, tables placed as since Word 2013."""
    return _word_xml(
        "settings",
        '<w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/>'
        '<w:characterSpacingControl w:val="compressPunctuation"/>'
        "<w:compat><w:useFELayout/>"
        '<w:compatSetting w:name="compatibilityMode" w:val="15"'
        ' w:uri="http://schemas.microsoft.com/office/word"/>'
        '</w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/>'
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>',
    )


def _font_xml(name: str, others: str, family: str, charset: str) -> str:
    known_as = f'<w:altName w:val="{others}"/>' if others else ""
    return (
        f'<w:font w:name="{name}">{known_as}<w:charset w:val="{charset}"/>'
        f'<w:family w:val="{family}"/><w:pitch w:val="variable"/></w:font>'
    )


def _word_xml(root: str, content: str) -> str:
    return f'<w:{root} xmlns:w="{WORDML}" xmlns:r="{_RELATIONS}">{content}</w:{root}>'
