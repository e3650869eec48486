"""The last text and its publication: compared by the final consolidation, recorded by the archive, proved by a page."""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from kit.settled import settled_workspace
from xlsreport.cli.app import run
from xlsreport.writing.report.html import html_of

Capture = pytest.CaptureFixture[str]
ADDRESS = "https://example.org/2023"
KEPT = "2023/output/年度报告（人工修改）.docx"
DATED = '<meta name="PubDate" content="2024-04-02 09:30">'
HEADING, ADDED = "五、存在的主要问题及改进情况", "领导加的一句。"


@dataclass(frozen=True, slots=True)
class Season:
    """A workspace whose edited final report was archived as published, and what the final consolidation said of it."""

    folder: Path
    said: str


@pytest.fixture(scope="module")
def season(tmp_path_factory: pytest.TempPathFactory) -> Season:
    folder = settled_workspace(tmp_path_factory.mktemp("p") / "w")
    path = folder / "2023/output/年度报告.docx"
    document = Document(str(path))
    document.tables[1].rows[3].cells[-1].text = "4"
    heading = next(n for n, each in enumerate(document.paragraphs) if each.text.strip() == HEADING)
    document.paragraphs[heading + 1].insert_paragraph_before(ADDED)
    document.save(str(path))
    with pytest.MonkeyPatch.context() as patch:
        lines: list[str] = []
        patch.setattr("xlsreport.cli.console.Screen.complaints", lambda _, told: lines.extend(told))
        assert run(["consolidate", "-q", "-C", str(folder), "--final"]) == 0
    page = html_of((folder / KEPT).read_bytes(), "zh")
    (folder / "网页.html").write_text(f"<html><head>{DATED}</head><body>{page}</body></html>", encoding="utf-8")
    given = ["--published", str(folder / KEPT), "--with", f"{ADDRESS}=网站", "--published-on", "2024-03-20"]
    assert run(["archive", "-q", "-C", str(folder), "--today", "2030-01-01", *given]) == 0
    return Season(folder, "\n".join(lines))


@pytest.fixture
def kept(season: Season, tmp_path: Path) -> Path:
    return Path(shutil.copytree(season.folder, tmp_path / "w"))


def record(folder: Path, name: str = "2023") -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "archive" / name / "data/record.json").read_text(encoding="utf-8"))
    return found


def corrected(folder: Path, *given: str) -> int:
    return run(["archive", "-C", str(folder), "--correction", "发布情况", *given])


def test_a_final_consolidation_says_how_the_edited_report_beside_it_differs(season: Season) -> None:
    assert "年度报告（人工修改）.docx：表2 行4 列10：" in season.said
    assert "报告为 4，应为 3" in season.said
    assert "199 个数一致" in season.said


def test_the_record_says_where_and_when_it_was_published_and_that_it_was_in_time(season: Season) -> None:
    assert record(season.folder)["publication"] == {
        "address": ADDRESS, "date": "2024-03-20", "due": "2024-03-31", "in_time": True,
    }  # fmt: skip
    info = (season.folder / "archive/2023/bag-info.txt").read_text(encoding="utf-8")
    assert f"publication: {ADDRESS} on 2024-03-20" in " ".join(info.split())


def test_the_saved_page_is_what_was_archived_as_published(season: Season, capsys: Capture) -> None:
    page = str(season.folder / "网页.html")

    assert run(["compare", page, "-C", str(season.folder), "--against", "2023"]) == 1
    said = capsys.readouterr().out
    assert ADDED not in said, "the published text is what the page is held against"
    assert "报告为 4，应为 3" in said, "the figures are the archived ones"
    assert "已发布的“年度报告（人工修改）.docx”" in said


def test_a_page_that_says_another_day_is_believed_where_nobody_says_one(kept: Path, capsys: Capture) -> None:
    page = kept / "网页.html"

    assert corrected(kept, "--with", f"{page}=网页", "--published", str(page)) == 0
    assert "没有按时" in capsys.readouterr().out
    told = record(kept, "2023-r2")["publication"]
    assert (told["date"], told["in_time"], told["address"]) == ("2024-04-02", False, ADDRESS)


def test_a_signed_scan_is_kept_and_said_not_to_be_compared(kept: Path, capsys: Capture) -> None:
    scan, sheet = kept / "签字稿.jpg.pdf", kept / "审批表.docx"
    scan.write_bytes(b"%PDF-1.7 signed")
    Document().save(str(sheet))

    assert corrected(kept, "--with", f"{scan}=签字稿", "--with", f"{sheet}=审批表") == 0
    said = capsys.readouterr().err
    assert "签字稿.jpg.pdf：没有对照：" in said
    assert "审批表" not in said
