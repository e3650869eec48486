"""The report of a workbook that is not filled yet: every part is there, and none is an empty heading."""

import io
from pathlib import Path

import docx
import pytest

from kit.filled import disclosure, values
from kit.submission import reviewed, sent
from xlsreport.errors import WorkspaceError
from xlsreport.pipeline import Reports, report_of
from xlsreport.writing.report.cells import TemplateContext
from xlsreport.writing.report.report import report_bytes

MARK = "（本部分尚未填写）"
FIRST, LAST = "（一）主动公开", "六、其他需要报告的事项"


def paragraphs(data: bytes) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs]


def test_required_parts_that_are_blank_are_marked_and_highlighted() -> None:
    document = docx.Document(io.BytesIO(report_bytes(disclosure(), TemplateContext({}))))
    marked = [run for p in document.paragraphs for run in p.runs if run.text == MARK]

    assert len(marked) == 7
    assert all(run.font.highlight_color for run in marked)


def test_a_part_that_is_filled_is_not_marked() -> None:
    texts = paragraphs(
        report_bytes(disclosure(), TemplateContext(values({"文字!A6": "第一段\n第二段", "文字!A18": None})))
    )

    assert texts[texts.index(FIRST) + 1 :][:2] == ["第一段", "第二段"]
    assert texts[texts.index(LAST) + 1] == MARK
    assert texts.count(MARK) == 1


def test_a_title_without_a_name_is_one_line_without_a_blank() -> None:
    assert (
        paragraphs(report_bytes(disclosure(), TemplateContext(values({"基本信息!B3": None}))))[0]
        == "2023年政府信息公开工作年度报告"
    )


def test_who_signs_is_marked_where_nobody_has_said_it() -> None:
    unsigned = docx.Document(io.BytesIO(report_bytes(disclosure(), TemplateContext(values({"基本信息!B3": None})))))
    marked = [run.text for p in unsigned.paragraphs for run in p.runs if run.font.highlight_color]

    assert marked == ["（单位名称）"]
    assert "（单位名称）" not in paragraphs(report_bytes(disclosure(), TemplateContext(values())))


@pytest.mark.parametrize(
    ("site", "address", "said"),
    [
        ("某网", "http://a.cn", "本年度报告的电子版可以从某网下载（http://a.cn）。"),
        ("某网", None, "本年度报告的电子版可以从某网下载。"),
        (None, "http://a.cn", "本年度报告的电子版可以从http://a.cn下载。"),
        (None, None, ""),
    ],
)
def test_the_opening_says_where_the_report_can_be_had_as_far_as_it_is_told(
    site: str | None, address: str | None, said: str
) -> None:
    filled = values({"基本信息!B11": site, "基本信息!B12": address, "基本信息!B10": None})
    opening = paragraphs(report_bytes(disclosure(), TemplateContext(filled)))[1]

    assert opening.partition("其他需要报告的事项。")[2] == said


def test_the_untouched_workbook_has_a_report(tmp_path: Path) -> None:
    made = report_of(disclosure().folder / "workbook.xlsx", Reports(tmp_path / "blank.docx"))

    (note,) = made.notes
    assert "167 处错误" in note, "each figure that must be filled"
    assert paragraphs(made.paths[0].read_bytes()).count(MARK) == 7


def test_a_text_that_is_no_text_is_never_printed() -> None:
    hollow = {
        "A4": '=DISPIMG("ID_8C1F",1)', "A6": '=_xlfn.DISPIMG("ID_8C1F",1)', "A8": "=SUM(A1:A3)", "A10": "#REF!",
        "A12": "————", "A14": "=A6&B7", "A16": " =文字!A6",
    }  # fmt: skip
    found = reviewed(sent({f"文字!{cell}": text for cell, text in hollow.items()}))
    printed = paragraphs(report_bytes(disclosure(), TemplateContext(found.values)))

    assert {str(each.address) for each in found.findings if each.code == "V217"} == {f"文字!{cell}" for cell in hollow}
    assert [line for line in printed for text in hollow.values() if text.strip() in line] == []
    assert printed.count(MARK) == len(hollow) - 1  # the opening says something by itself


def test_what_is_no_workbook_has_none(tmp_path: Path) -> None:
    file = tmp_path / "notes.xlsx"
    file.write_bytes(b"no workbook")

    with pytest.raises(WorkspaceError, match=r"notes\.xlsx"):
        report_of(file, Reports(tmp_path / "notes.docx"))
    assert not (tmp_path / "notes.docx").exists()
