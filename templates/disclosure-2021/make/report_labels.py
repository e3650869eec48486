"""The three tables of the report, described by the addresses of the workbook's sheets that they print."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class TableForm:
    """A table over `area` of `sheet`. A range among the heads, labels or `spanning` is one merged cell."""

    sheet: str
    area: str
    widths: tuple[int, ...]  # of the columns, in twips
    heads: Mapping[str, str]
    figures: tuple[str, ...]  # ranges of which every cell prints its own value
    together: tuple[tuple[int, int], ...]  # first and last row of what one page is to hold
    narrow_heads: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    spanning: tuple[str, ...] = ()  # merged ranges that print the value of their first cell
    shaded: tuple[str, ...] = ()
    header_rows: int = 0  # rows at the top that are printed again on the next page
    row_height: int = 0  # the least height of a row, in twips
    small: bool = False


_OUTCOMES = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")

PUBLISHED = TableForm(
    sheet="表二",
    area="A3:D16",
    widths=(2784, 2020, 2020, 2020),
    heads={
        "A3:D3": "第二十条第（一）项",
        "A4": "信息内容",
        "B4": "本年制发件数",
        "C4": "本年废止件数",
        "D4": "现行有效件数",
        "A7:D7": "第二十条第（五）项",
        "A8": "信息内容",
        "B8:D8": "本年处理决定数量",
        "A10:D10": "第二十条第（六）项",
        "A11": "信息内容",
        "B11:D11": "本年处理决定数量",
        "A14:D14": "第二十条第（八）项",
        "A15": "信息内容",
        "B15:D15": "本年收费金额（单位：万元）",
    },
    labels={
        "A5": "规章",
        "A6": "行政规范性文件",
        "A9": "行政许可",
        "A12": "行政处罚",
        "A13": "行政强制",
        "A16": "行政事业性收费",
    },
    figures=("B5:D6",),
    spanning=("B9:D9", "B12:D12", "B13:D13", "B16:D16"),
    shaded=("A3", "A7", "A10", "A14"),
    # One page holds it all: the first clause's heads, printed again, would head another clause's figures.
    together=((3, 16),),
    header_rows=2,
    row_height=420,
)

REQUESTS = TableForm(
    sheet="表三",
    area="A3:J30",
    widths=(625, 985, 2418, *(688,) * 7),  # seven digits fit a column of figures
    heads={
        "A3:C5": "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）",
        "D3:J3": "申请人情况",
        "D4:D5": "自然人",
        "E4:I4": "法人或其他组织",
        "J4:J5": "总计",
    },
    narrow_heads={
        "E5": "商业企业",
        "F5": "科研机构",
        "G5": "社会公益组织",
        "H5": "法律服务机构",
        "I5": "其他",
    },
    labels={
        "A6:C6": "一、本年新收政府信息公开申请数量",
        "A7:C7": "二、上年结转政府信息公开申请数量",
        "A8:A29": "三、本年度办理结果",
        "B8:C8": "（一）予以公开",
        "B9:C9": "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
        "B10:B17": "（三）不予公开",
        "C10": "1.属于国家秘密",
        "C11": "2.其他法律行政法规禁止公开",
        "C12": "3.危及“三安全一稳定”",
        "C13": "4.保护第三方合法权益",
        "C14": "5.属于三类内部事务信息",
        "C15": "6.属于四类过程性信息",
        "C16": "7.属于行政执法案卷",
        "C17": "8.属于行政查询事项",
        "B18:B20": "（四）无法提供",
        "C18": "1.本机关不掌握相关政府信息",
        "C19": "2.没有现成信息需要另行制作",
        "C20": "3.补正后申请内容仍不明确",
        "B21:B25": "（五）不予处理",
        "C21": "1.信访举报投诉类申请",
        "C22": "2.重复申请",
        "C23": "3.要求提供公开出版物",
        "C24": "4.无正当理由大量反复申请",
        "C25": "5.要求行政机关确认或重新出具已获取信息",
        "B26:B28": "（六）其他处理",
        "C26": "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
        "C27": "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
        "C28": "3.其他",
        "B29:C29": "（七）总计",
        "A30:C30": "四、结转下年度继续办理",
    },
    figures=("D6:J30",),
    together=((3, 30),),
    header_rows=3,
    row_height=320,
    small=True,
)

CASES = TableForm(
    sheet="表四",
    area="A3:O6",
    widths=(589,) * 15,
    heads={
        "A3:E3": "行政复议",
        "F3:O3": "行政诉讼",
        "F4:J4": "未经复议直接起诉",
        "K4:O4": "复议后起诉",
        **{f"{column}4:{column}5": text for column, text in zip("ABCDE", _OUTCOMES, strict=True)},
        **{f"{column}5": text for column, text in zip("FGHIJKLMNO", _OUTCOMES * 2, strict=True)},
    },
    figures=("A6:O6",),
    together=((3, 6),),
    header_rows=3,
    row_height=420,
    small=True,
)
