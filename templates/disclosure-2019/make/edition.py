"""What the 2019 edition (国办公开办函〔2019〕60号) had otherwise: 表二, one row of （六）其他处理, fewer rules."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import guide
import report
import report_labels
import rules
import sheet_applications
import sheet_rules
import sheets_figures
import workbook
from accepts import Hint, accept_amounts, accept_counts, explain_sums
from openpyxl import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet
from page import CARRIED, TO_FILL, Page, finish, flag_non_numbers, head, height_for, heights, open_sheet, shade_locked
from rules import ERROR, QUERY, FormRule
from styles import AMOUNT, BAND, COMPUTED, HEAD, LABEL, NOTE, NUMBER, SHADE, fill, put

TOTAL, CARRIED_ON = 27, 28  # rows of 表三
CLAUSES = {3: "（一）", 7: "（五）", 11: "（六）", 15: "（八）", 18: "（九）"}
MADE = ("信息内容", "本年新制作数量", "本年新公开数量", "对外公开总数量")
DECIDED = ("信息内容", "上一年项目数量", "本年增/减", "处理决定数量")
CHARGED = ("信息内容", "上一年项目数量", "本年增/减")
BOUGHT = ("信息内容", "采购项目数量", "采购总金额（单位：万元）")
HEADS = {4: MADE, 8: DECIDED, 12: DECIDED, 16: CHARGED, 19: BOUGHT}
ROWS = {
    5: "规章",
    6: "规范性文件",
    9: "行政许可",
    10: "其他对外管理服务事项",
    13: "行政处罚",
    14: "行政强制",
    17: "行政事业性收费",
    20: "政府集中采购",
}
COUNTS = "B5:D6 B9:B10 D9:D10 B13:B14 D13:D14 B17 B20"
CHANGES = "C9:C10 C13:C14 C17"
WITHDRAWN = Hint("（六）其他处理", "申请人主动撤回的申请计入本项。没有的填 0。")


def settle() -> None:
    """Have the scripts of the other edition make this one."""
    settle_applications()
    settle_rules()
    settle_report()
    guide.FORM = "政府信息公开工作年度报告填报表（2019版）"
    guide.TEXT = Path(__file__).with_name("guide.txt")
    workbook.SHEETS = tuple(
        {"add_published": add_published, "add_carried": add_carried}.get(add.__name__, add) for add in workbook.SHEETS
    )


def settle_applications() -> None:
    """Give 表三 the single row （六）其他处理; what follows stands two rows higher."""
    own = sheet_applications
    own.WHOLE_ROWS = {
        "A6:C6": own.WHOLE_ROWS["A6:C6"],
        "A7:C7": own.WHOLE_ROWS["A7:C7"],
        f"A8:A{TOTAL}": own.WHOLE_ROWS["A8:A29"],
        "B8:C8": own.WHOLE_ROWS["B8:C8"],
        "B9:C9": own.WHOLE_ROWS["B9:C9"],
        "B26:C26": "（六）其他处理",
        f"B{TOTAL}:C{TOTAL}": "（七）总计",
        f"A{CARRIED_ON}:C{CARRIED_ON}": own.WHOLE_ROWS["A30:C30"],
        "A8:A29": own.WHOLE_ROWS["A8:A29"],  # by which the other script centres it; it is not drawn
    }
    own.GROUPS = {key: names for key, names in own.GROUPS.items() if key[0] != "B26:B28"}
    own.add_labels, own.add_inputs, own.add_sums = add_labels, add_inputs, add_sums
    own.Page = lambda area, *rest, **more: Page(area.replace("J30", f"J{CARRIED_ON}"), *rest, **more)


def add_labels(sheet: Worksheet) -> None:
    """Write the names of the 23 rows."""
    own = sheet_applications
    for area, name in own.WHOLE_ROWS.items():
        if area != "A8:A29":
            put(sheet, area, name, LABEL)
    put(sheet, "A8", own.WHOLE_ROWS["A8:A29"], replace(LABEL, horizontal="center", indent=0))
    heights(sheet, dict.fromkeys((6, 7, 8, 26, TOTAL, CARRIED_ON), 28))
    heights(sheet, {9: height_for(own.WHOLE_ROWS["B9:C9"], own.WIDTHS[1] + own.WIDTHS[2] - 1)})
    for (area, group), names in own.GROUPS.items():
        put(sheet, area, group, LABEL)
        for row, name in enumerate(names, start=sheet[area.partition(":")[0]].row):
            put(sheet, f"C{row}", name, LABEL)
            heights(sheet, {row: max(26, height_for(name, own.WIDTHS[2] - 1))})


def add_inputs(sheet: Worksheet) -> None:
    """Open the inputs of 表三."""
    fill(sheet, f"D6:I26 D{CARRIED_ON}:I{CARRIED_ON}", NUMBER)
    accept_counts(sheet, "D7:I7", hint=sheet_applications.LAST_YEAR)
    accept_counts(sheet, "D26:I26", hint=WITHDRAWN)
    accept_counts(sheet, f"D6:I6 D8:I25 D{CARRIED_ON}:I{CARRIED_ON}")
    flag_non_numbers(sheet, f"D6:I26 D{CARRIED_ON}:I{CARRIED_ON}")


def add_sums(sheet: Worksheet) -> None:
    """Write the sums of 表三."""
    for column in "DEFGHI":
        put(sheet, f"{column}{TOTAL}", f"=SUM({column}8:{column}26)", COMPUTED)
    for row in range(6, CARRIED_ON + 1):
        put(sheet, f"J{row}", f"=SUM(D{row}:I{row})", COMPUTED)
    explain_sums(sheet, f"J6:J{CARRIED_ON} D{TOTAL}:I{TOTAL}")


def add_published(book: Workbook) -> None:
    """Add 表二 as it was: five clauses, with the items of the year before and their change."""
    sheet = open_sheet(book, "表二", (36, 22, 22, 22), TO_FILL)
    title = "二、主动公开政府信息情况（对应报告第二部分；本表号与报告部分一致，无表一）"
    head(sheet, title, "D", size=13)
    for row, clause in CLAUSES.items():
        put(sheet, f"A{row}:D{row}", f"第二十条第{clause}项", replace(HEAD, fill=SHADE))
    for row, names in HEADS.items():
        for column, name in zip("ABCD", names, strict=False):
            put(sheet, f"{column}{row}", name, replace(HEAD, fill=BAND))
    for row, name in ROWS.items():
        put(sheet, f"A{row}", name, LABEL)
    put(sheet, "D16:D17", None, COMPUTED)
    put(sheet, "D19:D20", None, COMPUTED)
    fill(sheet, f"{COUNTS} {CHANGES}", NUMBER)
    fill(sheet, "C20", AMOUNT)
    accept_counts(sheet, COUNTS)
    accept_changes(sheet, CHANGES)
    accept_amounts(sheet, "C20", "万元", required=True, hint=sheets_figures.YUAN)
    flag_non_numbers(sheet, f"{COUNTS} C20")
    heights(sheet, dict.fromkeys(range(3, 21), 30))
    finish(sheet, Page("A1:D20", "B5", freeze="A3"))


def accept_changes(sheet: Worksheet, cells: str) -> None:
    """Accept whole numbers, fewer ones too: by how much a number changed."""
    rule = DataValidation("whole", operator="between", formula1="-1000000", formula2="1000000", allow_blank=False)
    rule.errorStyle, rule.errorTitle, rule.showErrorMessage = "stop", "请更正", True
    rule.error = "增加填正整数，减少填负整数，没有增减填 0。"
    for area in cells.split():
        rule.add(area)
    sheet.add_data_validation(rule)


def add_carried(book: Workbook) -> None:
    """Add 上年 with its one row: what last year's report handed over."""
    sheet = open_sheet(book, "上年", (6, 14, 24, *(12,) * 7), CARRIED)
    head(sheet, "上年数据（用于核对结转数）", "J", status=24)
    put(sheet, "A3:C3", "上年度报告中的数据", HEAD)
    for column, name in zip("DEFGHIJ", sheets_figures.APPLICANTS, strict=True):
        put(sheet, f"{column}3", name, HEAD)
    put(sheet, "A4:C4", "四、结转下年度继续办理", LABEL)
    fill(sheet, "D4:J4", NUMBER)
    accept_counts(sheet, "D4:J4", required=False)
    flag_non_numbers(sheet, "D4:J4")
    shade_locked(sheet, "D4:J4")
    put(sheet, "A6:J6", "照抄本单位上年度报告的数字；上年没有编制报告的留空。本表数字只用于核对，不参加汇总。", NOTE)
    heights(sheet, {3: 34, 4: 30, 6: 30})
    finish(sheet, Page("A1:J6", "D4", freeze="A3", landscape=True))


def settle_rules() -> None:
    """Have 校验 hold the rules that this edition's figures allow, and count its own required cells."""
    sheet_rules.form_rules = form_rules
    count = len(form_rules())
    sheet_rules.LAST = sheet_rules.FIRST + count - 1
    sheet_rules.TOP = sheet_rules.LAST + 3
    sheet_rules.SUM_ROW = sheet_rules.TOP + len(sheet_rules.TALLIES) + 1
    sheet_rules.BROKEN_ROW, sheet_rules.OPEN_ROW = sheet_rules.SUM_ROW + 1, sheet_rules.SUM_ROW + 2
    known = {each.sheet: each for each in sheet_rules.TALLIES}
    areas = f"表三!D6:I26,表三!D{CARRIED_ON}:I{CARRIED_ON}"
    counted = ",".join(f"表二!{area}" for area in (*COUNTS.split(), *CHANGES.split(), "C20"))
    own = {
        "表二": replace(known["表二"], required=22, filled=f"COUNT({counted})"),
        "表三": replace(known["表三"], required=132, filled=f"COUNT({areas})"),
    }
    sheet_rules.TALLIES = tuple(own.get(each.sheet, each) for each in sheet_rules.TALLIES)


def form_rules() -> tuple[FormRule, ...]:
    """Return R01 to R16 in order."""
    return (*balances(), *rules.carried_over(), *plausible())


def balances() -> Iterator[FormRule]:
    """Yield R01–R07: what came in and what was carried over is dealt with or carried on, by applicant."""
    for column, name in zip("DEFGHIJ", rules.APPLICANTS, strict=True):
        text = f"表三“{name}”：新收＋上年结转＝办理结果总计＋结转下年度"
        came, went = f"表三!{column}6+表三!{column}7", f"表三!{column}{TOTAL}+表三!{column}{CARRIED_ON}"
        yield FormRule(ERROR, text, came, "=", went)


def plausible() -> Iterator[FormRule]:
    """Yield R15 and R16."""
    text = "表二“规范性文件”：对外公开总数量不少于本年新公开数量"
    yield FormRule(QUERY, text, "表二!D6", "≥", "表二!C6")
    text = "信息处理费：总金额不少于实际收取总金额"
    yield FormRule(QUERY, text, "补充!B16", "≥", "补充!B17")


def settle_report() -> None:
    """Print the two tables that were different."""
    requests, published = report_labels.REQUESTS, report_labels.PUBLISHED
    labels = {
        k: v
        for k, v in requests.labels.items()
        if k not in ("A8:A29", "B26:B28", "C26", "C27", "C28", "B29:C29", "A30:C30")
    }
    labels |= {"A8:A27": "三、本年度办理结果", "B26:C26": "（六）其他处理", "B27:C27": "（七）总计"}
    labels |= {"A28:C28": "四、结转下年度继续办理"}
    report.REQUESTS = replace(
        requests,
        area="A3:J28",
        labels=labels,
        figures=("D6:J28",),
        together=((3, 28),),
    )
    report.PUBLISHED = replace(
        published,
        area="A3:D20",
        heads=published_heads(),
        labels={f"A{row}": name for row, name in ROWS.items()},
        figures=("B5:D6", "B9:D10", "B13:D14", "B17", "B20"),
        spanning=("C17:D17", "C20:D20"),
        shaded=tuple(f"A{row}" for row in CLAUSES),
        together=((3, 20),),
    )


def published_heads() -> dict[str, str]:
    """Return the heads of the first table by their cells, those of a short row over two columns."""
    heads = {f"A{row}:D{row}": f"第二十条第{clause}项" for row, clause in CLAUSES.items()}
    for row, names in HEADS.items():
        columns = ("A", "B", "C:D") if len(names) == 3 else ("A", "B", "C", "D")
        for column, name in zip(columns, names, strict=True):
            heads[f"{column.replace(':', f'{row}:')}{row}"] = name
    return heads
