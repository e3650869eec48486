"""The pages of the rule book: what each code means, why it is there, and the case that its tests hold it to.

`docs/rules.zh.md` and `docs/rules.en.md` tell it in one language each; `docs/rules.md` lists the codes and leads there.
"""

import html
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from xlsreport.forms import builtin_forms, load_form
from xlsreport.language import LANGUAGES, Language, RuleText, language_named, reasons
from xlsreport.model.form import Form

ROOT = Path(__file__).resolve().parents[1]
CASES = ROOT / "tests" / "cases"
_MADE = "<!-- Made by docs/make.py from src/xlsreport/language, tests/cases and docs/own_rules.toml: change those. -->"
_FAMILIES = {
    "F": {"zh": "文件", "en": "The file"},
    "S": {"zh": "表样与布局", "en": "Structure"},
    "V": {"zh": "填报数据", "en": "Values"},
    "M": {"zh": "公式与合计", "en": "Formulas"},
    "T": {"zh": "表样自己的规则", "en": "The form's own rules"},
    "H": {"zh": "与往年比较", "en": "History"},
    "N": {"zh": "文字与数据", "en": "Narrative"},
    "A": {"zh": "单位之间", "en": "Across departments"},
    "D": {"zh": "处理登记", "en": "Decisions"},
    "E": {"zh": "佐证数据", "en": "Evidence"},
    "X": {"zh": "规则自身出错", "en": "A rule failed"},
    "L": {"zh": "表样本身", "en": "The form itself"},
}
_SAID = {
    "zh": {
        "title": "审核规则",
        "head": "每条规则写明：是什么意思、常见原因、怎么办、由来（办公室里发生过什么，不查会怎样）和一个实例。"
        "错误必须更正；核实须更正，或在情况说明中写明原因；提示供参考。\n\n"
        "在命令行里，`xlsreport rules M301` 显示同样的内容。"
        "实例也是这条规则的测试：程序必须在这里指出来；写有“不报”的，是只差一点、不应当指出来的。",
        "cause": "常见原因",
        "remedy": "怎么办",
        "why": "由来",
        "case": "实例",
        "near": "不报",
        "form": "表样 {id}：{title}（{edition} 年版）",
        "columns": "| 编号 | 级别 | 规则 |",
        "to": "至",
        "colon": "：",
    },
    "en": {
        "title": "The rule book",
        "head": "Of each rule stand here its meaning, its usual cause, its remedy, why it is there (what happens in an"
        " office, and what it would lead to) and a case. An error must be corrected, a query corrected or explained; a"
        " note informs.\n\n`xlsreport rules M301` shows the same at the terminal. The case tests the rule as well: it"
        " is reported there, and not where it says *passes*, which is just beside.",
        "cause": "Usual cause",
        "remedy": "Remedy",
        "why": "Why it is there",
        "case": "Case",
        "near": "Passes",
        "form": "Form {id}: {title} ({edition})",
        "columns": "| Code | Severity | Rule |",
        "to": "to",
        "colon": ": ",
    },
}


def index() -> str:
    """Return docs/rules.md: every code with its titles, which lead to the page of each language."""
    lines = ["# 规则 · Rules", "", _MADE, ""]
    lines += ["每条规则的意思、由来和实例：[中文](rules.zh.md)。", "What each rule means, why it is there, and a case:"]
    lines += ["[English](rules.en.md).", ""]
    zh, en = (language_named(name) for name in LANGUAGES)
    for family, codes in _by_family(zh):
        lines += ["", f"## {family} · {' · '.join(_FAMILIES[family].values())}", ""]
        lines += ["| 编号 · Code | 规则 | Rule |", "|---|---|---|"]
        lines += [f"| {code} | {_link(zh, code)} | {_link(en, code)} |" for code in codes]
    return "\n".join(lines) + "\n"


def page(name: str) -> str:
    """Return the rule book in the language `name`, with the rules of the built-in forms."""
    language, said = language_named(name), _SAID[name]
    lines = [f"# {said['title']}", "", _MADE, "", said["head"]]
    for family, codes in _by_family(language):
        lines += ["", f"## {family} · {_FAMILIES[family][name]}"]
        for code in codes:
            lines += _entry(language, code)
    for folder in builtin_forms():
        lines += _own_rules(load_form(folder), language)
    return "\n".join(lines) + "\n"


def _by_family(language: Language) -> Iterator[tuple[str, list[str]]]:
    for family in _FAMILIES:
        yield family, sorted(code for code in language.entries if code.startswith(family))


def _link(language: Language, code: str) -> str:
    return f"[{language.entries[code].title}](rules.{language.name}.md#{_anchor(_heading(language.entries[code]))})"


def _heading(entry: RuleText) -> str:
    return f"{entry.code} {entry.title}"


def _anchor(heading: str) -> str:
    """Return what a heading is linked by, at the forges and in the site alike."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def _entry(language: Language, code: str) -> Iterator[str]:
    entry, said = language.entries[code], _SAID[language.name]
    severity = language.text(entry.severity_key)
    yield from ("", f"### {_heading(entry)}", "", f"**{severity}** · {_quoted(entry.meaning)}", "")
    told = {"cause": entry.cause, "remedy": entry.remedy, "why": reasons(language.name)[code]}
    for part, text in (*told.items(), *_case(code, language.name)):
        yield f"- **{said[part]}**{said['colon']}{_quoted(text)}"


def _case(code: str, name: str) -> Iterator[tuple[str, str]]:
    """Yield what `code` was made for, and what passes beside it: the first of its cases."""
    if code in (forms := _loaded(CASES / "forms.toml")):
        yield from ((part, forms[code][part][name]) for part in ("case", "near"))
        return
    folder = next(each for each in sorted(CASES.iterdir()) if re.fullmatch(rf"{code}-(?!R\d)[\w-]+", each.name))
    fires, near = (_loaded(folder / part / "case.toml") for part in ("fires", "near-miss"))
    if name == "zh":
        place = f"{fires['finding']['at']}：" if "at" in fires["finding"] else ""
        yield "case", place + fires["finding"]["message"]
    else:
        yield from (("case", fires["says"]), ("near", near["says"]))


def _loaded(file: Path) -> Mapping[str, Any]:
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _quoted(text: str) -> str:
    """Return `text` as Markdown that shows every character of it."""
    return re.sub(r"([\\`*_\[\]|])", r"\\\1", html.escape(" ".join(text.split()), quote=False))


def _own_rules(form: Form, language: Language) -> Iterator[str]:
    said = _SAID[language.name]
    yield from ("", f"## {said['form'].format(id=form.id, title=form.title, edition=form.edition)}", "")
    for group in _loaded(ROOT / "docs" / "own_rules.toml")[form.id]:
        codes = f" {said['to']} ".join(f"T-{each}" for each in dict.fromkeys(group["rules"]))
        yield f"- **{codes}**{said['colon']}{group[language.name]}"
    yield from ("", said["columns"], "|---|---|---|")
    for rule in form.rules:
        yield f"| T-{rule.id} | {language.text(f'severity_{rule.severity}')} | {rule.text} |"
