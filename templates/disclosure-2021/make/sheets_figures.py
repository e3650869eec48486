"""The smaller sheets of figures: 补充, 表二, 表四, and 上年 (last year's figures)."""

from dataclasses import replace

from accepts import Hint, accept_amounts, accept_counts, explain_sums
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from page import CARRIED, TO_FILL, Page, finish, flag_non_numbers, head, height_for, heights, open_sheet, shade_locked
from styles import AMOUNT, BAND, COMPUTED, HEAD, LABEL, NOTE, NUMBER, SHADE, fill, put

KINDS = ("政务动态", "公示公告", "财政预决算", "年度报告", "政策文件", "政策解读", "回应关切", "其他")
COUNTED = "本年通过网站等渠道主动公开的信息条数，选填，留空按 0 计。\n正文“（一）主动公开”里写到的条数应与此处一致。"
CHARGED = (
    "依申请公开中收取信息处理费的情况，写进报告第六部分，选填。\n"
    "金额以元计。表三“逾期未按收费通知要求缴纳费用”有数时，件数不能为 0。"
)
FEES = ("发出收费通知的件数（件）", "总金额（元）", "实际收取总金额（元）")
CLAUSES = {
    3: "第二十条第（一）项",
    7: "第二十条第（五）项",
    10: "第二十条第（六）项",
    14: "第二十条第（八）项",
}
DECISIONS = {8: "本年处理决定数量", 11: "本年处理决定数量", 15: "本年收费金额（单位：万元）"}
OUTCOMES = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
APPLICANTS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")

YUAN = Hint("单位是万元，不是元", "按万元填写，可带小数。例：12,345 元填 1.2345。没有收费填 0，不要写单位。")
REGULATIONS = Hint(
    "规章与规范性文件",
    "规章由设区的市以上制定，县级、乡级单位一般填 0。本单位制发的文件属于规范性文件的，填在下一行。",
)
FEE = Hint("单位是元", "信息处理费按元填写，可带小数，不要写单位。表二的行政事业性收费才按万元填。")
SEVERAL = Hint(
    "一案多个被告的怎样计",
    "同一案件有几个被告（被申请人）的，只由作出原行政行为的机关填报，"
    "复议机关不重复填报（国办公开办函〔2016〕201号）。没有的填 0。",
)


def add_supplement(book: Workbook) -> None:
    """Add 补充: how much was published of each kind, and the fees that section six reports."""
    sheet = open_sheet(book, "补充", (34, 22, 46), TO_FILL)
    head(sheet, "补充数据（本年公开信息数量和信息处理费）", "C")
    for row, names in ((3, ("类别", "公开数量（条）")), (14, ("信息处理费", "件数、金额"))):
        for column, name in zip("AB", names, strict=True):
            put(sheet, f"{column}{row}", name, HEAD)
    for row, name in [*enumerate(KINDS, start=4), *enumerate(FEES, start=15)]:
        put(sheet, f"A{row}", name, LABEL)
    put(sheet, "A12", "合计", LABEL)
    put(sheet, "B12", "=SUM(B4:B11)", COMPUTED)
    accept_supplement(sheet)
    heights(sheet, dict.fromkeys(range(3, 18), 24) | {13: 14})
    finish(sheet, Page("A1:C17", "B4", freeze="A3"))


def accept_supplement(sheet: Worksheet) -> None:
    """Open the cells of 补充, all optional, with a note beside each block."""
    fill(sheet, "B4:B11 B15", NUMBER)
    fill(sheet, "B16:B17", AMOUNT)
    accept_counts(sheet, "B4:B11 B15", required=False)
    accept_amounts(sheet, "B16:B17", "元", required=False, hint=FEE)
    explain_sums(sheet, "B12")
    flag_non_numbers(sheet, "B4:B11 B15:B17")
    note = replace(NOTE, vertical="top")
    put(sheet, "C4:C12", COUNTED, note)
    put(sheet, "C15:C17", CHARGED, note)


def add_published(book: Workbook) -> None:
    """Add 表二: the information published on the organ's own motion."""
    sheet = open_sheet(book, "表二", (36, 22, 22, 22), TO_FILL)
    title = "二、主动公开政府信息情况（对应报告第二部分；本表号与报告部分一致，无表一）"
    head(sheet, title, "D", size=13)
    for row, clause in CLAUSES.items():
        put(sheet, f"A{row}:D{row}", clause, replace(HEAD, fill=SHADE))
    for column, name in zip("ABCD", ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数"), strict=True):
        put(sheet, f"{column}4", name, replace(HEAD, fill=BAND))
    for row, name in DECISIONS.items():
        put(sheet, f"A{row}", "信息内容", HEAD)
        put(sheet, f"B{row}", name, HEAD)
    for area in ("C8:D9", "C11:D13", "C15:D16"):
        put(sheet, area, None, COMPUTED)
    add_published_inputs(sheet)
    heights(sheet, dict.fromkeys(range(3, 17), 30))
    finish(sheet, Page("A1:D16", "B5", freeze="A3"))


def add_published_inputs(sheet: Worksheet) -> None:
    """Add the rows of 表二 that the department fills; the amount alone has decimals."""
    for row, name in ((5, "规章"), (6, "行政规范性文件")):
        put(sheet, f"A{row}", name, LABEL)
    fill(sheet, "B5:D6", NUMBER)
    for row, name in ((9, "行政许可"), (12, "行政处罚"), (13, "行政强制"), (16, "行政事业性收费")):
        put(sheet, f"A{row}", name, LABEL)
        fill(sheet, f"B{row}", AMOUNT if row == 16 else NUMBER)
    accept_counts(sheet, "B5:D5", hint=REGULATIONS)
    accept_counts(sheet, "B6:D6 B9 B12:B13")
    accept_amounts(sheet, "B16", "万元", required=True, hint=YUAN)
    flag_non_numbers(sheet, "B5:D6 B9 B12:B13 B16")


def add_cases(book: Workbook) -> None:
    """Add 表四: reviews and lawsuits about the disclosure of information, in three groups of five columns."""
    sheet = open_sheet(book, "表四", (10.5,) * 15, TO_FILL)
    head(sheet, "四、政府信息公开行政复议、行政诉讼情况", "O", status=24)
    for area, name in (
        ("A3:E3", "行政复议"),
        ("F3:O3", "行政诉讼"),
        ("F4:J4", "未经复议直接起诉"),
        ("K4:O4", "复议后起诉"),
    ):
        put(sheet, area, name, HEAD)
    for columns, tall in (("ABCDE", True), ("FGHIJ", False), ("KLMNO", False)):
        add_case_group(sheet, columns, tall=tall)
    flag_non_numbers(sheet, "A6:D6 F6:I6 K6:N6")
    accept_counts(sheet, "A6:D6 F6:I6 K6:N6", hint=SEVERAL)
    explain_sums(sheet, "E6 J6 O6")
    heights(sheet, {3: 26, 4: 26, 5: 26, 6: 40})
    finish(sheet, Page("A1:O6", "A6", freeze="A3", landscape=True))


def add_case_group(sheet: Worksheet, columns: str, *, tall: bool) -> None:
    """Add five heads, over rows 4 and 5 where `tall`, four inputs and their sum."""
    for column, name in zip(columns, OUTCOMES, strict=True):
        put(sheet, f"{column}4:{column}5" if tall else f"{column}5", name, HEAD)
    fill(sheet, f"{columns[0]}6:{columns[3]}6", NUMBER)
    put(sheet, f"{columns[4]}6", f"=SUM({columns[0]}6:{columns[3]}6)", COMPUTED)


def add_carried(book: Workbook) -> None:
    """Add 上年: what last year's report handed over, filled and locked where the archive knows it."""
    sheet = open_sheet(book, "上年", (6, 14, 24, *(12,) * 7), CARRIED)
    head(sheet, "上年数据（用于核对结转数和现行有效件数）", "J", status=24)
    put(sheet, "A3:C3", "上年度报告中的数据", HEAD)
    for column, name in zip("DEFGHIJ", APPLICANTS, strict=True):
        put(sheet, f"{column}3", name, HEAD)
    for row, name in (
        (4, "四、结转下年度继续办理"),
        (5, "规章现行有效件数"),
        (6, "行政规范性文件现行有效件数"),
    ):
        put(sheet, f"A{row}:C{row}", name, LABEL)
    fill(sheet, "D4:J4 D5:D6", NUMBER)
    accept_counts(sheet, "D4:J4 D5:D6", required=False)
    flag_non_numbers(sheet, "D4:J4 D5:D6")
    shade_locked(sheet, "D4:J4 D5:D6")
    explain_carried(sheet)
    finish(sheet, Page("A1:J8", "D4", freeze="A3", landscape=True))


def explain_carried(sheet: Worksheet) -> None:
    """Say where the figures of 上年 come from, and shade what takes none."""
    side = replace(NOTE, fill=SHADE, boxed=True)
    put(sheet, "E5:J5", "只填左边一格：上年度报告表二“规章”的现行有效件数（与申请人类别无关）", side)
    put(sheet, "E6:J6", "只填左边一格：上年度报告表二“行政规范性文件”的现行有效件数", side)
    text = (
        "本表由汇总单位下发时填好并锁定；没有填好的，照抄本单位上年度报告的数字"
        "（第 4 行抄上年表三“四、结转下年度继续办理”各列）。"
        "上年没有编制报告的留空，“校验”表相应各条显示“无上年数据”，不影响报送。本表数字只用于核对，不参加汇总。"
    )
    put(sheet, "A8:J8", text, NOTE)
    heights(sheet, {3: 34, 4: 30, 5: 30, 6: 30, 8: height_for(text, 128, 10)})
