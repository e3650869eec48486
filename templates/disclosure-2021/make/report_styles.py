"""The report's styles: what GB/T 9704 (the official document format) says of fonts, sizes, lines and indents.

Word shows the built-in ones (Title, heading 1 …) in its own language; ours carry Chinese names.
"""

from dataclasses import dataclass

LATIN = "Times New Roman"
BODY, HEI, KAI, SONG, TITLE = "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体", "方正小标宋简体"
TABLE_STYLE, DRAFT_STYLE = "年报表格", "代拟文字"


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """A paragraph style; lengths in points, indents in characters of its size; None and "" inherit."""

    id: str
    name: str
    base: str = "Normal"
    next: str = ""
    font: str = ""
    latin: str = ""
    size: float | None = None
    line: float | None = None
    before: float | None = None
    after: float | None = None
    first: float | None = None  # first-line indent
    sides: tuple[float, float] | None = None  # left and right indent
    align: str = ""
    keep_next: bool | None = None
    level: int | None = None  # outline level, as the navigation pane shows it


STYLES = (
    ParagraphStyle("Normal", "Normal", base="", font=BODY, latin=LATIN, size=16, line=28),
    ParagraphStyle("BodyText", "Body Text", size=16, first=2, align="both"),
    # Ragged at the right: it holds a web address, before which a justified line is torn apart.
    ParagraphStyle("Opening", "开篇说明", base="BodyText", next="BodyText", align="left"),
    ParagraphStyle(
        "Title",
        "Title",
        next="Opening",
        font=TITLE,
        latin=LATIN,
        size=22,
        line=35,
        after=28,
        align="center",
        keep_next=True,
    ),
    ParagraphStyle(
        "Heading1",
        "heading 1",
        next="BodyText",
        font=HEI,
        latin=HEI,
        size=16,
        first=2,
        keep_next=True,
        level=0,
    ),
    ParagraphStyle(
        "Heading2",
        "heading 2",
        next="BodyText",
        font=KAI,
        latin=KAI,
        size=16,
        first=2,
        keep_next=True,
        level=1,
    ),
    ParagraphStyle(
        "SignedBy",
        "落款单位",
        next="SignedOn",
        size=16,
        before=56,
        sides=(0, 2),
        align="right",
        keep_next=True,
    ),
    ParagraphStyle("SignedOn", "落款日期", size=16, sides=(0, 2), align="right"),
    ParagraphStyle("Footer", "footer", font=SONG, latin=SONG, size=14, line=20, sides=(0, 1), align="right"),
    ParagraphStyle("FooterEven", "偶数页页脚", base="Footer", size=14, sides=(1, 0), align="left"),
    ParagraphStyle("TableText", "表格文字", font=SONG, latin=LATIN, size=10.5, line=15, align="left"),
    ParagraphStyle("TableFigure", "表格数字", base="TableText", align="center"),
    ParagraphStyle("TableHead", "表格表头", base="TableText", font=HEI, latin=HEI, align="center", keep_next=True),
    ParagraphStyle("SmallText", "小表文字", base="TableText", size=9, line=12, sides=(0.15, 0)),
    ParagraphStyle("SmallFigure", "小表数字", base="TableFigure", size=9, line=12),
    ParagraphStyle("SmallHead", "小表表头", base="TableHead", size=9, line=12),
    # So narrow that a head of four or six characters falls into lines of two.
    ParagraphStyle("NarrowHead", "小表窄表头", base="SmallHead", size=9, sides=(0.5, 0.5)),
)
