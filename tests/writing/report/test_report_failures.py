"""A tag that can be filled from the form but not with these values: one sentence names its paragraph or table cell."""

import contextlib
import io
import shutil
from pathlib import Path

import pytest
from docx import Document

from kit.filled import disclosure, saved, values, workbook
from xlsreport.cli.app import run
from xlsreport.errors import FormError
from xlsreport.forms import load_form
from xlsreport.model.form import Form
from xlsreport.writing.report.cells import TemplateContext
from xlsreport.writing.report.report import report_bytes

TEMPLATE = "report.docx"
FILLED = {"表三!D6": 2, "文字!A6": "第一段\n第二段"}
BROKEN = {
    "{{ 表三.J6|增减(1, 2, 3) }}": "positional arguments",
    "{{ 表三.J6|占比 }}": "required positional argument",
    "{{ 补充.B15.number + 1 }}": "NoneType",
    "{{ 表三.J6.number / 0 }}": "",
    "{{ 表三['D6:I6'].name }}": "no attribute 'name'",
    "{{ 表三.J6.lines[3] }}": "no element 3",
    "{% for 段 in 文字.A6.lines %}{{ 段.number }}{% endfor %}": "no attribute 'number'",
    "{% if 补充.B15.number > 3 %}是{% endif %}": "not supported",
}


def with_tag(folder: Path, tag: str, where: str) -> Path:
    """Copy the form into `folder` with `tag` in its template, and return where."""
    shutil.copytree(disclosure().folder, folder / "form")
    document = Document(str(folder / "form" / TEMPLATE))
    section = document.sections[0]
    place = {
        "正文第 2 段": document.paragraphs[1],
        "第 2 个表第 7 行第 4 列": document.tables[1].cell(6, 3).paragraphs[0],
        "页脚第 1 段": section.even_page_footer.paragraphs[0],
    }[where]
    place.text = tag
    document.save(str(folder / "form" / TEMPLATE))
    return folder / "form"


def refused(form: Form) -> str:
    with pytest.raises(FormError) as caught:
        report_bytes(form, TemplateContext(values(FILLED)))
    return str(caught.value)


@pytest.mark.parametrize("where", ["正文第 2 段", "第 2 个表第 7 行第 4 列", "页脚第 1 段"])
@pytest.mark.parametrize("tag", BROKEN)
def test_the_place_is_named_with_the_reason(tag: str, where: str, tmp_path: Path) -> None:
    sentence = refused(load_form(with_tag(tmp_path, tag, where)))

    assert sentence.startswith(f"{tmp_path / 'form' / TEMPLATE}：{where}填不出来（")
    assert BROKEN[tag] in sentence
    assert "\n" not in sentence


def test_a_loop_over_paragraphs_before_it_does_not_move_the_place(tmp_path: Path) -> None:
    folder = with_tag(tmp_path, "{{ 表三.J6 }}", "正文第 2 段")
    document = Document(str(folder / TEMPLATE))
    paragraphs = document.paragraphs
    number = next(n for n, p in enumerate(paragraphs, 1) if p.text == "五、存在的主要问题及改进情况")
    paragraphs[number - 1].text = "{{ 表三.J6|占比 }}"
    document.save(str(folder / TEMPLATE))

    assert f"：正文第 {number} 段填不出来" in refused(load_form(folder))


def test_the_command_says_it_in_one_line(tmp_path: Path) -> None:
    folder = with_tag(tmp_path, "{{ 表三.J6|占比 }}", "第 2 个表第 7 行第 4 列")
    file, err = saved(tmp_path, "filled.xlsx", workbook(FILLED)), io.StringIO()
    with contextlib.redirect_stderr(err):
        code = run(["report", str(file), "--form", str(folder)])

    assert code == 2
    assert "第 2 个表第 7 行第 4 列" in err.getvalue()
    assert len(err.getvalue().splitlines()) == 1
    assert not file.with_suffix(".docx").exists()
