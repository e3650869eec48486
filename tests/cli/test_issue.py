"""`xlsreport init` and `xlsreport issue`: what goes out to the departments."""

from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from kit.demo import laid_out
from kit.workspace import everything, roster, workspace
from xlsreport.cli.app import run
from xlsreport.reading import read_workbook

OUTBOX = "2023/outbox"
CARRIED = [f"{column}4" for column in "DEFGHIJ"] + ["D5", "D6"]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = laid_out(tmp_path_factory.mktemp("issue") / "区")
    assert run(["issue", "-C", str(folder)]) == 0
    return folder


def issued(folder: Path, name: str) -> Workbook:
    return load_workbook(folder / OUTBOX / name, data_only=True)


def locked(book: Workbook, sheet: str, cell: str) -> bool:
    return bool(book[sheet].protection.sheet and book[sheet][cell].protection.locked)


def test_one_workbook_for_each_row_of_the_roster(demo: Path) -> None:
    sheet = load_workbook(demo / "单位名单.xlsx").worksheets[0]
    rows = [row for row in sheet.iter_rows(min_row=2, max_col=2, values_only=True) if row[0] is not None]
    assert {path.name for path in (demo / OUTBOX).glob("*.xlsx")} == {f"{code}-{name}.xlsx" for code, name in rows}


def test_identity_is_filled_and_locked(demo: Path) -> None:
    book = issued(demo, "36079912-赣州经开区青榆镇人民政府.xlsx")
    identity = book["基本信息"]
    assert [identity[cell].value for cell in ("B3", "B4", "B5", "B6")] == [
        "赣州经开区青榆镇人民政府", "36079912", 2023, "乡级",
    ]  # fmt: skip
    assert all(locked(book, "基本信息", cell) for cell in ("B3", "B4", "B5", "B6"))
    assert not any(locked(book, "基本信息", cell) for cell in ("B7", "B10"))


def test_last_years_figures_are_filled_and_locked_and_the_opening_ones_stay_open(demo: Path) -> None:
    book = issued(demo, "36079906-赣州经开区自然资源分局.xlsx")
    before = load_workbook(next((demo / "2022/inbox").glob("自然资源分局*")), data_only=True)
    assert [book["上年"][f"{c}4"].value for c in "DEFGHIJ"] == [before["表三"][f"{c}30"].value for c in "DEFGHIJ"]
    assert [book["上年"][cell].value for cell in ("D5", "D6")] == [before["表二"][cell].value for cell in ("D5", "D6")]
    assert all(locked(book, "上年", cell) for cell in CARRIED)
    assert book["上年"]["D4"].value == 12
    assert [book["表三"][f"{c}7"].value for c in "DEFGHI"] == [before["表三"][f"{c}30"].value for c in "DEFGHI"]
    assert not any(locked(book, "表三", f"{c}7") for c in "DEFGHI")


def test_nothing_of_last_year_is_made_up(demo: Path) -> None:
    book = issued(demo, "36079902-赣州经开区财政局.xlsx")
    assert all(book["上年"][cell].value is None for cell in CARRIED)
    assert not any(locked(book, "上年", cell) for cell in CARRIED)
    assert all(book["表三"][f"{column}7"].value is None for column in "DEFGHI")


def test_an_issued_workbook_is_this_form_and_cannot_be_sent_yet(demo: Path) -> None:
    name = "36079902-赣州经开区财政局.xlsx"
    assert issued(demo, name)["校验"]["B2"].value == "尚不能报送"
    assert run(["check", str(demo / OUTBOX / name)]) == 1


def test_says_what_was_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = workspace(tmp_path / "w")
    assert run(["issue", "-C", str(folder)]) == 0
    out = capsys.readouterr().out
    assert "3 份" in out
    assert [line.strip() for line in out.splitlines()[1:4]] == ["A01-甲局.xlsx", "A02-乙局.xlsx", "A03-丙镇.xlsx"]
    assert f"信、邮件草稿和电话联系表在 {folder / OUTBOX / '下发'}" in out


def test_one_blank_workbook_for_all(tmp_path: Path) -> None:
    folder = workspace(tmp_path / "w")
    assert run(["issue", "--blank", "-C", str(folder)]) == 0
    assert [path.name for path in (folder / OUTBOX).iterdir()] == ["空白填报表.xlsx"]
    book = issued(folder, "空白填报表.xlsx")
    assert [book["基本信息"][cell].value for cell in ("B3", "B4", "B5")] == [None, None, 2023]
    assert not locked(book, "基本信息", "B3")


def test_a_blank_workbook_needs_no_roster(tmp_path: Path) -> None:
    folder = tmp_path / "w"
    assert run(["init", str(folder), "--form", "disclosure-2021", "--period", "2023"]) == 0
    assert run(["issue", "-C", str(folder)]) == 2
    assert run(["issue", "--blank", "-C", str(folder)]) == 0
    assert [path.name for path in (folder / OUTBOX).iterdir()] == ["空白填报表.xlsx"]


def test_a_name_cannot_lead_out_of_the_outbox(tmp_path: Path) -> None:
    folder = workspace(tmp_path / "w", names=roster([("../../A1", "../..\\夹:带*?")]))
    before = everything(tmp_path)
    assert run(["issue", "-C", str(folder)]) == 0
    made = everything(tmp_path).keys() - before.keys()
    assert len(made) == 4
    assert all(path.startswith("w/2023/outbox/") for path in made)


def test_init_makes_a_workspace_that_can_be_worked_with(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "我的区"
    assert run(["init", str(folder), "--form", "disclosure-2021", "--period", "2024"]) == 0
    assert "单位名单.xlsx" in capsys.readouterr().out
    own = {"汇总单位.xlsx", "处理登记.xlsx", "佐证数据.xlsx"}
    assert set(everything(folder)) == {"xlsreport.toml", "单位名单.xlsx", *(f"2024/{name}" for name in own)}
    assert {path.name for path in (folder / "2024").iterdir()} == {"inbox", "outbox", *own}
    whole = load_workbook(folder / "2024/汇总单位.xlsx", data_only=True)
    assert [whole["基本信息"][cell].value for cell in ("B3", "B5")] == [None, 2024]
    sheet = load_workbook(folder / "单位名单.xlsx").worksheets[0]
    assert [cell.value for cell in sheet[1]] == [
        "代码*", "单位名称*", "别名", "级别", "纳入汇总", "邮箱", "联系人", "手机", "期限", "前身",
    ]  # fmt: skip
    sheet.append(["B01", "一局"])
    sheet.parent.save(folder / "单位名单.xlsx")
    assert run(["issue", "-C", str(folder)]) == 0
    assert read_workbook(folder / "2024/outbox/B01-一局.xlsx")


def test_init_into_a_folder_in_use_changes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = workspace(tmp_path / "w")
    before = everything(folder)
    assert run(["init", str(folder), "--form", "disclosure-2021", "--period", "2024"]) == 2
    assert str(folder) in capsys.readouterr().err
    assert everything(folder) == before
