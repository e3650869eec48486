"""校验: the rules, live in Excel, the cells still blank, and the verdict that every sheet shows."""

from dataclasses import dataclass, replace

from accepts import accept_text
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from page import TO_WATCH, Page, finish, height_for, heights, light, open_sheet
from rules import ERROR, FormRule, form_rules
from styles import ASK, BAD, CENTRED, COMPUTED, ENTRY, GOOD, HEAD, LABEL, NONE, NOTE, STATUS, TITLE, put

WIDTHS = (10, 13, 66, 13.5, 8, 13.5, 13.5, 13, 42)
HEADS = ("编号", "审核类型", "说明", "本表数", "应满足", "对照数", "相差", "结果", "情况说明")
FIRST, LAST = 5, 24
GUIDE = "“不符”必须更正；“需说明”请更正数字，或在右边“情况说明”写明原因；“无上年数据”不用处理。“相差”＝本表数－对照数。"


@dataclass(frozen=True, slots=True)
class Tally:
    """The required cells of one sheet: how many there are, and the Excel count of those well filled."""

    sheet: str
    required: int
    filled: str


TALLIES = (
    Tally("基本信息", 8, "COUNTA(基本信息!B3:B4)+COUNT(基本信息!B5)+COUNTA(基本信息!B6:B10)"),
    Tally("文字", 7, "COUNTA(文字!A6,文字!A8,文字!A10,文字!A12,文字!A14,文字!A16,文字!A18)"),
    Tally("表二", 10, 'COUNT(表二!B5:D6,表二!B9,表二!B12:B13,表二!B16)-COUNTIF(表二!B5:D16,"<0")'),
    Tally(
        "表三",
        144,
        'COUNT(表三!D6:I28,表三!D30:I30)-COUNTIF(表三!D6:I28,"<0")-COUNTIF(表三!D30:I30,"<0")',
    ),
    Tally(
        "表四",
        12,
        "COUNT(表四!A6:D6,表四!F6:I6,表四!K6:N6)"
        '-COUNTIF(表四!A6:D6,"<0")-COUNTIF(表四!F6:I6,"<0")-COUNTIF(表四!K6:N6,"<0")',
    ),
)
TOP = 27  # the head of the table of blanks; the rules end at the first blank cell of column A
SUM_ROW = TOP + len(TALLIES) + 1
BROKEN_ROW, OPEN_ROW = SUM_ROW + 1, SUM_ROW + 2


def add_rules(book: Workbook) -> None:
    """Add 校验: verdict, rules and the table of blanks."""
    sheet = open_sheet(book, "校验", WIDTHS, TO_WATCH)
    put(sheet, "A1:I1", "校验（随填随算）", TITLE)
    put(sheet, "A3:I3", GUIDE, NOTE)
    for column, name in zip("ABCDEFGHI", HEADS, strict=True):
        put(sheet, f"{column}4", name, HEAD)
    add_verdict(sheet)
    for number, rule in enumerate(form_rules(), start=1):
        add_rule(sheet, number, rule)
    accept_text(sheet, f"I{FIRST}:I{LAST}", 2000)
    add_tallies(sheet)
    colour(sheet)
    heights(sheet, {1: 36, 2: 36, 3: 24, 4: 26, TOP: 24})
    finish(sheet, Page(f"A1:I{LAST}", "I5", "A5", landscape=True, one_page=False, repeat="1:4", zoom=90))


def add_rule(sheet: Worksheet, number: int, rule: FormRule) -> None:
    """Write rule `number` into its row; its figures show the decimals that they have."""
    row = FIRST + number - 1
    figure = replace(COMPUTED, number_format="General")
    put(sheet, f"A{row}", f"R{number:02d}", CENTRED)
    put(sheet, f"B{row}", rule.severity, CENTRED)
    put(sheet, f"C{row}", rule.text, LABEL)
    put(sheet, f"D{row}", f"={rule.left}", figure)
    put(sheet, f"E{row}", rule.relation, CENTRED)
    put(sheet, f"F{row}", f"={rule.right.format(row=row)}", figure)
    put(sheet, f"G{row}", f"=D{row}-F{row}", figure)
    put(sheet, f"H{row}", f"={result(rule, row)}", replace(COMPUTED, bold=True))
    put(sheet, f"I{row}", None, replace(ENTRY, number_format="General"))
    heights(sheet, {row: max(24, height_for(rule.text, WIDTHS[2] - 1))})


def result(rule: FormRule, row: int) -> str:
    """Return the formula of 结果; an error value in an operand breaks the rule, it never passes unseen."""
    failed = '"不符"' if rule.severity == ERROR else f'IF(IFERROR(LEN(TRIM(I{row})),0)=0,"需说明","已说明")'
    compared = f"G{row}{'>=' if rule.relation == '≥' else '='}0"
    judged = f'IF(IFERROR({compared},FALSE),"通过",{failed})'
    return judged if not rule.needs else f'IF(IFERROR({rule.needs}="",FALSE),"无上年数据",{judged})'


def add_verdict(sheet: Worksheet) -> None:
    """Write the verdict into B2, and what is still to do beside it."""
    put(sheet, "A2", "填报状态", HEAD)
    ready = f"AND(G{SUM_ROW}=0,G{BROKEN_ROW}=0,G{OPEN_ROW}=0)"
    put(sheet, "B2", f'=IF({ready},"可以报送","尚不能报送")', replace(COMPUTED, bold=True))
    rows = enumerate(TALLIES, start=TOP + 1)
    pieces = [f'IF(G{row}>0,"{tally.sheet}未填 "&G{row}&" 项，","")' for row, tally in rows]
    pieces.append(f'IF(G{BROKEN_ROW}>0,"不符 "&G{BROKEN_ROW}&" 条，","")')
    pieces.append(f'IF(G{OPEN_ROW}>0,"需说明 "&G{OPEN_ROW}&" 条，","")')
    done = "必填项已全部填写，校验没有不符和需要说明的事项。"
    todo = f'{"&".join(pieces)}&"处理完再报送。"'
    put(sheet, "C2:I2", f'=IF(B2="可以报送","{done}",{todo})', replace(STATUS, boxed=True))


def add_tallies(sheet: Worksheet) -> None:
    """Add the table of required cells below the rules, in columns C to G; column A stays blank."""
    for column, name in zip("CDEFG", ("必填项填写情况", "应填", "", "已填", "未填"), strict=True):
        put(sheet, f"{column}{TOP}", name or None, HEAD)
    for row, tally in enumerate(TALLIES, start=TOP + 1):
        add_line(sheet, row, (tally.sheet, tally.required, f"={tally.filled}", f"=D{row}-F{row}"))
    span = f"{TOP + 1}:{{0}}{SUM_ROW - 1}"
    sums = [f"=SUM({column}{span.format(column)})" for column in "DFG"]
    add_line(sheet, SUM_ROW, ("合计（数字格里填了文字或负数的，算未填）", *sums))
    for row, word in ((BROKEN_ROW, "不符"), (OPEN_ROW, "需说明")):
        count = f'=COUNTIF(H{FIRST}:H{LAST},"{word}")'
        add_line(sheet, row, (f"结果为“{word}”的条数", None, None, count))


def add_line(sheet: Worksheet, row: int, cells: tuple[str | int | None, ...]) -> None:
    """Write one line of the table of blanks."""
    for column, value in zip("CDFG", cells, strict=True):
        put(sheet, f"{column}{row}", value, LABEL if column == "C" else COMPUTED)
    put(sheet, f"E{row}", None, COMPUTED)
    heights(sheet, {row: 22})


def colour(sheet: Worksheet) -> None:
    """Colour the verdict and the results; nothing is green while a required cell is blank."""
    results = f"H{FIRST}:H{LAST}"
    light(sheet, "B2:C2", '$B$2="可以报送"', GOOD)
    light(sheet, "B2:C2", '$B$2<>"可以报送"', BAD)
    light(sheet, results, f'$H{FIRST}="不符"', BAD)
    light(sheet, results, f'$H{FIRST}="需说明"', ASK)
    light(sheet, results, f'OR($H{FIRST}="无上年数据",$G${SUM_ROW}>0)', NONE)
    light(sheet, results, f'OR($H{FIRST}="通过",$H{FIRST}="已说明")', GOOD)
    light(sheet, f"G{TOP + 1}:G{OPEN_ROW}", f"$G{TOP + 1}>0", BAD)
