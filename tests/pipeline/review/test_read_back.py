"""What is no report of the form is one clear sentence each."""

import io
import zipfile
from copy import deepcopy
from pathlib import Path

import pytest
from docx import Document
from msoffcrypto.format.ooxml import OOXMLFile

from kit.filled import disclosure, values
from kit.reported import evaluated
from xlsreport.checking.context import Case
from xlsreport.checking.reports.comparison import compared
from xlsreport.forms import load_form
from xlsreport.language import language_of
from xlsreport.model.report_comparison import Differing
from xlsreport.model.report_reading import ReportReading
from xlsreport.model.workbook import Unreadable, Workbook
from xlsreport.pipeline.review.read_back import ReadingBack, why_not
from xlsreport.writing.report.cells import TemplateContext
from xlsreport.writing.report.report import report_bytes

TOY = Path(__file__).resolve().parents[2] / "forms" / "toy"
SCAN = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
)


@pytest.fixture(scope="module")
def report() -> bytes:
    """Return a report of the form."""
    return report_bytes(disclosure(), TemplateContext(evaluated(disclosure(), values())))


def packed(*parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        for part in parts:
            package.writestr("word/document.xml", part)
    return out.getvalue()


def locked(data: bytes) -> bytes:
    out = io.BytesIO()
    OOXMLFile(io.BytesIO(data)).encrypt("x", out)
    return out.getvalue()


def doubled(data: bytes) -> bytes:
    document, out = Document(io.BytesIO(data)), io.BytesIO()
    body = document.element.body
    for each in list(body)[:-1]:
        body[-1].addprevious(deepcopy(each))
    document.save(out)
    return out.getvalue()


def pictured() -> bytes:
    drawn = b"<w:p><w:r><w:pict><v:imagedata xmlns:v='v'/></w:pict></w:r></w:p>"
    space = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return packed(b"<w:document xmlns:w='" + space + b"'><w:body>" + drawn + b"</w:body></w:document>")


def other_form() -> bytes:
    form = load_form(TOY)
    known = evaluated(form, {each.address: form.period_cell(5) for each in form.figures})
    return report_bytes(form, TemplateContext(known))


def answer_to(data: bytes, folder: Path) -> ReportReading | Unreadable:
    path = folder / "report"
    path.write_bytes(data)
    return ReadingBack(disclosure().folder)(path)


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("password", "文件设有打开密码，没有读取；请去掉密码后重新报送。"),
        ("bomb", "超出限度"),
        ("picture", "只有图片或扫描件；图片里的数字不猜"),
        ("half", "内容不完整或已损坏"),
        ("other form", "没有找到本表样的任何表格"),
        ("two", "同一张表出现了两遍，像是两份报告放在一个文件里；请分开再来"),
    ],
)
def test_what_is_no_report_is_one_sentence(kind: str, said: str, report: bytes, tmp_path: Path) -> None:
    made = {
        "password": lambda: locked(report),
        "bomb": lambda: packed(b"<a>" + bytes(8 * 2**20) + b"</a>"),
        "picture": pictured,
        "half": lambda: report[: len(report) // 2],
        "other form": other_form,
        "two": lambda: doubled(report),
    }
    sentence = why_not(answer_to(made[kind](), tmp_path), language_of(disclosure()))

    assert said in sentence
    assert "\n" not in sentence


def test_of_a_report_whose_tables_are_pictures_the_pictures_are_named() -> None:
    told = why_not(ReportReading(pictures=3), language_of(disclosure()))
    assert "里面有图片 3 幅" in told


def test_a_scan_is_never_guessed(tmp_path: Path) -> None:
    pytest.importorskip("pdfplumber")
    assert "图片里的数字不猜" in why_not(answer_to(SCAN, tmp_path), language_of(disclosure()))


def test_the_report_of_another_year_is_told_first(report: bytes, tmp_path: Path) -> None:
    reading, form = answer_to(report, tmp_path), disclosure()
    assert isinstance(reading, ReportReading)
    known = evaluated(form, values(period=2022))

    found = compared(Case(form, language_of(form), Workbook({})), reading, known).differences
    assert [(each.kind, each.address) for each in found] == [(Differing.IDENTITY, form.identity.period)]
