"""Each example of the guides for form authors is run word for word through the engine that fills reports."""

import re
import shutil
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from jinja2.sandbox import ImmutableSandboxedEnvironment

from kit.filled import disclosure
from xlsreport.forms import find_form, load_form
from xlsreport.language import language_named
from xlsreport.model.address import Address
from xlsreport.model.form import Form
from xlsreport.model.template import FILTERS, PARTS
from xlsreport.model.workbook import Value
from xlsreport.writing.report.cells import DepartmentFigures, TemplateContext
from xlsreport.writing.report.drafts import drafted
from xlsreport.writing.report.environment import filler
from xlsreport.writing.report.report import report_bytes

ROOT = Path(__file__).resolve().parents[2]
NOTHING, BREAK, MARK = "—", "⏎", "¤"
CODE = re.compile(r"`([^`]+)`")


@dataclass(frozen=True, slots=True)
class Guide:
    """A guide: its chapter about the Word template, the heads of its tables, and the forms that it speaks of."""

    language: str
    chapter: str
    values: str
    examples: str
    folder: Path
    drafting: Path
    departments: tuple[tuple[str, str, int], ...]
    counted: str

    @property
    def section(self) -> str:
        text = (ROOT / "docs" / f"form.{self.language}.md").read_text(encoding="utf-8")
        return next(part for part in text.split("\n## ") if part.startswith(self.chapter))


ZH = Guide(
    "zh",
    "五、",
    "单元格 | 本年 | 上年",
    "写法 | 得到什么 | 例中印出",
    disclosure().folder,
    disclosure().folder,
    (("财政局", "CZ", 6), ("教育局", "JY", 3)),
    "表三!D6",
)
EN = Guide(
    "en",
    "5. ",
    "Cell | This year | The year before",
    "Written | What you get | Printed here",
    find_form("foia-annual"),
    ROOT / "tests" / "forms" / "toy",
    (("Headquarters", "HQ", 800), ("Region 1", "R01", 540)),
    "Section V!B6",
)
GUIDES = (ZH, EN)
each_guide = pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.language)


@dataclass(frozen=True, slots=True)
class Example:
    """The paragraphs of a template, and those that they become."""

    guide: Guide
    written: tuple[str, ...]
    printed: tuple[str, ...]


def rows(section: str, heads: str) -> Iterator[list[str]]:
    """Yield the cells of the tables of the section that have these heads; a bar within a cell has a backslash."""
    for table in section.split(f"| {heads} |\n")[1:]:
        for line in table.partition("\n")[2].splitlines():
            if not line.startswith("|"):
                break
            yield [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:-1]]


def examples(*guides: Guide) -> list[Example]:
    return [
        Example(guide, tuple(CODE.findall(written)), tuple(CODE.findall(printed)))
        for guide in guides
        for written, _, printed in rows(guide.section, guide.examples)
    ]


def value(text: str) -> Value:
    if text == NOTHING:
        return None
    return Decimal(text) if re.fullmatch(r"[0-9.]+", text) else text.replace(BREAK, "\n")


@cache
def form_in(folder: Path) -> Form:
    return load_form(folder)


def told(guide: Guide) -> TemplateContext:
    """Return the values that the section gives, and what the form's formulas make of what it does not give."""
    given = [(Address.parse(CODE.findall(cell)[0]), now, then) for cell, now, then in rows(guide.section, guide.values)]
    now = {address: value(text) for address, text, _ in given}
    before = {address: value(text) for address, _, text in given if text != NOTHING}
    computed = form_in(guide.folder).engine.evaluate(now)
    assert all(computed[a] == v for a, v in now.items() if a in computed and a.row == 6)  # 9 + 3 + 1 = 13
    counted = Address.parse(guide.counted)
    own = [DepartmentFigures(name, code, {counted: Decimal(n)}) for name, code, n in guide.departments]
    return TemplateContext({**computed, **now}, before, departments=own)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Mapping[Example, tuple[str, ...]]:
    """Fill one template of each guide with all its examples, a mark before each, and return what each became."""
    return {
        example: part
        for guide in GUIDES
        for example, part in zip(
            examples(guide), filled(guide, tmp_path_factory.mktemp("examples") / "form"), strict=True
        )
    }


def filled(guide: Guide, folder: Path) -> list[tuple[str, ...]]:
    shutil.copytree(guide.folder, folder)
    document = Document()
    for each in examples(guide):
        for text in (MARK, *each.written):
            document.add_paragraph(text)
    document.save(str(folder / "report.docx"))
    made = Document(BytesIO(report_bytes(load_form(folder), told(guide))))
    text = "\x1e".join(p.text.replace("\n", BREAK) for p in made.paragraphs)
    return [tuple(filter(None, part.split("\x1e"))) for part in text.split(MARK)[1:]]


@pytest.mark.parametrize("example", examples(*GUIDES), ids=lambda each: each.written[0])
def test_it_prints_what_the_guide_says(printed: Mapping[Example, tuple[str, ...]], example: Example) -> None:
    assert printed[example] == example.printed


def test_each_guide_has_many_and_the_same() -> None:
    assert len(examples(ZH)) == len(examples(EN)) >= 28


@each_guide
def test_the_drafts_become_what_the_guide_says(guide: Guide, tmp_path: Path) -> None:
    folder = tmp_path / "form"
    shutil.copytree(guide.drafting, folder)
    block = guide.section.partition("```toml\n")[2].partition("```")[0]
    said = tuple(re.findall(r"^> (.+)$", guide.section, flags=re.MULTILINE))
    settings = (folder / "form.toml").read_text(encoding="utf-8")
    own = re.sub(r"^\[drafts\].*?(?=^\[)", lambda _: block, settings, flags=re.MULTILINE | re.DOTALL)
    (folder / "form.toml").write_text(own, encoding="utf-8")

    (place,) = tomllib.loads(block)["drafts"]
    assert drafted(load_form(folder), drafted_from(guide)) == {Address.parse(place): said}


def drafted_from(guide: Guide) -> TemplateContext:
    """Return what the drafts are made from: the values of the examples, or those that stand beside the drafts."""
    if guide.folder == guide.drafting:
        return told(guide)
    named = r"(\d+) [a-z]+ in `([^`]+)`(?:, (\d+) the year before)?"
    found = {Address.parse(cell): (now, then) for now, cell, then in re.findall(named, guide.section)}
    given = {cell: Decimal(now) for cell, (now, _) in found.items()}
    return TemplateContext(given, {cell: Decimal(then) for cell, (_, then) in found.items() if then})


def names_of_filters(guide: Guide) -> tuple[str, ...]:
    return tuple(language_named(guide.language).lists["filter_names"])


@each_guide
def test_every_filter_of_the_engine_is_there_and_has_an_example(guide: Guide) -> None:
    form = form_in(guide.folder)
    ours = set(filler(form, escapes=False).filters) - set(ImmutableSandboxedEnvironment().filters)
    own = set(names_of_filters(guide))
    shown = {name for each in examples(guide) for text in each.written for name in re.findall(r"\|(\w+)", text)}

    assert ours == own | set(FILTERS)
    assert own <= shown
    assert set(PARTS) <= set(re.findall(r"\.(\w+)", guide.section))


def test_the_chinese_guide_names_the_english_filters() -> None:
    line = next(line for line in ZH.section.splitlines() if line.startswith("英文表样用"))
    assert tuple(re.findall(r"`(\w+)`", line)) == FILTERS == names_of_filters(EN)
