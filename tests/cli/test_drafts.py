"""Drafted sentences in the report of the whole: with last year's figures, marked, and gone once the text is written."""

import json
from pathlib import Path

import pytest
from docx import Document
from docx.enum.text import WD_COLOR_INDEX

from kit.bags import bag
from kit.filled import disclosure, saved, values, workbook
from kit.workspace import roster, sent_by, workspace
from xlsreport.cli.app import run
from xlsreport.model.address import Address

WHOLE = {"基本信息!B3": "某区", "基本信息!B4": "W"}
BLANK = {str(field.address): None for field in disclosure().prose}
DEPARTMENTS = {"甲局": ("A01", 2), "乙局": ("A02", 4)}
SAID = "2023年，新收政府信息公开申请6件，比上年增加2件，增长50.0%。"


def inbox(period: int, less: int = 0) -> dict[str, bytes]:
    """Return what two departments sent for a year: their new requests, all answered."""
    return {
        f"{name}.xlsx": sent_by(code, name, {"基本信息!B5": period, "表三!D6": number - less, "表三!D8": number - less})
        for name, (code, number) in DEPARTMENTS.items()
    }


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Return a workspace whose whole has no text yet, and nothing of last year."""
    folder = workspace(tmp_path / "w", inbox(2023), roster((("A01", "甲局"), ("A02", "乙局"))))
    saved(folder / "2023", "汇总单位.xlsx", workbook(WHOLE | BLANK))
    return folder


def drafts(folder: Path) -> list[str]:
    """Consolidate, and return the paragraphs of the report that are marked as drafted."""
    assert run(["consolidate", "-C", str(folder)]) in (0, 1)
    (report,) = (folder / "2023/output").glob("年度报告*.docx")
    paragraphs = Document(str(report)).paragraphs
    marked = [each for each in paragraphs if any(run.style and run.style.name == "代拟文字" for run in each.runs)]
    assert all(run.font.highlight_color == WD_COLOR_INDEX.YELLOW for each in marked for run in each.runs)
    return [each.text for each in marked]


def with_last_year(folder: Path, *, archived: bool) -> None:
    if archived:
        figures = {"": ("某区", 4), "A01": ("甲局", 1), "A02": ("乙局", 3)}
        bag(folder, "2022", figures, cells=[Address.parse(cell) for cell in ("表三!D6", "表三!J6")])
        return
    for name, data in inbox(2022, less=1).items():
        saved(folder / "2022/inbox", name, data)


@pytest.mark.parametrize("archived", [True, False], ids=["archive", "folder"])
def test_drafts_compare_with_last_year_until_the_text_is_written(desk: Path, *, archived: bool) -> None:
    with_last_year(desk, archived=archived)
    assert any(SAID in paragraph for paragraph in drafts(desk))
    own = "本区新收政府信息公开申请6件，均已办结。"
    saved(desk / "2023", "汇总单位.xlsx", workbook({**WHOLE, **BLANK, "文字!A8": own}))
    left = drafts(desk)
    assert left
    assert not any("新收政府信息公开申请" in paragraph for paragraph in left)
    written = {str(field.address): values().get(field.address) for field in disclosure().prose}
    saved(desk / "2023", "汇总单位.xlsx", workbook({**WHOLE, **written}))
    assert drafts(desk) == []


def test_without_last_year_nothing_is_compared(desk: Path) -> None:
    found = "".join(drafts(desk))
    assert "新收政府信息公开申请6件。" in found
    assert not any(word in found for word in ("比上年", "与上年", "首次"))


def test_last_year_of_some_departments_is_not_compared_with(desk: Path) -> None:
    with_last_year(desk, archived=False)
    (desk / "2022/inbox/乙局.xlsx").unlink()
    assert "比上年" not in "".join(drafts(desk))


def test_a_report_without_anybody_says_that_nothing_came(desk: Path) -> None:
    with_last_year(desk, archived=False)
    for path in (desk / "2023/inbox").iterdir():
        path.write_bytes(b"PK\x03\x04 cut off")
    assert "申请" not in "".join(drafts(desk))


def test_drafts_set_as_the_wholes_text_are_no_finding_unless_a_figure_is_altered(desk: Path) -> None:
    with_last_year(desk, archived=False)
    text = "\n".join(drafts(desk))
    assert about_texts(desk, text) == []
    assert about_texts(desk, text.replace("申请6件", "申请7件")) == ["N501"]


def about_texts(folder: Path, text: str) -> list[str]:
    """Set the whole's text, consolidate, and return the codes of what is found wrong in it."""
    saved(folder / "2023", "汇总单位.xlsx", workbook({**WHOLE, **BLANK, "文字!A8": text}))
    run(["consolidate", "-C", str(folder)])
    found = json.loads((folder / "2023/output/findings.json").read_text(encoding="utf-8"))["findings"]
    return [each["code"] for each in found if each["code"].startswith("N") and each["cell"] == "A8"]
