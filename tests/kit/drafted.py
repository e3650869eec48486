"""What the disclosure form's drafts may say, stated once more: each sentence, and the cells that its numbers are of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from kit.filled import disclosure
from xlsreport.model.address import Address, cell_range
from xlsreport.model.workbook import Value

Values = Mapping[Address, Value]
Parts = Mapping[str, str]  # the cells of each part, by what the sentence calls it
PUBLISHED = {disclosure().labels[a].rows[-1]: str(a) for a in cell_range("B4:B11", "补充")}
APPLICANTS = dict(
    zip(("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"), "DEFGHI", strict=True)
)
VERDICTS = ("结果维持", "结果纠正", "其他结果", "尚未审结")
DECISIONS = {"行政许可": "表二!B9", "行政处罚": "表二!B12", "行政强制": "表二!B13"}
OUTCOMES = {
    "予以公开": "表三!J8",
    "部分公开": "表三!J9",
    "不予公开": "表三!J10:J17",
    "无法提供": "表三!J18:J20",
    "不予处理": "表三!J21:J25",
    "其他处理": "表三!J26:J28",
}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: `#` in `text` is the sum of `cells`, `~` how it changed, `*` what there is of `parts`.

    It is said where `#` is more than nothing, or without it where there is any of the `parts`; those are named with
    their shares where it is `shared`, the `most` largest of them where that is not 0. `alone` is said of a whole
    that is all in one part; a list of one has nothing to share.
    """

    text: str
    cells: str = ""
    unit: str = "件"
    parts: Parts = field(default_factory=dict)
    most: int = 0
    shared: bool = False
    alone: str = ""


SENTENCES = (
    Sentence("2023年，主动公开政府信息#~", "补充!B12", "条"),
    Sentence("其中，数量居前的有：*", unit="条", parts=PUBLISHED, most=3, shared=True),
    Sentence("全年作出行政处理决定：*", parts=DECISIONS),
    Sentence("行政事业性收费#~", "表二!B16", "万元"),
    Sentence("2023年，新收政府信息公开申请#~", "表三!J6"),
    Sentence("上年结转#", "表三!J7"),
    Sentence("从申请人看，*", parts={k: f"表三!{c}6" for k, c in APPLICANTS.items()}, shared=True, alone="申请人均为"),
    Sentence("全年办结#~", "表三!J29"),
    Sentence("从办理结果看，*", parts=OUTCOMES, shared=True, alone="办理结果均为"),
    Sentence("结转下年度继续办理#", "表三!J30"),
    Sentence(
        "截至2023年底，行政规范性文件*~",
        "表二!D6",
        parts={"制发": "表二!B6", "废止": "表二!C6", "现行有效": "表二!D6"},
    ),
    Sentence("规章*~", "表二!D5", parts={"制发": "表二!B5", "废止": "表二!C5", "现行有效": "表二!D5"}),
    Sentence(
        "2023年，政府信息公开行政复议案件#~，其中*",
        "表四!E6",
        parts={name: f"表四!{column}6" for name, column in zip(VERDICTS, "ABCD", strict=True)},
    ),
    Sentence(
        "政府信息公开行政诉讼案件#~，其中*",
        "表四!J6 表四!O6",
        parts={name: f"表四!{a}6 表四!{b}6" for name, a, b in zip(VERDICTS, "FGHI", "KLMN", strict=True)},
    ),
)
NO_REQUESTS = Sentence("2023年，未收到政府信息公开申请~", "表三!J6")
NO_FEES = "各单位均未报送收取政府信息公开信息处理费的情况"


def summed(values: Values, cells: str) -> Decimal | None:
    """Return the sum of the figures in `cells` (`表三!J8 表三!J10:J17`), totals added up here; None of nothing."""
    areas = [each.partition("!") for each in cells.split()]
    places = [address for sheet, _, area in areas for address in cell_range(area, sheet)]
    leaves = [leaf for address in places for leaf in disclosure().leaves.get(address, (address,))]
    numbers = [value for leaf in leaves if isinstance(value := values.get(leaf), Decimal)]
    return sum(numbers, Decimal(0)) if numbers else None


def there(values: Values, parts: Parts) -> dict[str, Decimal]:
    """Return the parts that are more than nothing."""
    return {name: number for name, cells in parts.items() if (number := summed(values, cells))}


def due(now: Values) -> list[Sentence]:
    """Return the sentences that have something to say."""
    return [each for each in (*SENTENCES, NO_REQUESTS) if _is_due(each, now)]


def _is_due(sentence: Sentence, now: Values) -> bool:
    if sentence is NO_REQUESTS:
        return summed(now, sentence.cells) == 0
    if "#" in sentence.text:
        return bool(summed(now, sentence.cells))
    count = len(there(now, sentence.parts))
    return count > (1 if sentence.shared and not sentence.alone else 0)
