"""Two years of a district of twelve departments, played through every command from the beginning to the archive."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from kit.crews import InProcess
from kit.filled import saved, workbook
from kit.workspace import everything, roster, sent_by
from xlsreport.archive.store import bag_named
from xlsreport.cli.app import run
from xlsreport.intake.workspace import settings_text

NAMES = {f"A{number:02d}": f"第{number}局" for number in range(1, 13)}
CLOSED, WRONG, SILENT = "A12", "A03", "A04"
ANSWERING = "A05"
Capture = pytest.CaptureFixture[str]


def row(code: str, year: int) -> tuple[str, ...]:
    due = "月底" if code == "A02" else f"{year}年1月15日"
    return code, NAMES[code], "", "县级", "", f"{code.lower()}@example.cn", f"{NAMES[code]}联系人", "13800000000", due


def sent(code: str, period: int, **cells: Any) -> bytes:
    number = int(code[1:])
    figures = {"表三!D6": number, "表三!D8": number, "表二!B9": number * 10}
    return sent_by(code, NAMES[code], {"基本信息!B5": period, **figures, **cells})


@contextmanager
def in_process() -> Iterator[None]:
    """Have everything read in this process: the files are ours, and the suite's time is short."""
    with pytest.MonkeyPatch.context() as patch:
        for module in ("consolidate", "start", "outbox.issue", "prepare"):
            patch.setattr(f"xlsreport.pipeline.{module}.Crew", InProcess)
        yield


class Season:
    """A workspace and what its commands say."""

    def __init__(self, folder: Path, capture: Capture) -> None:
        self.folder, self.capture = folder, capture

    def __call__(self, *arguments: str) -> int:
        self.capture.readouterr()
        return run([*arguments, "-C", str(self.folder)])

    def said(self) -> str:
        found = self.capture.readouterr()
        return found.out + found.err

    def status(self) -> dict[str, Any]:
        assert self("status", "--format", "json") == 0
        found: dict[str, Any] = json.loads(self.capture.readouterr().out)
        return found

    def of(self, code: str) -> dict[str, Any]:
        return next(each for each in self.status()["departments"] if each["code"] == code)

    def came(self, period: int, code: str, data: bytes, name: str = "") -> None:
        saved(self.folder / str(period) / "inbox", name or f"{code}.xlsx", data)

    def answer(self, period: int, code: str, answers: dict[str, str]) -> None:
        """Write `answers` by code into the list of the copy that the department was sent back, and send it."""
        stem = f"{code}-{NAMES[code]}（更正稿）"
        book = load_workbook(self.folder / f"{period}/outbox/退回-第1次/{stem}.xlsx")
        sheet = book.worksheets[0]
        heads = {cell.value: cell.column for cell in sheet[3]}
        for line in range(4, sheet.max_row + 1):
            sheet.cell(line, heads["情况说明"]).value = answers.get(str(sheet.cell(line, heads["代码"]).value))
        path = self.folder / str(period) / "inbox" / f"{stem}.xlsx"
        book.save(path)

    def whole(self, period: int) -> None:
        own = {"基本信息!B3": "某区", "基本信息!B4": "W", "基本信息!B5": period}
        saved(self.folder / str(period), "汇总单位.xlsx", workbook(own))

    def accept_in_summary(self, period: int, codes: tuple[str, ...]) -> Path:
        """Fill the last columns of the summary's findings as a coordinator does in Excel, and save it elsewhere."""
        book = load_workbook(self.folder / f"{period}/output/汇总表.xlsx")
        sheet = book["问题"]
        heads = {cell.value: cell.column for cell in sheet[1]}
        for line in range(2, sheet.max_row + 1):
            if sheet.cell(line, heads["代码"]).value in codes and sheet.cell(line, heads["类型"]).value != "提示":
                for head, text in (("认可", "是"), ("理由", "电话核实"), ("经办", "王某")):
                    sheet.cell(line, heads[head]).value = text
        path = self.folder / "填好的汇总表.xlsx"
        book.save(path)
        return path

    def decide(self, period: int, sheet: str, *cells: str) -> None:
        path = self.folder / f"{period}/处理登记.xlsx"
        book = load_workbook(path)
        free = next(line for line in range(2, 99) if book[sheet].cell(line, 1).value is None)
        for column, text in enumerate(cells, 1):
            book[sheet].cell(free, column).value = text
        book.save(path)


@pytest.fixture
def season(tmp_path: Path, capsys: Capture) -> Iterator[Season]:
    folder = tmp_path / "某区"
    folder.mkdir()
    (folder / "xlsreport.toml").write_text(settings_text("disclosure-2021"), encoding="utf-8")
    (folder / "单位名单.xlsx").write_bytes(roster([row(code, 2024) for code in NAMES]))
    with in_process():
        yield Season(folder, capsys)


def test_two_years_from_january_to_january(season: Season) -> None:
    first_year(season)
    second_year(season)
    for period in ("2023", "2024"):
        bag = bag_named(season.folder, period)
        assert bag is not None
        assert bag.record().final
        assert run(["verify", period, "-C", str(season.folder)]) == 0
        assert {each.role.value for each in bag.record().files} >= {"input", "output", "outbox"}
    assert run(["reproduce", "2023", "-C", str(season.folder)]) == 0, season.said()
    correct_the_first(season)


def correct_the_first(season: Season) -> None:
    """Correct the first year: the second, which rests on it, is named."""
    season.came(2023, "A01", sent("A01", 2023, **{"表二!B9": 11}))
    assert season("consolidate", "--period", "2023", "--final") == 0
    assert season("archive", "--period", "2023", "--correction", "第1局来函", "--today", "2025-04-01") == 0
    said = season.said()
    assert "替代 2023" in said
    assert "以后年度的归档用了 2023 年度原来的数字：2024。" in said


def first_year(season: Season) -> None:
    assert season("start", "2023") == 0
    said = season.said()
    assert "12 个单位" in said
    assert "没有 2022 年度的数字" in said
    assert "第2局“月底”" in said, "a day that cannot be read is said"
    season.whole(2023)
    assert season("issue") == 0
    assert season.status()["counts"] == {"due": 12, "missing": 12}
    assert all(each["issued"] for each in season.status()["departments"])

    for code in NAMES:
        if code not in (CLOSED, SILENT):
            season.came(2023, code, sent(code, 2023, **({"表三!D8": 0} if code == WRONG else {})))
    assert season("consolidate") == 1
    assert (season.folder / "2023/output/汇总填报表（送审稿）.xlsx").is_file()
    assert season.status()["line"] == "应报 12，已报 10，通过 9，待更正 1，未报 2。"
    assert season("send-back") == 0
    assert season("remind", "--today", "2024-01-12") == 0

    assert season.of(WRONG)["sent_back"] == 1
    assert [season.of(code)["reminded"] for code in (WRONG, SILENT, CLOSED)] == [0, 1, 1]
    assert season("consolidate", "--final") == 2
    refused = season.said()
    assert "未报送 2：第4局、第12局" in refused
    assert "待更正 1：第3局（错误 1，核实 1）" in refused
    assert "有核实没有说明的 9：第1局（核实 1）" in refused
    assert "xlsreport remind" in refused
    season.came(2023, SILENT, sent(SILENT, 2023))
    season.answer(2023, ANSWERING, {"A601": "与第2局合署办公，文字由专班统一起草。"})
    assert season("consolidate") == 1
    assert [season.of(code)["queries"] for code in (ANSWERING, SILENT)] == [0, 1], "an explanation is read back"
    season.decide(2023, "未报送", NAMES[CLOSED], "机构已撤并", "王某", "2024-01-20")
    season.decide(2023, "予以认可", "A601", "全部", "全部", "文字由表样带出", "王某", "2024-01-20")
    assert season("consolidate") == 1
    summary = season.accept_in_summary(2023, (WRONG,))
    assert season("accept", str(summary), "--today", "2024-01-21") == 0
    assert "已把 1 条认可登记到" in season.said()
    assert season("accept", str(summary), "--today", "2024-01-22") == 0
    assert "另有 1 条早已登记" in season.said()

    settle_and_archive(season, 2023)
    found = json.loads((season.folder / "2023/output/findings.json").read_text(encoding="utf-8"))
    assert (found["final"], found["totals"]["表二!B9"]) == (True, sum(range(1, 12)) * 10)
    assert [each["message"] for each in found["findings"] if each["code"] == "D808"] == [
        "未报送，不计入：机构已撤并（王某 2024-01-20）。"
    ]


def settle_and_archive(season: Season, period: int) -> None:
    open_matters = season.status()["open"]
    assert open_matters == []
    assert season("consolidate", "--final") == 0
    assert season.status()["final"]
    before = everything(season.folder / f"{period}/output")
    assert season("consolidate") == 2
    assert "xlsreport consolidate --draft" in season.said()
    assert everything(season.folder / f"{period}/output") == before
    assert season("archive", "--today", f"{period + 1}-03-31") == 0, season.said()
    assert season("consolidate") == 2
    assert season.said().startswith(f"{period} 年度已经归档")


def second_year(season: Season) -> None:
    rows = [row(code, 2025) for code in NAMES if code != CLOSED]
    (season.folder / "单位名单.xlsx").write_bytes(roster(rows))
    assert season("issue", "--period", "2024") == 2
    assert "xlsreport start 2024" in season.said()
    assert season("start", "2024") == 0
    said = season.said()
    assert "取自归档 2023；名单上 11 个单位中 11 个有上年数字" in said
    assert load_workbook(season.folder / "2024/汇总单位.xlsx")["基本信息"]["B3"].value == "某区"
    assert season("start", "2024") == 0
    assert "此前已经建好" in season.said()
    season.whole(2024)
    assert season("issue") == 0
    for code in NAMES:
        if code != CLOSED:
            season.came(2024, code, sent(code, 2024))
    assert season("consolidate") == 0
    season.decide(2024, "予以认可", "A601", "全部", "全部", "文字由表样带出", "王某", "2025-01-20")
    season.decide(2024, "予以认可", "H405", "全部", "全部", "各单位工作连续", "王某", "2025-01-20")
    settle_and_archive(season, 2024)
