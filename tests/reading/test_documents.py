"""Word documents and web pages become paragraphs and tables; what is hostile or unreadable comes back as a value."""

import io
import zipfile
from pathlib import Path

import pytest

from xlsreport.content.kinds import Content, content_of
from xlsreport.model.document import DocumentTable, ReportDocument, TableCell
from xlsreport.model.workbook import Unreadable
from xlsreport.reading import read_document
from xlsreport.reading.documents import office
from xlsreport.reading.documents.pdf import _flowing, _is_no_colour

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RULED = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def docx(body: str, **parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", f"<w:document {W} {RULED}><w:body>{body}</w:body></w:document>")
        for name, text in parts.items():
            package.writestr(f"word/{name}.xml", text)
    return out.getvalue()


def run_of(text: str, looks: str = "") -> str:
    return f"<w:r><w:rPr>{looks}</w:rPr><w:t>{text}</w:t></w:r>"


def p(*runs: str) -> str:
    return f"<w:p>{''.join(each if each.startswith('<') else run_of(each) for each in runs)}</w:p>"


def tc(text: str, properties: str = "") -> str:
    inside = text if text.startswith("<") else p(text)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tbl(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def read(tmp_path: Path, data: bytes) -> ReportDocument:
    answer = tried(tmp_path, data)
    assert isinstance(answer, ReportDocument), answer
    return answer


def tried(tmp_path: Path, data: bytes) -> ReportDocument | Unreadable:
    path = tmp_path / "report"
    path.write_bytes(data)
    return read_document(path)


def test_merged_cells_stand_once_with_the_room_that_they_take(tmp_path: Path) -> None:
    restart, more, wide = '<w:vMerge w:val="restart"/>', "<w:vMerge/>", '<w:gridSpan w:val="2"/>'
    body = tbl(tr(tc("甲", restart), tc("乙", wide)), tr(tc("", more), tc("1"), tc("2")))

    assert read(tmp_path, docx(body)).tables == (
        DocumentTable(
            1, (TableCell(1, 1, "甲", 2, 1), TableCell(1, 2, "乙", 1, 2), TableCell(2, 2, "1"), TableCell(2, 3, "2"))
        ),
    )


def test_tracked_changes_are_read_as_accepted(tmp_path: Path) -> None:
    changed = p("<w:ins>" + run_of("12") + "</w:ins>", "<w:del><w:r><w:delText>21</w:delText></w:r></w:del>")
    moved = p("<w:moveFrom>" + run_of("7") + "</w:moveFrom>", "<w:moveTo>" + run_of("8") + "</w:moveTo>")
    body = tbl(tr(tc(changed), tc(moved)), tr(tc("3"), tc("4"), properties="<w:del/>"))

    assert [cell.text for cell in read(tmp_path, docx(body)).tables[0].cells] == ["12", "8"]


def test_hidden_text_is_not_read_and_a_raised_mark_is_no_digit(tmp_path: Path) -> None:
    hidden, raised = run_of("9", "<w:vanish/>"), run_of("1", '<w:vertAlign w:val="superscript"/>')
    shown = run_of("3", '<w:vanish w:val="0"/>')

    assert read(tmp_path, docx(p("12", hidden, raised, shown))).paragraphs == ("12⁅1⁆3",)


def test_content_controls_and_text_boxes_are_read_in_their_place_and_only_once(tmp_path: Path) -> None:
    control = f"<w:sdt><w:sdtContent>{tr(tc('乙'), tc('2'))}</w:sdtContent></w:sdt>"
    box = f"<w:txbxContent>{p('框里')}{tbl(tr(tc('3')))}</w:txbxContent>"
    both = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    found = read(tmp_path, docx(tbl(tr(tc("甲"), tc("1")), control) + p("外面", f"<w:r>{both}</w:r>")))

    assert [cell.text for cell in found.tables[0].cells] == ["甲", "1", "乙", "2"]
    assert found.paragraphs == ("外面", "框里")
    assert [cell.text for cell in found.tables[1].cells] == ["3"]


def test_footnotes_stand_apart_from_the_figures(tmp_path: Path) -> None:
    notes = f"<w:footnotes {W}><w:footnote>{p('含撤回')}</w:footnote></w:footnotes>"

    assert read(tmp_path, docx(p("12"), footnotes=notes)).notes == ("含撤回",)


def test_a_web_page_is_read_as_it_is_seen(tmp_path: Path) -> None:
    page = """<!DOCTYPE html><html><head><meta charset="gb2312"><title>x</title></head><body>
    <table><tr><td>菜单</td><td><p>一、总体情况</p>
    <table><tr><td rowspan="2">甲</td><td colspan="2">乙</td></tr>
    <tr><td>1<br>2</td><td><span style="display:none">9</span>3<sup>①</sup></td></tr></table>
    </td></tr></table><script>var a = "<table>"</script></body></html>"""

    found = read(tmp_path, page.encode("gb18030"))

    assert found.paragraphs == ("菜单", "一、总体情况")
    assert [(c.row, c.column, c.text, c.rows, c.columns) for c in found.tables[0].cells] == [
        (1, 1, "甲", 2, 1),
        (1, 2, "乙", 1, 2),
        (2, 2, "1\n2", 1, 1),
        (2, 3, "3⁅①⁆", 1, 1),
    ]


def test_a_page_saved_with_all_that_is_in_it_is_read_too(tmp_path: Path) -> None:
    saved = (
        b"From: <Saved by a browser>\r\nSnapshot-Content-Location: http://a.example/\r\nSubject: x\r\n"
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"; type="text/html"\r\n\r\n'
        b"--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        b"<html><body><table><tr><td>=E7=94=B2</td><td>1</td></tr></table></body></html>\r\n--b--\r\n"
    )

    assert [cell.text for cell in read(tmp_path, saved).tables[0].cells] == ["甲", "1"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "F128"),
        (docx("<w:p/><w:p><w:r><w:pict><v:imagedata xmlns:v='v'/></w:pict></w:r></w:p>"), "document_picture"),
        (b"\x89PNG\r\n\x1a\n0", "document_picture"),
        ("只是几句话，没有别的。".encode(), "document_other"),
        (b"%PDF-1.4 broken", "F101"),
        (docx("<w:p>"), "F101"),
    ],
)
def test_what_is_no_report_says_why(tmp_path: Path, data: bytes, code: str) -> None:
    answer = tried(tmp_path, data)

    assert isinstance(answer, Unreadable)
    assert answer.code == code


def test_entities_and_bombs_are_refused(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", f'<!DOCTYPE a [<!ENTITY b "c">]><w:document {W}>&b;</w:document>')
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b"0" * (8 * 2**20))

    for data, code in ((out.getvalue(), "F108"), (bomb.getvalue(), "F107")):
        answer = tried(tmp_path, data)
        assert isinstance(answer, Unreadable)
        assert answer.code == code


def test_a_style_called_book_in_an_old_document_makes_no_workbook_of_it() -> None:
    def entry(name: str) -> bytes:
        text = name.encode("utf-16-le")
        return text.ljust(64, b"\0") + (len(text) + 2).to_bytes(2, "little") + bytes(62)

    head, style = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0"),
        "Book Title".encode("utf-16-le").ljust(512, b"\0"),
    )
    assert content_of(head + style + entry("Root Entry") + entry("WordDocument")) is Content.PAPER
    assert content_of(head + style + entry("Root Entry") + entry("Book")) is Content.XLS


def test_an_old_document_wants_an_office_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "_program", lambda: None)

    answer = tried(tmp_path, rb"{\rtf1 x}")

    assert isinstance(answer, Unreadable)
    assert answer.code == "document_no_office"


def test_lines_of_a_page_that_go_on_are_one_paragraph() -> None:
    lines = [
        {"text": text, "x1": edge, "top": 0, "bottom": 10}
        for text, edge in (("甲乙丙", 500), ("丁。", 499), ("（二）依申请公开", 200), ("戊", 500))
    ]

    assert _flowing(["页末"], lines) == ["页末甲乙丙丁。", "（二）依申请公开", "戊"]


def test_what_colours_a_text_in_a_pdf_is_no_line_of_a_table() -> None:
    filled = {"object_type": "rect", "fill": True, "stroke": False, "width": 200.0}

    assert not _is_no_colour({**filled, "height": 20.0})
    assert _is_no_colour({**filled, "height": 0.5})
    assert _is_no_colour({**filled, "height": 20.0, "stroke": True})
    assert _is_no_colour({"object_type": "char"})
