"""表三: applications for information received and dealt with, the table of 25 rows by seven columns."""

from dataclasses import replace

from accepts import Hint, accept_counts, explain_sums
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from page import TO_FILL, Page, finish, flag_non_numbers, head, height_for, heights, open_sheet
from styles import BODY, CENTRED, COMPUTED, HEAD, LABEL, NUMBER, fill, put

WIDTHS = (5.5, 15, 34, *(10.5,) * 7)
HEADS = {
    "A3:C5": "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）",
    "D3:J3": "申请人情况",
    "D4:D5": "自然人",
    "E4:I4": "法人或其他组织",
    "E5": "商业企业",
    "F5": "科研机构",
    "G5": "社会公益组织",
    "H5": "法律服务机构",
    "I5": "其他",
    "J4:J5": "总计",
}
WHOLE_ROWS = {
    "A6:C6": "一、本年新收政府信息公开申请数量",
    "A7:C7": "二、上年结转政府信息公开申请数量",
    "A8:A29": "三、本年度办理结果",
    "B8:C8": "（一）予以公开",
    "B9:C9": "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
    "B29:C29": "（七）总计",
    "A30:C30": "四、结转下年度继续办理",
}
# the range of each group's name, and the rows in it
GROUPS = {
    ("B10:B17", "（三）不予公开"): (
        "1.属于国家秘密",
        "2.其他法律行政法规禁止公开",
        "3.危及“三安全一稳定”",
        "4.保护第三方合法权益",
        "5.属于三类内部事务信息",
        "6.属于四类过程性信息",
        "7.属于行政执法案卷",
        "8.属于行政查询事项",
    ),
    ("B18:B20", "（四）无法提供"): (
        "1.本机关不掌握相关政府信息",
        "2.没有现成信息需要另行制作",
        "3.补正后申请内容仍不明确",
    ),
    ("B21:B25", "（五）不予处理"): (
        "1.信访举报投诉类申请",
        "2.重复申请",
        "3.要求提供公开出版物",
        "4.无正当理由大量反复申请",
        "5.要求行政机关确认或重新出具已获取信息",
    ),
    ("B26:B28", "（六）其他处理"): (
        "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
        "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
        "3.其他",
    ),
}
LAST_YEAR = Hint(
    "上年结转",
    "应等于上年度报告“四、结转下年度继续办理”同一列的数。"
    "因机构合并、分立等确实不等的，在“校验”表写明情况。没有的填 0。",
)
WITHDRAWN = Hint("（六）3.其他", "申请人主动撤回的申请计入本项。能归入前面各项的，不要填在这里。没有的填 0。")


def add_applications(book: Workbook) -> None:
    """Add 表三 with its merged heads, its inputs and its sums by row and by column."""
    sheet = open_sheet(book, "表三", WIDTHS, TO_FILL)
    head(sheet, "三、收到和处理政府信息公开申请情况", "J")
    for area, name in HEADS.items():
        put(sheet, area, name, HEAD)
    put(sheet, "A3", HEADS["A3:C5"], replace(HEAD, font=BODY, size=10))
    add_labels(sheet)
    add_inputs(sheet)
    add_sums(sheet)
    heights(sheet, {3: 24, 4: 24, 5: 36})
    finish(sheet, Page("A1:J30", "D6", freeze="D6", zoom=90))


def add_labels(sheet: Worksheet) -> None:
    """Write the names of the 25 rows, each row tall enough for its name."""
    for area, name in WHOLE_ROWS.items():
        put(sheet, area, name, LABEL)
    put(sheet, "A8", WHOLE_ROWS["A8:A29"], CENTRED)
    heights(sheet, dict.fromkeys((6, 7, 8, 29, 30), 28))
    heights(sheet, {9: height_for(WHOLE_ROWS["B9:C9"], WIDTHS[1] + WIDTHS[2] - 1)})
    for (area, group), names in GROUPS.items():
        put(sheet, area, group, LABEL)
        for row, name in enumerate(names, start=sheet[area.partition(":")[0]].row):
            put(sheet, f"C{row}", name, LABEL)
            heights(sheet, {row: max(26, height_for(name, WIDTHS[2] - 1))})


def add_inputs(sheet: Worksheet) -> None:
    """Open the inputs: every count is required, 0 where there is nothing."""
    fill(sheet, "D6:I28 D30:I30", NUMBER)
    accept_counts(sheet, "D7:I7", hint=LAST_YEAR)
    accept_counts(sheet, "D28:I28", hint=WITHDRAWN)
    accept_counts(sheet, "D6:I6 D8:I27 D30:I30")
    flag_non_numbers(sheet, "D6:I28 D30:I30")


def add_sums(sheet: Worksheet) -> None:
    """Write the sums: column J over the applicants, row 29 over the outcomes."""
    for column in "DEFGHI":
        put(sheet, f"{column}29", f"=SUM({column}8:{column}28)", COMPUTED)
    for row in range(6, 31):
        put(sheet, f"J{row}", f"=SUM(D{row}:I{row})", COMPUTED)
    explain_sums(sheet, "J6:J30 D29:I29")
