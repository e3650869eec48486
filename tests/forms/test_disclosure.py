"""The disclosure form against its public contract of addresses: every unlocked cell and every formula."""

from decimal import Decimal
from functools import lru_cache

import pytest
from openpyxl import Workbook, load_workbook

from kit.filled import disclosure, values
from xlsreport.model.address import Address, cell_range
from xlsreport.model.form import Kind, Role
from xlsreport.model.form_parts import FileNames, IdentityCells
from xlsreport.model.joining import Joining

SHEETS = ["填报说明", "封面", "基本信息", "文字", "补充", "表二", "表三", "表四", "校验", "上年"]
TO_FILL = ["封面", "基本信息", "文字", "补充", "表二", "表三", "表四", "上年"]

# cells → kind, role, required, least
UNLOCKED: dict[str, tuple[Kind, Role, bool, int | None]] = {
    "封面!B5:B12": (Kind.TEXT, Role.IDENTITY, False, 0),
    "基本信息!B3:B4": (Kind.TEXT, Role.IDENTITY, True, 1),
    "基本信息!B5": (Kind.COUNT, Role.IDENTITY, True, 2000),
    "基本信息!B6": (Kind.CHOICE, Role.IDENTITY, True, None),
    "基本信息!B7:B10": (Kind.TEXT, Role.IDENTITY, True, 1),
    "基本信息!B11:B13": (Kind.TEXT, Role.IDENTITY, False, 0),
    "文字!A4": (Kind.TEXT, Role.PROSE, False, 0),
    **{f"文字!A{row}": (Kind.TEXT, Role.PROSE, True, 1) for row in range(6, 19, 2)},
    "补充!B4:B11": (Kind.COUNT, Role.FIGURE, False, 0),
    "补充!B15": (Kind.COUNT, Role.FIGURE, False, 0),
    "补充!B16:B17": (Kind.AMOUNT, Role.FIGURE, False, 0),
    "表二!B5:D6": (Kind.COUNT, Role.FIGURE, True, 0),
    "表二!B9": (Kind.COUNT, Role.FIGURE, True, 0),
    "表二!B12:B13": (Kind.COUNT, Role.FIGURE, True, 0),
    "表二!B16": (Kind.AMOUNT, Role.FIGURE, True, 0),
    "表三!D6:I28": (Kind.COUNT, Role.FIGURE, True, 0),
    "表三!D30:I30": (Kind.COUNT, Role.FIGURE, True, 0),
    "表四!A6:D6": (Kind.COUNT, Role.FIGURE, True, 0),
    "表四!F6:I6": (Kind.COUNT, Role.FIGURE, True, 0),
    "表四!K6:N6": (Kind.COUNT, Role.FIGURE, True, 0),
    "校验!I5:I24": (Kind.TEXT, Role.EXPLANATION, False, 0),
    "上年!D4:J4": (Kind.COUNT, Role.CARRIED, False, 0),
    "上年!D5:D6": (Kind.COUNT, Role.CARRIED, False, 0),
}
TOTALS = {
    "补充!B12": "=SUM(B4:B11)",
    **{f"表三!J{row}": f"=SUM(D{row}:I{row})" for row in range(6, 31)},
    **{f"表三!{column}29": f"=SUM({column}8:{column}28)" for column in "DEFGHI"},
    "表四!E6": "=SUM(A6:D6)",
    "表四!J6": "=SUM(F6:I6)",
    "表四!O6": "=SUM(K6:N6)",
}
LENGTHS = {f"文字!B{row}": f"=LEN(A{row})" for row in range(4, 19, 2)}
PRESET = {
    "文字": {
        "A3": "一、总体情况的引言",
        "A5": "（一）主动公开",
        "A7": "（二）依申请公开",
        "A9": "（三）政府信息管理",
        "A11": "（四）政府信息公开平台建设",
        "A13": "（五）监督保障",
        "A15": "五、存在的主要问题及改进情况",
        "A17": "六、其他需要报告的事项",
    },
    "补充": {
        "A4": "政务动态",
        "A5": "公示公告",
        "A6": "财政预决算",
        "A7": "年度报告",
        "A8": "政策文件",
        "A9": "政策解读",
        "A10": "回应关切",
        "A11": "其他",
    },
    "表二": {
        "A1": "二、主动公开政府信息情况（对应报告第二部分；本表号与报告部分一致，无表一）",
        "A3": "第二十条第（一）项",
        "A4": "信息内容",
        "B4": "本年制发件数",
        "C4": "本年废止件数",
        "D4": "现行有效件数",
        "A7": "第二十条第（五）项",
        "B8": "本年处理决定数量",
        "A10": "第二十条第（六）项",
        "B11": "本年处理决定数量",
        "A14": "第二十条第（八）项",
        "B15": "本年收费金额（单位：万元）",
    },
    "表三": {"A3": "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"},
    "校验": dict(
        zip(
            (f"{column}4" for column in "ABCDEFGHI"),
            ("编号", "审核类型", "说明", "本表数", "应满足", "对照数", "相差", "结果", "情况说明"),
            strict=True,
        )
    ),
}
LABELS = {
    "封面!B8": "保密审查人",
    "基本信息!B6": "单位级别",
    "文字!A4": "一、总体情况的引言",
    "文字!A18": "六、其他需要报告的事项",
    "补充!B15": "发出收费通知的件数（件） × 件数、金额",
    "补充!B12": "合计 × 公开数量（条）",
    "表二!C6": "行政规范性文件 × 第二十条第（一）项 本年废止件数",
    "表二!B9": "行政许可 × 第二十条第（五）项 本年处理决定数量",
    "表二!B13": "行政强制 × 第二十条第（六）项 本年处理决定数量",
    "表二!B16": "行政事业性收费 × 第二十条第（八）项 本年收费金额（单位：万元）",
    "表三!D6": "一、本年新收政府信息公开申请数量 × 申请人情况 自然人",
    "表三!E7": "二、上年结转政府信息公开申请数量 × 申请人情况 法人或其他组织 商业企业",
    "表三!F8": "三、本年度办理结果 （一）予以公开 × 申请人情况 法人或其他组织 科研机构",
    "表三!G12": "三、本年度办理结果 （三）不予公开 3.危及“三安全一稳定” × 申请人情况 法人或其他组织 社会公益组织",
    "表三!H20": "三、本年度办理结果 （四）无法提供 3.补正后申请内容仍不明确 × 申请人情况 法人或其他组织 法律服务机构",
    "表三!I25": (
        "三、本年度办理结果 （五）不予处理 5.要求行政机关确认或重新出具已获取信息 × 申请人情况 法人或其他组织 其他"
    ),
    "表三!I28": "三、本年度办理结果 （六）其他处理 3.其他 × 申请人情况 法人或其他组织 其他",
    "表三!J29": "三、本年度办理结果 （七）总计 × 申请人情况 总计",
    "表三!J30": "四、结转下年度继续办理 × 申请人情况 总计",
    "表四!D6": "行政复议 尚未审结",
    "表四!F6": "行政诉讼 未经复议直接起诉 结果维持",
    "表四!O6": "行政诉讼 复议后起诉 总计",
    "上年!J4": "四、结转下年度继续办理 × 总计",
}
PRINTED = {
    "封面": "A1:B14",
    "基本信息": "A1:C13",
    "文字": "A1:B18",
    "补充": "A1:C17",
    "表二": "A1:D16",
    "表三": "A1:J30",
    "表四": "A1:O6",
    "校验": "A1:I24",
    "上年": "A1:J8",
}


def at(text: str) -> Address:
    return Address.parse(text)


@lru_cache(maxsize=1)
def book() -> Workbook:
    return load_workbook(disclosure().folder / "workbook.xlsx")


def contract() -> dict[Address, tuple[Kind, Role, bool, int | None]]:
    return {cell: what for cells, what in UNLOCKED.items() for cell in cell_range(cells)}


def test_the_sheets_stand_in_the_order_of_the_contract() -> None:
    assert book().sheetnames == SHEETS
    assert list(disclosure().layouts) == SHEETS


def test_the_unlocked_cells_are_those_of_the_contract_and_no_others() -> None:
    assert set(disclosure().fields) == set(contract())


@pytest.mark.parametrize("cells", UNLOCKED)
def test_each_input_accepts_what_the_contract_says(cells: str) -> None:
    kind, role, required, least = UNLOCKED[cells]
    for address in cell_range(cells):
        field = disclosure().fields[address]
        found = (field.kind, field.role, field.required, field.minimum)

        assert found == (kind, role, required, None if least is None else Decimal(least)), str(address)


def test_figures_have_no_upper_bound_and_add_up_by_default() -> None:
    form = disclosure()

    assert {field.maximum for field in form.figures} == {None}
    assert {field.joining for field in form.figures} == {Joining.SUM}
    assert {f.joining for f in form.fields.values() if f.role is not Role.FIGURE} == {Joining.NONE}
    assert len(form.figures) == 8 + 3 + 10 + 144 + 12


def test_the_levels_are_a_list() -> None:
    assert disclosure().fields[at("基本信息!B6")].choices == ("省级", "设区的市级", "县级", "乡级")


def test_inputs_are_in_filling_order() -> None:
    fields = list(disclosure().fields)

    assert fields == sorted(fields, key=lambda a: (SHEETS.index(a.sheet), a.row, a.column))


def test_totals_are_the_formulas_of_the_contract() -> None:
    form = disclosure()

    assert {str(a): f for a, f in form.formulas.items() if str(a) in TOTALS | LENGTHS} == TOTALS | LENGTHS
    assert {str(address) for address in form.totals} == set(TOTALS)


def test_no_other_formula_stands_outside_the_rules_and_the_verdicts() -> None:
    others = {str(a) for a in disclosure().formulas if a.sheet != "校验" and str(a) not in TOTALS | LENGTHS}

    assert others == {f"{name}!A2" for name in TO_FILL} | {"封面!B3", "封面!B4"}


def test_a_total_knows_the_inputs_behind_it() -> None:
    leaves = disclosure().leaves

    assert leaves[at("表三!J29")] == set(cell_range("表三!D8:I28"))
    assert leaves[at("表四!O6")] == set(cell_range("表四!K6:N6"))
    assert leaves[at("校验!G5")] == {*cell_range("表三!D6:D28"), at("表三!D30")}


@pytest.mark.parametrize("name", SHEETS)
def test_each_sheet_is_protected_without_a_password_and_lets_rows_be_heightened(name: str) -> None:
    protection = book()[name].protection

    assert protection.sheet
    assert protection.password is None
    assert not protection.formatRows  # the attributes name what is forbidden
    assert not protection.formatColumns
    assert protection.insertRows
    assert protection.deleteRows
    assert not protection.selectUnlockedCells


@pytest.mark.parametrize("name", SHEETS)
def test_row_one_is_the_title(name: str) -> None:
    assert isinstance(book()[name]["A1"].value, str)


@pytest.mark.parametrize("name", PRESET)
def test_the_labels_of_the_contract_stand_in_locked_cells(name: str) -> None:
    sheet = book()[name]

    assert {cell: sheet[cell].value for cell in PRESET[name]} == PRESET[name]
    assert all(sheet[cell].protection.locked for cell in PRESET[name])


@pytest.mark.parametrize("cell", LABELS)
def test_label_paths_with_merged_heads(cell: str) -> None:
    assert disclosure().label(at(cell)) == LABELS[cell]


@pytest.mark.parametrize("name", TO_FILL)
def test_row_two_of_a_sheet_to_fill_shows_the_verdict(name: str) -> None:
    engine = disclosure().engine

    assert "尚不能报送" in str(engine.evaluate({})[at(f"{name}!A2")])
    assert "可以报送" in str(engine.evaluate(values())[at(f"{name}!A2")])


def test_an_untouched_workbook_is_stored_as_not_ready() -> None:
    stored = load_workbook(disclosure().folder / "workbook.xlsx", data_only=True)

    assert stored["校验"]["B2"].value == "尚不能报送"
    assert "表三未填 144 项" in stored["校验"]["C2"].value
    assert stored["表三"]["A2"].value.startswith("填报状态：尚不能报送")
    assert stored["表三"]["J29"].value == 0


@pytest.mark.parametrize("name", PRINTED)
def test_print_areas_fit_the_width_of_a4(name: str) -> None:
    sheet = book()[name]

    assert sheet.print_area.replace("$", "").rpartition("!")[2] == PRINTED[name]
    assert int(sheet.page_setup.paperSize) == 9
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToWidth == 1


def test_the_cover_is_one_page() -> None:
    assert book()["封面"].page_setup.fitToHeight == 1


@pytest.mark.parametrize(
    ("cell", "word"), [("表二!B16", "万元"), ("表三!D28", "撤回"), ("表三!D7", "上年度报告"), ("表四!A6", "多个被告")]
)
def test_cells_where_clerks_err_have_a_hint(cell: str, word: str) -> None:
    address = at(cell)
    (hint,) = [v for v in book()[address.sheet].data_validations.dataValidation if address.cell in v.sqref]

    assert hint.showInputMessage
    assert word in hint.promptTitle + hint.prompt


def test_every_validation_stops_a_wrong_entry_with_a_sentence_that_office_can_show() -> None:
    rules = [rule for sheet in book().worksheets for rule in sheet.data_validations.dataValidation]

    assert all(rule.showErrorMessage and rule.errorStyle == "stop" and rule.error for rule in rules)
    assert all(len(rule.error) <= 255 and len(rule.errorTitle) <= 32 for rule in rules)
    assert all(len(rule.prompt or "") <= 255 and len(rule.promptTitle or "") <= 32 for rule in rules)


def test_inputs_are_tinted_and_nothing_else_is() -> None:
    tints = {str(a): book()[a.sheet][a.cell].fill.fgColor.rgb for a in disclosure().fields}
    computed = {book()[a.sheet][a.cell].fill.fgColor.rgb for a in disclosure().formulas}

    assert len(set(tints.values())) == 1
    assert computed.isdisjoint(tints.values())


def test_what_is_carried_and_prefilled_comes_from_last_year() -> None:
    form = disclosure()
    carried = {str(cell): str(source) for cell, source in form.carried.items()}

    assert carried == {f"上年!{column}4": f"表三!{column}30" for column in "DEFGHIJ"} | {
        "上年!D5": "表二!D5",
        "上年!D6": "表二!D6",
    }
    assert {str(c): str(s) for c, s in form.prefilled.items()} == {f"表三!{c}7": f"表三!{c}30" for c in "DEFGHI"}


def test_identity_and_names() -> None:
    form = disclosure()

    assert form.identity == IdentityCells(
        *(at(f"基本信息!B{row}") for row in (3, 4, 5, 6)),
        contact=(at("基本信息!B7"), at("基本信息!B8")),
        person=at("封面!B5"),
        telephone=at("基本信息!B8"),
    )
    assert (form.id, form.edition, form.language, form.rules_sheet) == ("disclosure-2021", "2021", "zh", "校验")
    assert form.names == FileNames(
        roster="单位名单.xlsx",
        whole="汇总单位.xlsx",
        summary="汇总表.xlsx",
        report="年度报告.docx",
        draft="年度报告（送审稿）.docx",
        consolidated="汇总填报表.xlsx",
        consolidated_draft="汇总填报表（送审稿）.xlsx",
        blank="空白填报表.xlsx",
        decisions="处理登记.xlsx",
        evidence="佐证数据.xlsx",
        annex="内部附件.docx",
        board="审核看板.html",
        catalogue="归档目录.xlsx",
    )


def test_an_older_edition_is_known_by_its_texts() -> None:
    marks = disclosure().editions["2019"].marks

    assert marks[Address.parse("表三!B26")] == "（六）其他处理"
    assert {cell.sheet for cell in marks} == {"表二", "表三", "校验", "上年"}
