"""The twenty rules of the form, as Excel formulas: what must equal, or reach, what."""

from collections.abc import Iterator
from dataclasses import dataclass

APPLICANTS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
ERROR, QUERY = "错误", "核实"


@dataclass(frozen=True, slots=True)
class FormRule:
    """A rule: `left` stands in `relation` (= or ≥) to `right`; `{row}` in them is the rule's own row.

    `needs` is the cell of 上年 that it cannot do without.
    """

    severity: str
    text: str
    left: str
    relation: str
    right: str
    needs: str | None = None


def form_rules() -> tuple[FormRule, ...]:
    """Return R01 to R20 in order."""
    return (*balances(), *carried_over(), *in_force(), *plausible())


def balances() -> Iterator[FormRule]:
    """Yield R01–R07: what came in and what was carried over is dealt with or carried on, by applicant."""
    for column, name in zip("DEFGHIJ", APPLICANTS, strict=True):
        text = f"表三“{name}”：新收＋上年结转＝办理结果总计＋结转下年度"
        came, went = f"表三!{column}6+表三!{column}7", f"表三!{column}29+表三!{column}30"
        yield FormRule(ERROR, text, came, "=", went)


def carried_over() -> Iterator[FormRule]:
    """Yield R08–R14: what this year takes over is what last year's report handed on."""
    for column, name in zip("DEFGHIJ", APPLICANTS, strict=True):
        text = f"表三“{name}”：上年结转＝上年度报告的结转下年度"
        yield FormRule(ERROR, text, f"表三!{column}7", "=", f"上年!{column}4", needs=f"上年!{column}4")


def in_force() -> Iterator[FormRule]:
    """Yield R15 and R16: queries only, since places count lapsed and amended documents differently."""
    for row, name in ((5, "规章"), (6, "行政规范性文件")):
        text = f"表二“{name}”：现行有效＝上年现行有效＋本年制发－本年废止"
        right = f"上年!D{row}+表二!B{row}-表二!C{row}"
        yield FormRule(QUERY, text, f"表二!D{row}", "=", right, needs=f"上年!D{row}")


def plausible() -> Iterator[FormRule]:
    """Yield R17–R20: figures seldom right otherwise. Where R18 is idle, its right side is its left."""
    text = "表二“行政规范性文件”：现行有效件数不少于本年制发件数"
    yield FormRule(QUERY, text, "表二!D6", "≥", "表二!B6")
    text = "县级、乡级单位：表二“规章”各格为 0（规章由设区的市以上制定）"
    county = 'IF(OR(基本信息!B6="县级",基本信息!B6="乡级"),0,D{row})'
    yield FormRule(QUERY, text, "表二!B5+表二!C5+表二!D5", "=", county)
    text = "表三“逾期未按收费通知要求缴纳费用”有数的，发出收费通知至少 1 件"
    yield FormRule(QUERY, text, "补充!B15", "≥", "IF(表三!J27>0,1,0)")
    text = "信息处理费：总金额不少于实际收取总金额"
    yield FormRule(QUERY, text, "补充!B16", "≥", "补充!B17")
