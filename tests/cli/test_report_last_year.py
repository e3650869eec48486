"""Reports compare with last year: the archive's figures, else those of last year's folder, for one and for each."""

import io
import shutil
from pathlib import Path

import pytest
from docx import Document

from kit.bags import NEW, bag
from kit.filled import disclosure, saved, workbook
from kit.workspace import HEADS, PERIOD, roster, sent_by, workspace
from xlsreport.cli.app import run
from xlsreport.forms import example_workspace

TAG = "上年{{ 表三.D6.before }}件{{ 表三.D6|增减('件') }}。"
INBOX = {"a.xlsx": sent_by("A01", "甲局"), "b.xlsx": sent_by("A02", "乙局")}
LAST = {"基本信息!B5": PERIOD - 1, str(NEW): 9, "表三!D8": 9}
SAID = {"4": "上年4件", "9": "上年9件", "": "上年件。"}


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a form whose report names last year's figure."""
    folder = tmp_path_factory.mktemp("form") / "comparing"
    shutil.copytree(disclosure().folder, folder)
    document = Document(str(folder / "report.docx"))
    document.add_paragraph(TAG)
    document.save(str(folder / "report.docx"))
    return folder


@pytest.fixture
def place(tmp_path: Path, form: Path) -> Path:
    folder = workspace(tmp_path / "w", INBOX)
    (folder / "xlsreport.toml").write_text(f"form = '{form}'\n", encoding="utf-8")
    return folder


def told(report: Path) -> str:
    return next(p.text for p in Document(io.BytesIO(report.read_bytes())).paragraphs if p.text.startswith("上年"))


def each(place: Path, *more: str) -> dict[str, str]:
    assert run(["report", "--each", "-C", str(place), *more]) == 0
    return {path.stem: told(path) for path in (place / str(PERIOD) / "reports").iterdir()}


def last_years(folder: Path) -> Path:
    saved(folder, "甲局.xlsx", workbook({**LAST, "基本信息!B3": "甲局", "基本信息!B4": "A01"}))
    return folder


def test_each_department_is_compared_with_its_own(place: Path) -> None:
    bag(place, str(PERIOD - 1), {"": ("某区", 13), "A01": ("甲局", 4), "A02": ("乙局", 9)})
    said = each(place)
    assert said["A01-甲局"].startswith(SAID["4"])
    assert said["A02-乙局"].startswith(SAID["9"])
    assert "比上年" in said["A01-甲局"]


def test_the_archive_is_asked_before_the_folder(place: Path) -> None:
    last_years(place / str(PERIOD - 1) / "inbox")
    assert each(place)["A01-甲局"].startswith(SAID["9"])
    bag(place, str(PERIOD - 1), {"": ("某区", 4), "A01": ("甲局", 4)})
    assert each(place)["A01-甲局"].startswith(SAID["4"])


def test_a_folder_may_be_named(place: Path, tmp_path: Path) -> None:
    said = each(place, "--previous", str(last_years(tmp_path / "named")))
    assert said["A01-甲局"].startswith(SAID["9"])
    assert said["A02-乙局"] == SAID[""]


def test_a_merged_department_is_compared_with_its_parts(place: Path) -> None:
    rows = [("A01", "甲局", "A08、A09"), ("A02", "乙局", "")]
    (place / "单位名单.xlsx").write_bytes(roster(rows, (*HEADS[:2], "前身")))
    bag(place, str(PERIOD - 1), {"": ("某区", 9), "A08": ("甲科", 4), "A09": ("甲站", 5)})
    assert each(place)["A01-甲局"].startswith(SAID["9"])


def test_what_is_left_unknown_is_said(place: Path, form: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [("A01", "甲局", "A08"), ("A02", "乙局", "A08")]
    (place / "单位名单.xlsx").write_bytes(roster(rows, (*HEADS[:2], "前身")))
    bag(place, str(PERIOD - 1), {"": ("某区", 4), "A08": ("甲乙局", 4)})
    assert set(each(place).values()) == {SAID[""]}
    assert "甲乙局" in capsys.readouterr().err
    one(place, form)
    assert "甲乙局" in capsys.readouterr().err


def one(place: Path, form: Path, *more: str, name: str = "a.xlsx") -> str:
    target = place / "one.docx"
    book = place / str(PERIOD) / "inbox" / name
    assert run(["report", str(book), "-o", str(target), "--form", str(form), *more]) == 0
    return told(target)


def test_one_workbook_is_compared_by_the_archive_around_it(place: Path, form: Path) -> None:
    bag(place, str(PERIOD - 1), {"": ("某区", 4), "A01": ("甲局", 4)})
    assert one(place, form).startswith(SAID["4"])


def test_the_roster_knows_whose_a_workbook_is(place: Path, form: Path) -> None:
    saved(place / str(PERIOD) / "inbox", "甲局.xlsx", sent_by("", "", {}))
    bag(place, str(PERIOD - 1), {"": ("某区", 4), "A01": ("甲局", 4)})
    assert one(place, form, name="甲局.xlsx").startswith(SAID["4"])


def test_one_workbook_is_compared_with_a_folder(place: Path, form: Path, tmp_path: Path) -> None:
    assert one(place, form, "--previous", str(last_years(tmp_path / "named"))).startswith(SAID["9"])


def test_one_workbook_of_the_year_before_is_not_compared_with_itself(place: Path, form: Path) -> None:
    bag(place, str(PERIOD - 1), {"": ("某区", 4), "A01": ("甲局", 4)})
    saved(place / str(PERIOD) / "inbox", "a.xlsx", sent_by("A01", "甲局", {"基本信息!B5": PERIOD - 1}))
    assert one(place, form) == SAID[""]


def test_alone_it_is_compared_with_nothing(place: Path, form: Path) -> None:
    assert one(place, form) == SAID[""]


def test_a_table_that_could_not_be_read_makes_no_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (file,) = (example_workspace() / "2023" / "inbox").rglob("望溪镇*.xlsx")
    target = tmp_path / "r.docx"
    assert run(["report", str(file), "-o", str(target)]) == 2
    assert "2019" in capsys.readouterr().err
    assert not target.exists()
