"""`xlsreport history`: the figures over the archived years, on the terminal and as a workbook."""

import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from kit.bags import bag
from kit.filled import disclosure
from kit.office import recalculated
from kit.workspace import HEADS, everything, roster, workspace
from xlsreport.cli.app import run
from xlsreport.model.address import Address

Capture = pytest.CaptureFixture[str]
CELLS = ("表三!D6", "表三!J6", "表四!E6")
ITEM = ("--item", "表三!D6")


@pytest.fixture
def years(tmp_path: Path) -> Path:
    """Return a workspace with three archived years: 甲局 took over 丁局 after the first of them."""
    rows = [("A01", "甲局", *[""] * 7, "丁局"), ("A02", "乙局")]
    folder = workspace(tmp_path / "w", names=roster(rows, (*HEADS, "前身")))
    cells = [Address.parse(each) for each in CELLS]
    first = {"": ("某区", 8), "A01": ("甲局", 3), "A02": ("老乙局", 1), "A04": ("丁局", 4)}
    bag(folder, "2020", first, cells=cells)
    bag(folder, "2021", {"": ("某区", 10), "A01": ("甲局", 8), "A02": ("乙局", 1)}, cells=cells)
    bag(folder, "2022", {"": ("某区", 4), "A01": ("甲局", 4), "A02": ("乙局", 0)}, cells=cells)
    return folder


def history(folder: Path, *options: str) -> int:
    return run(["history", "-C", str(folder), *options])


def words(text: str, row: str) -> list[str]:
    """Return the words of the first line of `text` that has `row` in it."""
    return next(line for line in text.splitlines() if row in line).split()


def test_the_table_shows_years_change_and_trend(years: Path, capsys: Capture) -> None:
    before = everything(years)
    assert history(years, *ITEM) == 0
    printed = capsys.readouterr()
    assert [each for each in ("2020", "2021", "2022") if each in printed.out] == ["2020", "2021", "2022"]
    assert words(printed.out, "表三!D6")[-6:] == ["8", "10", "4", "-6", "-60.0%", "▇█▄"]
    assert words(printed.out, "各单位之和")[1:4] == ["8", "9", "4"]
    assert words(printed.out, "差额")[1:] == ["0", "+1", "0"]
    assert printed.err == ""
    assert everything(years) == before


def test_without_items_the_main_figures_of_the_form_are_shown(years: Path, capsys: Capture) -> None:
    assert history(years) == 0
    printed = capsys.readouterr().out
    shown = [printed.index(f"\n{each.name}（{each.unit}）") for each in disclosure().main]
    assert shown == sorted(shown)
    assert words(printed, "表三!J6 ")[-6:-3] == ["8", "10", "4"]
    assert words(printed, "表三!J7 ")[-5:] == ["—"] * 5


def test_departments_are_followed_and_notes_say_how(years: Path, capsys: Capture) -> None:
    assert history(years, *ITEM, "--department", "甲局", "--department", "A02") == 0
    printed = capsys.readouterr()
    first, second = printed.out.split("A01 甲局", 1)[1].split("A02 乙局", 1)
    assert words(first, "表三!D6")[-6:-3] == ["7", "8", "4"]
    assert words(second, "表三!D6")[-6:-3] == ["1", "1", "0"]
    assert "2020年甲局：当年数据为下列单位之和：甲局、丁局" in printed.err
    assert "2020年乙局：当时名称：老乙局" in printed.err


def test_a_correction_a_draft_of_now_and_another_edition_are_told(years: Path, capsys: Capture) -> None:
    bag(years, "2022-r2", {"": ("某区", 5)}, edition="2019", label="没有这一项")
    (years / "2023/output").mkdir()
    (years / "2023/output/findings.json").write_text("{}", encoding="utf-8")
    assert history(years, *ITEM) == 0
    printed = capsys.readouterr()
    assert words(printed.out, "表三!D6")[-6:-1] == ["8", "10", "—", "—", "—"]
    assert "2022年总体：当年表样版本不同，没有相同的项目：表三!D6" in printed.err
    assert "2023年总体：已汇总，尚未归档" in printed.err


def test_the_workbook_holds_each_department_and_charts(years: Path, tmp_path: Path, capsys: Capture) -> None:
    out = tmp_path / "历年.xlsx"
    assert history(years, *ITEM, "-o", str(out)) == 0
    assert str(out) in capsys.readouterr().out
    book = load_workbook(out, data_only=True)
    rows = [[cell.value for cell in row] for row in book["各单位"].iter_rows(min_row=2)]
    assert [row[1:6] for row in rows] == [["A01", "甲局", 7, 8, 4], ["A02", "乙局", 1, 1, 0]]
    with zipfile.ZipFile(out) as packed:
        assert any(name.startswith("xl/charts/chart") for name in packed.namelist())
    before = out.read_bytes()
    assert history(years, *ITEM, "-o", str(out)) == 0
    assert out.read_bytes() == before


@pytest.mark.office
def test_libreoffice_computes_what_is_stored(years: Path, tmp_path: Path) -> None:
    out = tmp_path / "years.xlsx"
    assert history(years, "-o", str(out)) == 0
    (found,) = recalculated({"years": out.read_bytes()}, tmp_path / "office").values()
    assert len(found) > 50
    assert [each for each in found if each[2] != pytest.approx(each[1])] == []


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--item", "表三!A1"), "表三!A1"),
        (("--item", "没有"), "没有"),
        (("--department", "无此局"), "无此局"),
    ],
)
def test_what_is_not_there_is_named(years: Path, capsys: Capture, options: tuple[str, ...], told: str) -> None:
    assert history(years, *options) == 2
    printed = capsys.readouterr()
    assert (told in printed.err, printed.out, printed.err.count("\n")) == (True, "", 1)


def test_no_archive_is_one_sentence(tmp_path: Path, capsys: Capture) -> None:
    folder = workspace(tmp_path / "w")
    assert history(folder) == 2
    assert "还没有归档的年度" in capsys.readouterr().err
    (folder / "archive").mkdir()
    assert history(folder, "-o", str(tmp_path / "x.xlsx")) == 2
    assert not (tmp_path / "x.xlsx").exists()


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("record.json", b'{"format": 2}', "newer version"),
        ("record.json", b"{", "damaged"),
        ("values.csv", b"x", "Line 1"),
        ("values.csv", None, "cannot be read"),
    ],
)
def test_a_bag_that_cannot_be_used_is_named(
    years: Path, capsys: Capture, name: str, data: bytes | None, told: str
) -> None:
    path = years / "archive/2021/data" / name
    path.unlink() if data is None else path.write_bytes(data)
    assert history(years) == 2
    printed = capsys.readouterr().err
    assert told in printed
    assert "2021" in printed
