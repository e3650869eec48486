"""No sentence stands in Python: every Chinese word in the code is one of those here, each for a reason.

What people read stands in `src/xlsreport/language/`. Punctuation is no word; docstrings are the developer's, and those
of commands are their help, which is said before any form could tell a language, as are the texts given to typer.
"""

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[1] / "src" / "xlsreport"
HAN = re.compile(r"[〇\u3400-\u9fff]")

# reason → the literals, or pieces of f-strings, that it allows
ALLOWED: Mapping[str, frozenset[str]] = {
    "said when a command is interrupted, before anything is loaded": frozenset(
        {"已中断，没有写出任何文件。Interrupted; nothing was written."}
    ),
    "yes and no, which a person may type whatever language is spoken": frozenset({"是", "好", "否", "不"}),
    "how Chinese writes numbers": frozenset(
        {
            *("〇", "零", "两", "零〇", "零一二三四五六七八九", "一二两三四五六七八九十百千万"),
            *("十", "百", "千", "万", "亿"),
            r"([0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(\.[0-9]+)?([十百千]?[万亿]?)",
            r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9,])|[0-9]+)(?:\.[0-9]+)?[十百千]?[万亿]?|[",
            r"(?<=[0-9A-Za-z.,第〇零一二两三四五六七八九十百千万亿])|(?<=[0-9件名个][-~—至到])",
            "|(?P<percent>百分之)(?P<rate>",
            "[0零](?<![0-9.,].)",
        }
    ),
    "how Chinese writes days and years": frozenset(
        {
            "[0-9〇○零一二三四五六七八九十年月日./-]{6,}",
            *("年", "月", "日", r"\1年\2月\3日", "[0-9]{5,8}年", "月[0-9]{1,3}[日号]"),
            "(?<![0-9.])(?:19|20)[0-9]{3,6}年",
            "(?<![0-9.])(?:([0-9]{4})年)?([0-9]{1,3})月([0-9]{1,3})[日号]",
            "^[0-9]{4}年度?，?",
            *("上", "下", "([12]\\d{3})(?:年度?)?", "(\\{{{name}\\}}) ?年度?"),
            "([12]\\d{3})(?:年?(?P<word>[上下])半年|[ -]?h([12]))",
            "([12]\\d{3})(?:年?第?(?P<word>[一二三四1-4])季度?|[ -]?q([1-4]))",
            "([12]\\d{3})(?:年|[-/.])(0?[1-9]|1[0-2])月?份?",
            "(?:fy|财年|fiscalyear)?([12]\\d{3})(?:财年|财政年度)?",
            "(?<![0-9.])([0-9]{4})年(?=1月份?(?:至|到|—|-|－|～|~)12月)",
            ")?)(?!初|前|",
            ")(?(until)|(?!末|底))(?P<day>1月1日|12月31日(?!前|以前|之前)|12月底|1月(?:至|到|—|-|－|～|~)12月)?"
            "(?![0-9]{1,2}月)",
            r"(?<!\d)(\d{4})(?:\s*[年./-]\s*)(\d{1,2})(?:\s*[月./-]\s*)(\d{1,2})(?!\d)",
            r"(?<![\d年./-])(\d{1,2})\s*月\s*(\d{1,2})(?!\d)",
        }
    ),
    "what Excel's number formats show, and how its Chinese edition writes them": frozenset(
        {"General|G/通用格式", "g/通用格式", "上午/下午|AM/PM|A/P", "一二三四五六日", "星期", "〇一二三四五六七八九"}
        | {"零壹贰叁肆伍陆柒捌玖"}
    ),
    "how Chinese numbers documents": frozenset({"号", "第?[0-9]+号"}),
    "how labels of tables are numbered": frozenset(
        {
            r"^\s*(?:[（(]?[一二三四五六七八九十百]+[）)、.．]|[（(]?[0-9]+[）)、.．]|[IVXivx]+[.)]\s)\s*",
            r"[一二三四五六七八九十百]+[、.．]",
            r"[（(][一二三四五六七八九十百]+[）)]",
            r"[A-Za-z]{0,2}[-.0-9（）()]{1,8}[A-Za-z]?|[A-Za-z甲乙丙丁]|[①-⑳]",
        }
    ),
    "words that join, end or begin the parts of a sentence": frozenset(
        {
            "(?:情况|工作)*(?:[。：\\n]|$)",
            "(?:^|[，。；：、！？（\\n]|年|年度|期间)",
            "(?![限部面势长])",
            "(?:（[一二三四五六七八九十]+）|[一二三四五六七八九十]+、).+",
            r"^(?:[（(][一二三四五六七八九十0-9]+[）)]|[一二三四五六七八九十]+、|[0-9]+[.．、])\s*",
            "(?<=没有)|(?<=[无未])",  # of what there was none is no figure
        }
    ),
    "units that tell a number from a telephone": frozenset(
        {
            r"(?<![0-9A-Za-z_./+])(?<![0-9]-)(?:\+?86[ -]?)?(1[3-9][0-9])([ -]?)([0-9]{4})\2([0-9]{4})"
            "(?![0-9A-Za-z_]|[.,][0-9]|[件条名家人次项期场个份万亿元%％])",
        }
    ),
    "how people mark versions in file names": frozenset(
        {
            "一二三四五六七八九",
            "]?十[",
            r"(?<![a-z])(?:v|ver|version|rev)[\s._-]*(\d{1,3}(?:\.\d{1,3}){0,3})(?![\d月])|第\s*",
            r"\s*版|版本?\s*(\d{1,2}(?:\.\d{1,3})?)(?![\d月])|(?<![\d.])",
            r"\s*版",
            r"第\s*",
            r"\s*[稿次]|(?<!\d)",
            r"\s*稿|(?<!\d)",
            r"(?<![附件表第\d.期批号款条共])[\s_-]*(?<![\d.])([1-9](?:\.0)?)$",
            r"\s*次(?=修|更|改|订|补|上报|报送|提交)|(?<!\d)",
            r"\s*改(?=[\s)\]_\x00-]|$)|(?:修改|修订|更正|改正|补正|[稿改]|最终|最新|(?<![a-z])final[\s_-]?)\s*("
            r"\d{1,2})(?![\d月.])",
            r")(?!\d)年?度?|\(",
        }
    ),
    "how people write days in file names": frozenset(
        {
            r"(?:[\s_t-]*(\d{1,2})\s*[:._时点-]\s*(\d{2})分?(?:[:._-]?(\d{2}))?(?!\d))?",
            r"〇零一二三四五六七八九",
            r"(?<!\d)(\d\d)(\d\d)(\d\d)(?!\d)|(?<![\dv.-])(\d\d)[-._年/](\d{1,2})[-._月/](\d{1,2"
            r"})(?![\d.-])日?",
            r"([一二三四五六七八九十]{1,2}|元)月份?([一二三四五六七八九十]{1,3}|\d{1,2})(?=[日号\s)\]_\x00-]|$)",
            r"凌晨",
            r"早上",
            r"早",
            r"上午",
            r"中午",
            r"下午",
            r"傍晚",
            r"晚上",
            r"晚",
            r"(?<!\d)(20\d\d)\s*[-._年/]\s*(\d{1,2})\s*[-._月/]\s*(\d{1,2})(?!\d)[日号]?",
            r"(?<!\d)(\d{1,2})月(\d{1,2})[日号]?",
            r"(二[",
            r"]{3})(?=年)",
            r"(?<=[\d日号])[\s_-]*(",
            r")\s*(?:(\d{1,2})(?=\s*[:时点]))?(?:(?<=\d)[:时点]\s*(\d{2})分?)?",
            r"元",
        }
    ),
    "what stands in place of a name, and between the words of a head": frozenset(
        {
            r"[某*×xX○]",
            r"[/／、,，&+]|或者?|及|和|与",
        }
    ),
    "how mail programs write days": frozenset(
        {
            r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})",
            r"(\d{1,2})\s*[:.时点]\s*(\d{1,2})(?:\s*[:.分]\s*(\d{1,2}))?",
            r"下午|晚上|\bpm\b",
            r"上午|凌晨|\bam\b",
            "一",
            "二",
            "三",
            "四",
            "五",
            "六",
            "七",
            "八",
            "九",
            "十一",
            "十二",
            "(十[一二]|[一二三四五六七八九十]|1[0-2]|[1-9])月",
            "(?:星期|周|礼拜)[一二三四五六日天][,，]?",
            "中国标准时间",
            "北京时间",
            r"\d{1,2}[:.时点]\d{1,2}(?:[:.分]\d{1,2})?",
        }
    ),
}
ALL = frozenset[str]().union(*ALLOWED.values())


def literals(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield the line and the text of every literal that is neither a docstring nor given to typer."""
    left_out = {id(each) for each in said_elsewhere(tree)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in left_out:
            yield node.lineno, node.value


def said_elsewhere(tree: ast.AST) -> Iterator[ast.AST]:
    """Yield the docstrings, and the literals inside calls of typer."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node.value
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("typer."):
            yield from ast.walk(node)


def words() -> Iterator[tuple[str, int, str]]:
    """Yield the module, the line and the text of every literal with a Chinese word in it."""
    for file in sorted(SOURCE.rglob("*.py")):
        for line, text in literals(ast.parse(file.read_text(encoding="utf-8"))):
            if HAN.search(text):
                yield file.relative_to(SOURCE).as_posix(), line, text


def test_every_chinese_word_in_the_code_has_its_reason() -> None:
    assert [(module, line, text) for module, line, text in words() if text not in ALL] == []


def test_every_reason_is_still_needed() -> None:
    assert ALL - {text for _, _, text in words()} == set()


def test_a_sentence_is_found_and_a_docstring_is_none() -> None:
    tree = ast.parse('"""文档。"""\nX = f"没有{1}"\nY = typer.Option(help="帮助")\nraise E("错了")\n')

    assert [text for _, text in literals(tree) if HAN.search(text)] == ["没有", "错了"]
