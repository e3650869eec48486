"""`xlsreport demo`: what a new user sees first."""

import io
import json
import shutil
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest
from openpyxl import load_workbook

from kit.demo import laid_out
from xlsreport.cli.app import run


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def shown(home: Path) -> str:
    """Return what the demo prints on stdout; it is run once for all tests of this module."""
    out = io.StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(io.StringIO()):
        patch.chdir(home)
        assert run(["demo"]) == 0
    return out.getvalue()


def test_lays_out_the_workspace_and_the_outputs(shown: str, home: Path) -> None:
    demo = home / "xlsreport-demo"
    assert shown
    assert {path.name for path in demo.iterdir()} == {
        "2022",
        "2023",
        "xlsreport.toml",
        "单位名单.xlsx",
    }
    assert {path.name for path in (demo / "2023/output").iterdir()} == {
        "汇总表.xlsx", "年度报告（送审稿）.docx", "汇总填报表（送审稿）.xlsx", "内部附件.docx", "审核看板.html",
        "findings.json", "findings.csv",
    }  # fmt: skip
    assert {path.name for path in (demo / "2023").iterdir()} == {
        "corrected", "inbox", "output", "汇总单位.xlsx", "处理登记.xlsx", "佐证数据.xlsx",
    }  # fmt: skip


@pytest.mark.parametrize(
    "said",
    [
        "审核通过 8：",
        "待更正 6：",
        "未报送 1：赣州经开区云桥街道办事处",
        "旧版 1：赣州经开区社会事务局",
        "财政局.xlsx:表二!D6: 错误 V204",
        "自然资源分局填报表.xlsx:表三!D7: 错误 T-R08",
        "生态环境分局_年报数据.xlsx:表三!D29: 错误 M303",
        "赣州经开区政务服务中心.xlsx:表三!J29: 错误 M301 公式被数字替换：填 0，应为 4（少 4）",
        "赣州经开区政务服务中心.xlsx:表四!A6:D6: 错误 V201",
        "乡镇街道/明澄街道办事处.xlsx:表三!J8: 错误 M301",
        "汇总表.xlsx",
        "年度报告（送审稿）.docx",
        "汇总填报表（送审稿）.xlsx",
        "findings.json",
    ],
)
def test_says_what_was_found_and_where_it_lies(shown: str, said: str) -> None:
    assert said in shown


def test_says_it_in_a_few_lines(shown: str) -> None:
    assert len(shown.splitlines()) <= 30


def test_every_department_has_its_standing(shown: str, home: Path) -> None:
    assert shown
    found = json.loads((home / "xlsreport-demo/2023/output/findings.json").read_text(encoding="utf-8"))
    sheet = load_workbook(home / "xlsreport-demo/单位名单.xlsx").worksheets[0]
    codes = {str(row[0]) for row in sheet.iter_rows(min_row=2, values_only=True) if row[0] is not None}
    assert {each["code"] for each in found["standings"]} == codes
    assert len(codes) >= 13


def test_wants_a_new_or_empty_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    assert run(["demo", str(tmp_path)]) == 2
    assert str(tmp_path) in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_takes_an_empty_folder(tmp_path: Path) -> None:
    assert run(["demo", str(tmp_path)]) == 0
    assert (tmp_path / "2023/output/findings.json").is_file()


def test_a_file_in_the_way_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert run(["demo", str(tmp_path / "file" / "demo")]) == 2
    assert "file" in capsys.readouterr().err


def test_the_demo_can_be_worked_on_afterwards(tmp_path: Path) -> None:
    """A department corrects its workbook: it is accepted in the next run."""
    folder = laid_out(tmp_path / "区")
    name = "赣州经开区政务服务中心.xlsx"
    shutil.copy(folder / "2023/corrected" / name, folder / "2023/inbox" / name)
    assert run(["consolidate", "-C", str(folder)]) == 1
    standings = (folder / "2023/output/findings.csv").read_text(encoding="utf-8-sig")
    assert name not in standings
