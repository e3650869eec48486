"""Make what the documents take from the program: `python docs/make.py`.

`docs/rules.md` is the rule book; in README.md and README.zh.md every block of `console` is run, in order, in one new
folder, and what is printed replaces what stood under each command (documents with the same commands share a run);
there, in docs/measurements.md and docs/design.md marked tables quote what `benchmarks/` measured. A test holds them to
what this script makes.
"""

import json
import os
import re
import runpy
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from xlsreport.forms import builtin_forms, load_form
from xlsreport.language import Language, RuleText, language_named
from xlsreport.model.form import Form

ROOT = Path(__file__).resolve().parents[1]
READMES = (ROOT / "README.md", ROOT / "README.zh.md")
RULES = ROOT / "docs" / "rules.md"
CASES = ROOT / "tests" / "cases"
TUTORIALS = {"ZH": ROOT / "docs" / "tutorial.zh.md", "EN": ROOT / "docs" / "tutorial.en.md"}
MEASURED = (ROOT / "docs" / "design.md", ROOT / "docs" / "measurements.md")
_BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
_MARKED = re.compile(r"^(<!-- table ([\w ]+) -->)$.*?^(<!-- end -->)$", re.MULTILINE | re.DOTALL)
_PROGRAMS = {
    "consolidate": "table.py",
    "detection": "detection_table.py",
    "prose": "prose_table.py",
    "reports_in": "reports_in_table.py",
    "foia": "foia_table.py",
    "season": "rows.py",
    "summary reports archive start": "rows.py",
    "mutants": "mutants_table.py",
}
_PROMPT = "$ "
_FAMILIES = {
    "F": ("文件", "The file"),
    "S": ("表样与布局", "Structure"),
    "V": ("填报数据", "Values"),
    "M": ("公式与合计", "Formulas"),
    "T": ("表样自己的规则", "The form's own rules"),
    "H": ("与往年比较", "History"),
    "N": ("文字与数据", "Narrative"),
    "A": ("单位之间", "Across departments"),
    "D": ("处理登记", "Decisions"),
    "E": ("佐证数据", "Evidence"),
    "X": ("规则自身出错", "A rule failed"),
    "L": ("表样本身", "The form itself"),
}


def main() -> None:
    """Write the documents in place."""
    RULES.write_text(rules(), encoding="utf-8", newline="\n")
    for page in READMES:
        page.write_text(readme(page.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
    for wording, page in TUTORIALS.items():
        with tempfile.TemporaryDirectory() as folder:
            text = tutorial(page.read_text(encoding="utf-8"), wording, Path(folder))
        page.write_text(text, encoding="utf-8", newline="\n")
    for page in MEASURED:
        page.write_text(measured(page.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")


def rules() -> str:
    """Return docs/rules.md: every code in both languages, then the rules of the built-in forms."""
    lines = [
        "# 审核规则 · The rule book",
        "",
        "<!-- Made by docs/make.py from src/xlsreport/language/rulebook.toml and the forms: change those. -->",
        "",
        "错误（error）必须更正；核实（query）须更正或在情况说明中写明原因；提示（note）供参考。",
        "An error must be corrected, a query corrected or explained; a note informs.",
        "`xlsreport rules CODE` 显示同样的内容 · shows the same.",
        "“实例”是设这条规则的由来，也是它的测试；L 类的测试是各改坏一处的表样。",
        "The case is why a rule is there, and what tests it; of L it is a form broken in that one way.",
    ]
    zh, en = language_named("zh"), language_named("en")
    for family, (chinese, english) in _FAMILIES.items():
        codes = [code for code in zh.entries if code.startswith(family)]
        if codes:
            lines += ["", f"## {family} · {chinese} · {english}"]
        for code in codes:
            lines += _entry(zh, en, code)
    for folder in builtin_forms():
        lines += _own_rules(load_form(folder), zh)
    return "\n".join(lines) + "\n"


def _entry(zh: Language, en: Language, code: str) -> Iterator[str]:
    first, second = zh.entries[code], en.entries[code]
    severities = " · ".join(language.text(language.entries[code].severity_key) for language in (zh, en))
    yield from ("", f"### {code} {first.title} · {second.title}", "", f"**{severities}**", "")
    yield f"{first.meaning} 常见原因：{first.cause} 怎么办：{first.remedy}"
    yield from ("", _english(second))
    yield from _case(code)


def _case(code: str) -> Iterator[str]:
    """Yield what `code` was made for: the cases that its tests hold it to, and what was said of the first."""
    cases = [
        tomllib.loads(file.read_text(encoding="utf-8")) for file in sorted(CASES.glob(f"{code}-*/fires/case.toml"))
    ]
    if cases:
        found = cases[0]["finding"]
        place = f"{found['at']}：" if "at" in found else ""
        yield from ("", f"> 实例：{_quoted(place + found['message'])}", ">")
        yield f"> *Why it is there:* {' '.join(_quoted(case['says']) for case in cases)}"


def _quoted(text: str) -> str:
    """Return `text` as Markdown that shows every character of it."""
    return re.sub(r"([\\`*_\[\]<>|])", r"\\\1", " ".join(text.split()))


def _english(entry: RuleText) -> str:
    return f"{entry.meaning} *Usual cause:* {entry.cause} *Remedy:* {entry.remedy}"


def _own_rules(form: Form, zh: Language) -> Iterator[str]:
    yield from ("", f"## 表样 {form.id}：{form.title}（{form.edition} 年版）", "")
    yield from ("| 编号 | 类型 | 规则 |", "|---|---|---|")
    for rule in form.rules:
        yield f"| T-{rule.id} | {zh.text(f'severity_{rule.severity}')} | {rule.text} |"


def readme(text: str) -> str:
    """Return `text` with the output of its console blocks' commands under them, and what was measured in its tables."""
    printed = iter(_printed(tuple(command for block in _BLOCK.findall(text) for command in _commands(block))))
    return measured(_BLOCK.sub(lambda match: _ran(match[0], printed), text))


def tutorial(text: str, wording: str, folder: Path) -> str:
    """Return `text` of a tutorial, all of it done in `folder`, with what its commands print under them."""
    by_hand: dict[str, Any] = runpy.run_path(str(ROOT / "docs" / "tutorial.py"))
    return str(by_hand["played"](text, folder, by_hand[wording], _output))


def measured(text: str) -> str:
    """Return `text` with what was measured in its marked tables."""
    return _MARKED.sub(lambda match: f"{match[1]}\n{_table(match[2])}{match[3]}", text)


def _table(names: str) -> str:
    """Return the Markdown table of the measurements `names`: each benchmarks/NAME.json as their program shows it."""
    shown: dict[str, Any] = runpy.run_path(str(ROOT / "benchmarks" / _PROGRAMS[names]))
    files = (ROOT / "benchmarks" / f"{name}.json" for name in names.split())
    return str(shown["table"](*(json.loads(file.read_text(encoding="utf-8")) for file in files)))


def _ran(block: str, printed: Iterator[str]) -> str:
    return "".join(f"{_PROMPT}{command}\n{next(printed)}" for command in _commands(block))


def _commands(block: str) -> list[str]:
    return [line.removeprefix(_PROMPT) for line in block.splitlines() if line.startswith(_PROMPT)]


@cache
def _printed(commands: tuple[str, ...]) -> tuple[str, ...]:
    """Return what each of `commands` prints, run in order in one new folder."""
    with tempfile.TemporaryDirectory() as folder:
        return tuple(_output(command, Path(folder)) for command in commands)


def _output(command: str, folder: Path) -> str:
    """Return what `command` prints on stdout; `; echo $?` at its end adds the exit code, as a shell would."""
    call, _, after = command.partition(";")
    program, *arguments = call.split()
    if program != "xlsreport" or after.strip() not in ("", "echo $?"):
        raise ValueError(command)
    environment = {**os.environ, "PYTHONUTF8": "1", "COLUMNS": "100", "TERM": "dumb"}
    run = subprocess.run(
        [sys.executable, "-m", "xlsreport", *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    if run.returncode > 1:
        raise RuntimeError(f"{command}: {run.stderr}")
    inside = re.compile(rf"{re.escape(str(folder.resolve()))}[\\/](.*)")
    printed = inside.sub(lambda found: found[1].replace("\\", "/"), run.stdout)
    return printed + (f"{run.returncode}\n" if after else "")


if __name__ == "__main__":
    main()
