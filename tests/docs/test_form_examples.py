"""Each example of docs/form.md is run word for word through the engine that fills reports, and gives what it says."""

import re
import shutil
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from jinja2.sandbox import ImmutableSandboxedEnvironment

from kit.filled import disclosure
from xlsreport.forms import load_form
from xlsreport.language import language_named
from xlsreport.model.address import Address
from xlsreport.model.template import FILTERS, PARTS
from xlsreport.model.workbook import Value
from xlsreport.writing.report.cells import DepartmentFigures, TemplateContext
from xlsreport.writing.report.drafts import drafted
from xlsreport.writing.report.environment import filler
from xlsreport.writing.report.report import report_bytes

GUIDE = (Path(__file__).resolve().parents[2] / "docs" / "form.md").read_text(encoding="utf-8")
SECTION = GUIDE.partition("## 五、Word 模板")[2].partition("## 六、")[0]
NOTHING, BREAK, MARK = "—", "⏎", "§"
CODE = re.compile(r"`([^`]+)`")


@dataclass(frozen=True, slots=True)
class Example:
    """The paragraphs of a template, and those that they become."""

    written: tuple[str, ...]
    printed: tuple[str, ...]


def rows(heads: str) -> Iterator[list[str]]:
    """Yield the cells of the tables of the section that have these heads; a bar within a cell has a backslash."""
    for table in SECTION.split(f"| {heads} |\n")[1:]:
        for line in table.partition("\n")[2].splitlines():
            if not line.startswith("|"):
                break
            yield [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:-1]]


def examples() -> list[Example]:
    return [
        Example(tuple(CODE.findall(written)), tuple(CODE.findall(printed)))
        for written, _, printed in rows("写法 | 得到什么 | 例中印出")
    ]


def value(text: str) -> Value:
    if text == NOTHING:
        return None
    return Decimal(text) if re.fullmatch(r"[0-9.]+", text) else text.replace(BREAK, "\n")


def told() -> TemplateContext:
    """Return the values that the section gives, and what the form's formulas make of what it does not give."""
    given = [(Address.parse(CODE.findall(cell)[0]), now, then) for cell, now, then in rows("单元格 | 本年 | 上年")]
    now = {address: value(text) for address, text, _ in given}
    before = {address: value(text) for address, _, text in given if text != NOTHING}
    computed = disclosure().engine.evaluate(now)
    assert all(computed[a] == v for a, v in now.items() if a in computed and a.row == 6)  # 9 + 3 + 1 = 13
    departments = (("财政局", "CZ", 6), ("教育局", "JY", 3))
    own = [DepartmentFigures(name, code, {Address.parse("表三!D6"): Decimal(n)}) for name, code, n in departments]
    return TemplateContext({**computed, **now}, before, departments=own)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Mapping[Example, tuple[str, ...]]:
    """Fill one template that holds all examples, a mark before each, and return what each became."""
    folder = tmp_path_factory.mktemp("examples") / "form"
    shutil.copytree(disclosure().folder, folder)
    document = Document()
    for each in examples():
        for text in (MARK, *each.written):
            document.add_paragraph(text)
    document.save(str(folder / "report.docx"))
    filled = Document(BytesIO(report_bytes(load_form(folder), told())))
    text = "\x1e".join(p.text.replace("\n", BREAK) for p in filled.paragraphs)
    parts = [tuple(filter(None, part.split("\x1e"))) for part in text.split(MARK)[1:]]
    return dict(zip(examples(), parts, strict=True))


@pytest.mark.parametrize("example", examples(), ids=lambda each: each.written[0])
def test_it_prints_what_the_guide_says(printed: Mapping[Example, tuple[str, ...]], example: Example) -> None:
    assert printed[example] == example.printed


def test_there_are_many() -> None:
    assert len(examples()) >= 28


def test_the_drafts_become_what_the_guide_says(tmp_path: Path) -> None:
    folder = tmp_path / "form"
    shutil.copytree(disclosure().folder, folder)
    block = SECTION.partition("```toml\n")[2].partition("```")[0]
    said = tuple(re.findall(r"^> (.+)$", SECTION, flags=re.MULTILINE))
    settings = (folder / "form.toml").read_text(encoding="utf-8")
    own = re.sub(r"^\[drafts\].*?(?=^\[)", lambda _: block, settings, flags=re.MULTILINE | re.DOTALL)
    (folder / "form.toml").write_text(own, encoding="utf-8")

    (place,) = tomllib.loads(block)["drafts"]
    assert drafted(load_form(folder), told()) == {Address.parse(place): said}


def test_every_filter_of_the_engine_is_there_and_has_an_example() -> None:
    ours = set(filler(disclosure(), escapes=False).filters) - set(ImmutableSandboxedEnvironment().filters)
    chinese = set(language_named("zh").lists["filter_names"])
    shown = {name for each in examples() for text in each.written for name in re.findall(r"\|(\w+)", text)}
    english = re.findall(r"`(\w+)`", next(line for line in SECTION.splitlines() if line.startswith("英文表样用")))

    assert ours == chinese | set(FILTERS)
    assert chinese <= shown
    assert tuple(english) == FILTERS
    assert set(PARTS) <= set(re.findall(r"\.(\w+)", SECTION))
