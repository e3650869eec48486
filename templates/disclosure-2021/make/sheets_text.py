"""The sheets of words: 封面 (the internal cover), 基本信息 and 文字 (sections one, five and six)."""

from dataclasses import replace

from accepts import LONGEST, Hint, accept_choice, accept_text, accept_year
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from page import TO_FILL, TO_READ, Page, finish, head, heights, open_sheet, shade_locked
from styles import CENTRED, COMPUTED, COUNT, ENTRY, HEAD, LABEL, NOTE, PROSE, put

SIGNED = (
    "填报人",
    "填报人手机",
    "审核人",
    "保密审查人",
    "保密审查意见",
    "分管负责人",
    "主要负责人",
    "报送日期",
)
LEVELS = ("省级", "设区的市级", "县级", "乡级")
# label · is it required · what to write
IDENTITY = (
    ("单位名称", True, "与公章一致的规范全称"),
    ("单位代码", True, "汇总单位下发的代码"),
    ("报告年度", True, "报告所属的年份，四位数字"),
    ("单位级别", True, "从下拉列表选择；开发区管委会及其部门按汇总单位的要求选"),
    ("地址", True, "公众来访、来信的地址，写到门牌号"),
    ("联系电话", True, "公开的办公电话，外地拨打需要的区号一并写上"),
    ("邮编", True, "六位数字"),
    ("联系科室", True, "负责答复公众询问的科室"),
    ("公开网站名称", False, "年度报告发布在哪个网站或栏目"),
    ("年度报告公开网址", False, "公众下载年度报告的网页地址"),
    ("落款日期", False, "例：2024年1月30日"),
)
PROSE_HEADINGS = (
    "一、总体情况的引言",
    "（一）主动公开",
    "（二）依申请公开",
    "（三）政府信息管理",
    "（四）政府信息公开平台建设",
    "（五）监督保障",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
)
PARAGRAPHS = "另起一段按 Alt+Enter。从 Word 粘贴时先双击进入本格，不要跨行粘贴。文中的数字要与表二、表三、表四一致。"
ADVICE = {
    4: Hint("引言（可不填）", f"排在“（一）主动公开”之前。{PARAGRAPHS}"),
    16: Hint("问题和改进", f"写真实存在的问题和对应的改进，不能只写“无”，也不要照抄上年。{PARAGRAPHS}"),
    18: Hint("其他事项", f"没有的写“无”。收取信息处理费的情况在“补充”表填数，会自动写进报告。{PARAGRAPHS}"),
}


def add_cover(book: Workbook) -> None:
    """Add the cover that is printed, signed and sealed, and never published."""
    sheet = open_sheet(book, "封面", (24, 62), TO_READ)
    head(sheet, "政府信息公开工作年度报告报送封面", "B")
    label = replace(CENTRED, size=13)
    shown = replace(COMPUTED, size=13)
    for row, (name, source) in enumerate((("单位名称", "基本信息!B3"), ("报告年度", "基本信息!B5")), start=3):
        put(sheet, f"A{row}", name, label)
        put(sheet, f"B{row}", f'=IF({source}="","",{source})', shown)
    for row, name in enumerate(SIGNED, start=5):
        put(sheet, f"A{row}", name, label)
        put(sheet, f"B{row}", None, replace(ENTRY, size=13))
    accept_text(sheet, "B5:B8 B10:B12", 200)
    accept_text(sheet, "B9", 2000)
    end_cover(sheet)
    heights(sheet, {1: 96} | dict.fromkeys(range(3, 13), 46) | {9: 110})
    finish(sheet, Page("A1:B14", "B5"))


def end_cover(sheet: Worksheet) -> None:
    """Leave room for the seal, and say that the cover stays inside the house."""
    put(sheet, "A13:B13", "（单位盖章）", replace(NOTE, size=13, horizontal="right", indent=8))
    note = "本页供内部审核、签字、盖章和存档使用，本页不对外公开。"
    put(sheet, "A14:B14", note, replace(NOTE, horizontal="center"))
    heights(sheet, {13: 150, 14: 24})


def add_identity(book: Workbook) -> None:
    """Add what is published about the department itself."""
    sheet = open_sheet(book, "基本信息", (18, 44, 48), TO_FILL)
    head(sheet, "基本信息（印入年度报告，对外公开）", "C")
    for row, (name, required, advice) in enumerate(IDENTITY, start=3):
        put(sheet, f"A{row}", name, LABEL)
        put(sheet, f"B{row}", None, ENTRY if row != 5 else replace(ENTRY, number_format=COUNT))
        put(sheet, f"C{row}", f"{'必填' if required else '选填'} · {advice}", replace(NOTE, boxed=True))
    accept_identity(sheet)
    shade_locked(sheet, "B3:B6")
    heights(sheet, dict.fromkeys(range(3, 14), 30))
    finish(sheet, Page("A1:C13", "B3", freeze="A3"))


def accept_identity(sheet: Worksheet) -> None:
    """State what each cell of 基本信息 accepts."""
    accept_text(sheet, "B3:B4 B7:B10", 200, required=True)
    year = "报告所属的年度，不是填报当年。2024 年 1 月填报的是 2023 年的报告，填 2023。"
    accept_year(sheet, "B5", Hint("报告年度", year))
    accept_choice(sheet, "B6", LEVELS)
    accept_text(sheet, "B11", 200)
    accept_text(sheet, "B12", 500)
    date = Hint("落款日期", "写成“2024年1月30日”的样子：年份是报告年度的次年，日期与实际公开的日期一致。")
    accept_text(sheet, "B13", 50, hint=date)


def add_prose(book: Workbook) -> None:
    """Add the prose: a tall cell under each heading, which is locked so that a paste over rows is refused."""
    sheet = open_sheet(book, "文字", (100, 10), TO_FILL)
    head(sheet, "文字部分（对应报告第一、五、六部分）", "B")
    for row, heading in enumerate(PROSE_HEADINGS):
        add_section(sheet, 4 + 2 * row, heading)
    accept_text(sheet, "A4", LONGEST, hint=ADVICE[4])
    accept_text(sheet, "A6 A8 A10 A12 A14", LONGEST, required=True, hint=Hint("分段和粘贴", PARAGRAPHS))
    for row in (16, 18):
        accept_text(sheet, f"A{row}", LONGEST, required=True, hint=ADVICE[row])
    finish(sheet, Page("A1:B18", "A4", freeze="A3", one_page=False, repeat="1:2"))


def add_section(sheet: Worksheet, row: int, heading: str) -> None:
    """Add one section, its text in `row` and its heading above."""
    put(sheet, f"A{row - 1}", heading, replace(HEAD, horizontal="left", indent=1))
    put(sheet, f"B{row - 1}", "字数", HEAD)
    put(sheet, f"A{row}", None, PROSE)
    put(sheet, f"B{row}", f"=LEN(A{row})", COMPUTED)
    heights(sheet, {row - 1: 24, row: 150})
