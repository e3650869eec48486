"""N501, N502, N512: the figures of the prose against the cells that they count."""

import pytest

from kit.filled import disclosure
from kit.printed import printed
from kit.told_prose import bound, codes, said_of
from xlsreport.checking.narrative.vocabulary import vocabulary
from xlsreport.model.finding import Severity

OPEN = "表三!J8"
BOTH = "表四!J6 + 表四!O6"
TABLE = [
    ("全年收到政府信息公开申请12件。", [("12件", "表三!J6")]),
    ("新收政府信息公开申请12件", [("12件", "表三!J6")]),
    ("接到依申请公开办件十二件", [("12件", "表三!J6")]),
    ("共受理12件政府信息公开申请", [("12件", "表三!J6")]),
    ("收到公民依申请公开１２件", [("12件", "表三!J6")]),
    ("接到依申请公开件12件", [("12件", "表三!J6")]),
    ("上年结转3件", [("3件", "表三!J7")]),
    ("上年度结转政府信息公开申请3件", [("3件", "表三!J7")]),
    ("收办政府信息公开申请15件", [("15件", "表三!J6:J7")]),
    ("办结14件", [("14件", "表三!J29")]),
    ("答复申请14件", [("14件", "表三!J29")]),
    ("予以公开及部分公开10件", [("10件", "表三!J8:J9")]),
    ("予以公开8件、部分公开2件", [("8件", OPEN), ("2件", "表三!J9")]),
    ("予以公开的有8件，予以部分公开决定2件", [("8件", OPEN), ("2件", "表三!J9")]),
    ("不予公开1件", [("1件", "表三!J10:J17")]),
    ("收到申请6件，其中4件予以公开，1件部分公开，1件因信息不存在无法提供",
     [("6件", "表三!J6"), ("4件", OPEN), ("1件", "表三!J9")]),
    ("4件予以公开，另有1件不予公开", [("4件", OPEN), ("1件", "表三!J10:J17")]),
    ("无法提供1件", [("1件", "表三!J18:J20")]),
    ("不予处理1件", [("1件", "表三!J21:J25")]),
    ("其他处理1件", [("1件", "表三!J26:J28")]),
    ("结转下年度继续办理1件", [("1件", "表三!J30")]),
    ("另有1件顺延到下年度答复", [("1件", "表三!J30")]),
    ("1件转下一年度办理", [("1件", "表三!J30")]),
    ("收到政府信息公开申请12件，其中自然人申请9件，商业企业1件，科研机构1件，社会公益组织1件",
     [("12件", "表三!J6"), ("9件", "表三!D6"), ("1件", "表三!E6"), ("1件", "表三!F6"), ("1件", "表三!G6")]),
    ("收到申请2件，其中法律服务机构1件", [("2件", "表三!J6"), ("1件", "表三!H6")]),
    ("收到申请12件，其中自然人10件、法人或其他组织2件",
     [("12件", "表三!J6"), ("10件", "表三!D6"), ("2件", "表三!E6:I6")]),
    ("接到依申请公开办件一次其中包括三名自然人、一家企业",
     [("1次", "表三!J6"), ("3名", "表三!D6"), ("1家", "表三!E6")]),
    ("接到申请4件：三名自然人、企业一家", [("4件", "表三!J6"), ("3名", "表三!D6"), ("1家", "表三!E6")]),
    ("政府信息公开行政复议5件", [("5件", "表四!E6")]),
    ("发生行政复议案件5件，其中维持2件、纠正1件、其他结果1件、尚未审结1件",
     [("5件", "表四!E6"), *((n, f"表四!{c}6") for n, c in zip(("2件", "1件", "1件", "1件"), "ABCD", strict=True))]),
    ("行政诉讼5件，结果维持2件，结果纠正1件，其他结果1件，尚未审结1件",
     [("5件", BOTH), ("2件", "表四!F6 + 表四!K6"), ("1件", "表四!G6 + 表四!L6"),
      ("1件", "表四!H6 + 表四!M6"), ("1件", "表四!I6 + 表四!N6")]),
    ("引发行政复议5件、行政诉讼4件", [("5件", "表四!E6"), ("4件", BOTH)]),
    ("行政复议、行政诉讼共9件", [("9件", f"表四!E6 + {BOTH}")]),
    ("未经复议直接起诉3件，复议后起诉1件", [("3件", "表四!J6"), ("1件", "表四!O6")]),
    ("制发规章1件，废止规章2件，现行有效规章11件", [("1件", "表二!B5"), ("2件", "表二!C5"), ("11件", "表二!D5")]),
    ("制发行政规范性文件8件，废止26件，现行有效66件", [("8件", "表二!B6"), ("26件", "表二!C6"), ("66件", "表二!D6")]),
    ("行政规范性文件制发8件", [("8件", "表二!B6")]),
    ("作出行政许可决定1,234件，行政处罚5件，行政强制2件",
     [("1234件", "表二!B9"), ("5件", "表二!B12"), ("2件", "表二!B13")]),
    ("行政事业性收费3.5万元", [("35000元", "表二!B16")]),
    ("作出行政许可2件，收费金额3.5万元", [("2件", "表二!B9"), ("35000元", "表二!B16")]),
    ("更新118条政务信息，其中政务动态37条、公示公告78条、财政预决算2条、年度报告1条",
     [("37条", "补充!B4"), ("78条", "补充!B5"), ("2条", "补充!B6"), ("1条", "补充!B7")]),
    ("2025年全市实际收取信息处理费共计400元。", [("400元", "补充!B17")]),
    ("信息处理费发出收费通知2件，总金额400元", [("2件", "补充!B15"), ("400元", "补充!B16")]),
]  # fmt: skip
UNBOUND = [
    "去年收到政府信息公开申请10件",
    "2022年收到政府信息公开申请10件",
    "上年收到政府信息公开申请10件、行政复议2件",
    "较上年多收到政府信息公开申请3件",
    "政府信息公开申请同比增长20%",
    "办结率100%",
    "收到政府信息公开申请10余件",
    "收到政府信息公开申请20多件",
    "收到政府信息公开申请近20件",
    "收到政府信息公开申请约20件",
    "收到政府信息公开申请20件左右",
    "通报“收到政府信息公开申请20件”",
    "印发《收到政府信息公开申请20件办理意见》",
    "收到自然人、企业申请5件",
    "行政许可、行政处罚5件",
    "公示行政许可120件、行政处罚30件",
    "公开行政处罚12件",
    "受理行政许可申请35件",
    "受理各类申请35件",
    "收到办件35万件",
    "收到问题线索5件，办结5件",
    "通过网站收到政府信息公开申请3件、纸质申请6件",
    "收到政府信息公开申请书以外的材料5件",
]
QUIET = [
    "全年举办培训3场次、参训120人次。",
    "网站访问量12万次。",
    "受理群众来信22件，均已办结。",
    "办理人大建议15件、政协提案8件，办结率100%。",
    "收到政务服务热线工单1345件，按期答复1340件。",
    "政务新媒体发布信息2300条，阅读量达15万次。",
    "答复网民留言30件。",
    "接待群众来访45人次。",
    "公示行政许可120件、行政处罚30件。",
    "与2022年相比，政府信息公开申请减少3件。",
    "开展政务公开专题培训2期，培训人员60名。",
    "制作政策解读21个，召开新闻发布会12场。",
    "清理文件56件，其中继续有效40件、修改10件、废止6件。",
    "组织开展检查4次，发现问题17个，整改17个。",
    "截至目前，全市在运维政务新媒体95个，合格率均为100%。",
    "办理行政许可事项120项，平均用时3个工作日。",
    "编发《政府公报》6期，赠阅1.2万份。",
    "按照“五公开”要求，梳理“一件事”主题8个。",
    "依据第二十条第（一）项公开第3批目录，涉及5个科室。",
    "主动公开各类政府信息5500余条，比上年增加三成。",
]


@pytest.mark.parametrize(("text", "expected"), TABLE)
def test_a_sentence_is_bound_to_its_cells(text: str, expected: list[tuple[str, str]]) -> None:
    assert bound(text, 2025 if "2025" in text else 2023) == expected


def test_every_cell_of_the_vocabulary_that_the_guide_lists_is_bound() -> None:
    listed = {cells for _, expected in TABLE for _, cells in expected}
    assert {f"表三!J{row}" for row in (6, 7, 8, 9, 29, 30)} <= listed
    assert {f"表二!{cell}" for cell in ("B5", "C5", "D5", "B6", "C6", "D6", "B9", "B12", "B13", "B16")} <= listed


@pytest.mark.parametrize("text", UNBOUND)
def test_what_is_not_certain_is_not_compared(text: str) -> None:
    assert bound(text) == []
    assert [code for code in codes(text) if code != "N503"] == []  # a year alone may be a slip


def test_what_was_spoken_of_before_another_matter_is_not_spoken_of_any_more() -> None:
    text = "收到政府信息公开申请12件，其中自然人9件，召开会议3次，发生行政复议案件5件，其中企业1家"
    assert bound(text) == [("12件", "表三!J6"), ("9件", "表三!D6"), ("5件", "表四!E6")]


@pytest.mark.parametrize("text", QUIET)
def test_what_clerks_write_is_left_alone(text: str) -> None:
    assert codes(text) == []


def test_a_mismatch_is_one_query_with_both_figures() -> None:
    (found,) = said_of("全年收到政府信息公开申请12件。", {"表三!D6": 9, "表三!D8": 9})
    assert (found.code, found.severity, found.found, found.expected, found.difference) == (
        "N501", Severity.QUERY, 12, 9, 3)  # fmt: skip
    assert found.message == "“收到政府信息公开申请12件”：正文写 12，表三!J6 为 9（多 3）。"
    assert [str(o.address) for o in found.operands] == [f"表三!{column}6" for column in "DEFGHI"]
    assert said_of("全年收到政府信息公开申请9件。", {"表三!D6": 9, "表三!D8": 9}) == []


@pytest.mark.parametrize(("text", "expected"), [("3.5万元", []), ("35000元", []), ("3.6万元", ["N501"])])
def test_an_amount_is_compared_in_its_own_unit(text: str, expected: list[str]) -> None:
    assert codes(f"行政事业性收费{text}", {"表二!B16": 3.5}) == expected


@pytest.mark.parametrize(("text", "expected"), [("1.2万件", []), ("1.3万件", ["N501"]), ("12345件", [])])
def test_a_rounded_figure_is_compared_to_its_last_digit(text: str, expected: list[str]) -> None:
    assert codes(f"行政许可{text}", {"表二!B9": 12345}) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("共更新118条政务信息，其中政务动态37条、公示公告78条、财政预决算2条、年度报告1条。", []),
        ("召开会议12次，其中专题会5次、例会8次。", ["N502"]),
        ("召开会议12次，其中专题会5次、例会6次。", []),  # 其中 need not be all
        ("召开会议12次：专题会5次、例会6次。", ["N502"]),
        ("召开会议12次，包括专题会5次、例会6次等。", []),
        ("召开会议12次，分别为专题会5次、例会7次。", []),
        ("召开会议12次：专题会5次、例会7次、开展培训3次。", []),  # the list runs on; its beginning is the whole
        ("召开会议12次：专题会5次、例会6次、开展培训3次。", ["N502"]),  # no beginning of it is
        ("举办讲座20次，召开会议10次，其中线上7次、线下8次。", []),  # some may be of what was said before
        ("举办讲座20次。召开会议10次，其中线上7次、线下8次。", ["N502"]),
        ("举办讲座20场，召开会议10次，其中线上7次、线下8次。", ["N502"]),  # not where it is counted otherwise
        ("举办讲座20次，召开会议10次，其中线上18次、线下12次。", []),  # of both
        ("举办讲座20次，召开会议10次，其中线上18次、线下13次。", ["N502"]),
    ],
)
def test_parts_are_summed_against_their_whole(text: str, expected: list[str]) -> None:
    counts = {"补充!B4": 37, "补充!B5": 78, "补充!B6": 2, "补充!B7": 1}
    assert codes(text, counts, "文字!A6") == expected


def test_figures_that_no_cell_supports_are_one_note() -> None:
    found = said_of("政府信息公开申请中网络提交8件、信函提交4件。")
    assert [(each.code, each.severity) for each in found] == [("N512", Severity.NOTE)]
    assert "2 个数字" in found[0].message


def test_a_list_that_adds_up_supports_its_own_figures() -> None:
    assert said_of("政府信息公开申请渠道12件：网络提交8件、信函提交4件。") == []
    codes_of = [each.code for each in said_of("政府信息公开申请渠道12件：网络提交8件、信函提交5件。")]
    assert codes_of == ["N502", "N512"]


def test_while_a_cell_is_unread_no_figure_is_called_unsupported() -> None:
    text = "政府信息公开申请中网络提交8件、信函提交4件。"
    assert [each.code for each in said_of(text)] == ["N512"]
    assert said_of(text, {"表三!F6": None}) == []


def test_the_published_sentences_of_a_city_are_bound_to_its_table() -> None:
    facts = printed("huaian-2024")
    text = (
        "2024 年，全市共受理政府信息公开申请3119 件，答复3050 件（含上年度结转申请34 件，另有103 件顺延到下年度答复），"
        "均在法定期限内予以答复。政府信息公开行政复议351件，其中结果维持72 件，结果纠正64 件，其他结果178 件，"
        "尚未审结37 件；政府信息公开行政诉讼46 件，其中结果维持25件，结果纠正5 件，其他结果9 件，尚未审结7 件。"
    )
    ends = [f"表四!{one}6 + 表四!{other}6" for one, other in zip("JFGHI", "OKLMN", strict=True)]
    cells = ["表三!J6", "表三!J29", "表三!J7", "表三!J30", *(f"表四!{c}6" for c in "EABCD"), *ends]
    said = bound(text, 2024)
    assert [place for _, place in said] == cells
    for number, place in said:
        assert number == f"{sum(facts.cells[each] for each in place.split(' + '))}件"


def test_a_forms_vocabulary_is_made_once() -> None:
    assert vocabulary(disclosure()) is vocabulary(disclosure())
